import { nextStep } from '../../nodes/shared/engine/result/nextStep';
import { CODES } from '../../nodes/shared/engine/result/result';
import { profile as revolv3 } from '../../nodes/Revolv3/adapter/profile';
import { pageOf, tableUnder } from './page';

const page = pageOf('docs/outcomes.md');
const readme = pageOf('README.md');
const UNKNOWN = ['outcomeUnknown', 'confirmedOtherwise'];
const OUTCOMES = ['refunded', 'pending', 'alreadyRefunded', 'refused', 'unknown'];

/** What looks like a code and is none: outcomes, fields and the like stand in other tables. */
const headed = page.headings.filter(({ depth }) => depth === 3).map(({ text }) => text);
const PROVIDERS = ['Revolv3', 'Layer', 'Thredfi', 'Duro'];

it('has a section for every code in order of precedence, and for none that is invented', () => {
	expect(headed.filter((text) => !PROVIDERS.includes(text))).toEqual([...CODES]);
});

it('tells for every provider how an unknown is settled', () => {
	expect(headed.filter((text) => PROVIDERS.includes(text)).sort()).toEqual([...PROVIDERS].sort());
	for (const name of PROVIDERS) expect(page.section(name)).toContain('**new reference**');
});

it.each(CODES)('says of %s its outcome and what to do', (code) => {
	const text = page.section(code);
	expect(text).toContain(`**Outcome:** \`${UNKNOWN.includes(code) ? 'unknown' : 'refused'}\``);
	expect(text).toContain('**What happened:**');
	expect(text).toContain('**Now:**');
});

it('has the five outcomes, here and in the README', () => {
	const columns = ['Outcome', 'What happened', 'Money', 'Now'];
	expect(tableUnder(page, columns).map(([outcome]) => outcome)).toEqual(OUTCOMES);
	expect(
		tableUnder(readme, ['Outcome', 'Meaning', 'What to do']).map(([outcome]) => outcome),
	).toEqual(OUTCOMES);
});

it('the README names every code, and none that is invented', () => {
	const named = tableUnder(readme, ['details.code', 'Said when']).flatMap(([codes = '']) =>
		codes.split(', '),
	);
	expect([...named].sort()).toEqual([...CODES].sort());
});

it('shows a next step as the node says it', () => {
	const shown = page.fences.filter(({ text }) => text.includes('"nextStep"'));
	expect(shown).toHaveLength(1);
	for (const { text } of shown) {
		const { details } = JSON.parse(text) as { details: { code: string; nextStep: string } };
		expect(details.code).toBe('outcomeUnknown');
		expect(details.nextStep).toBe(nextStep('outcomeUnknown', revolv3));
	}
});
