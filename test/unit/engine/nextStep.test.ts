import { nextStep } from '../../../nodes/shared/engine/result/nextStep';
import { CODES } from '../../../nodes/shared/engine/result/result';
import { FACTS } from './samples';

describe.each(Object.values(FACTS))('the next step at $displayName', (profile) => {
	it.each(CODES)('for %s is one line that begins with a verb and ends with a full stop', (code) => {
		expect(nextStep(code, profile)).toMatch(/^[A-Z][a-z]+ [^\n]+\.$/);
		expect(nextStep(code, profile)).not.toMatch(/undefined|null|\[object/);
	});

	it.each(['outcomeUnknown', 'confirmedOtherwise'] as const)(
		'for %s is a look first and then a new reference, never a blind repetition',
		(code) => {
			const text = nextStep(code, profile);
			expect(text).toMatch(/new 'Reference'/);
			expect(text).toMatch(/^(Look|Ask)/);
			expect(text).not.toMatch(/\b(retry|try again|resend|failed)\b/i);
		},
	);
});

it('names the other forms of a refund in full that Layer has turned down', () => {
	expect(nextStep('providerRefused', FACTS.layer)).toContain(
		"'Full' can also be asked for with 'Method' 'Not Sent', and as an 'Amount'.",
	);
	expect(nextStep('providerRefused', FACTS.thredfi)).not.toContain("'Full'");
});
