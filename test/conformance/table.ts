import { groups } from './rows/all';
import { writeFaults } from './rows/writeFaults';
import { subjects } from './subjects/all';
import type { Word } from './words';

const INTRODUCTION = `# Conformance

What every provider's node says in every situation the tests know, rendered from the tables the tests run from
(\`npx tsx test/conformance/print.ts\`). Each row is played against the sandbox in n8n's own engine; the books are
asserted first, then the requests that were seen, then the word, then what the same refund says when it is asked for
again: by Retry On Fail, by the Retry button, in the next execution, by another n8n process. None of it books twice.
Each row is played alone and as one item among good ones, whose words and books are asserted too.

\`unknown\` means that the node can't know and says so. The way on is then a person's look and a new reference.`;

const LIMITS = `## What could not be made safe

- **Two n8n that share no memory refund one Revolv3 invoice at the same moment.** Revolv3 takes no key, so both
  requests count. One after the other is safe: the second finds the first one's refund and refuses.
- **At Revolv3 a lost answer is settled by looking for one new refund of the planned amount.** A refund of that very
  amount, made in the portal between the read and the look, can't be told from it while ours was never booked.
  Where Revolv3 does not tell the tax of a refund apart, neither can one of that amount with its tax.
- **At Duro a 5xx is followed by the same key, as Duro documents.** If Duro lost the key and kept the refund, that is
  a second refund; nothing on its API shows either.
- **At Layer a part of an invoice is an upsert.** Between the last look and the send another n8n can take the key:
  then this request changes that refund instead of adding one.
- **At Layer and Thredfi an attempt is remembered by its own run only.** A later execution that can't read the
  provider says \`refused providerUnavailable\` of itself; it sent nothing, and says nothing about the run before it.`;

/** The whole page. */
export function conformancePage(): string {
	const faults = writeFaults.map(({ name, ends }) => [
		name,
		...subjects.map((subject) => {
			const [word, writes] = ends(subject);
			return cell(word, writes);
		}),
	]);
	const sections = groups.map(({ title, behaviours }) =>
		section(
			title,
			behaviours.map(({ name, says }) => [name, ...subjects.map((subject) => cell(says(subject)))]),
		),
	);
	const [before, ...rest] = sections;
	return [
		INTRODUCTION,
		before,
		section(
			'When the refund request …',
			faults,
			'A number in brackets is how many refund requests were seen, where it is not one.',
		),
		...rest,
		companySection(),
		LIMITS,
		'',
	]
		.join('\n\n')
		.replace(/\n+$/, '\n');
}

/** Rows that good items beside them change, or that change those items. */
function companySection(): string {
	const rows = [
		...writeFaults.map((fault) => ({ ...fault, name: `the refund request ${fault.name}` })),
		...groups.flatMap(({ behaviours }) => behaviours),
	].flatMap(({ name, inCompany }) => (inCompany ? [[name, inCompany.reason]] : []));
	const head = ['Situation', 'Why words may differ'];
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return [
		'## As one item among several',
		`Everything above is said in company too, and neighbours keep their refunds. In these rows a word may differ. n8n's
store takes one call after another here: entries that two processes lose to each other are a chance
([SECURITY.md](../SECURITY.md)), and more items make it a likely one.`,
		lines.join('\n'),
	].join('\n\n');
}

function section(title: string, rows: ReadonlyArray<readonly string[]>, note?: string): string {
	const head = ['Situation', ...subjects.map(({ displayName }) => displayName)];
	const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
	return [`## ${title}`, ...(note ? [note] : []), lines.join('\n')].join('\n\n');
}

function cell(word: Word, writes = 1): string {
	const [outcome = '', code] = word.split(' ');
	const said = code === undefined ? outcome : `${outcome}: \`${code}\``;
	return writes === 1 ? said : `${said} (${writes})`;
}
