import { mutant, type Mutant } from '../mutant';

const CONFIRM = 'nodes/shared/engine/confirm.ts';
const DOUBT = 'nodes/shared/engine/settleDoubt.ts';
const INTERPRET = 'nodes/shared/engine/interpret.ts';
const DURO = 'test/conformance/duro.test.ts';
const LAYER = 'test/conformance/layer.test.ts';
const REVOLV3 = 'test/conformance/revolv3.test.ts';
const THREDFI = 'test/conformance/thredfi.test.ts';
const UNIT = 'test/unit/engine';

const TRUSTED = `return {
	kind: 'confirmed', alreadyThere: false,
	refund: {
		refundId: null, externalId: null, amountMinor: plan.amountMinor, taxMinor: null, status: null, state: 'done',
		invoiceId: plan.target.invoiceId, response: null,
	},
};`;

/** What an answer means, and what comes after doubt. */
export const engineMutants: readonly Mutant[] = [
	mutant(
		'Trusts every 2xx',
		INTERPRET,
		'return interpretSuccess(outcome, plan, adapter);',
		TRUSTED,
		DURO,
	),
	mutant(
		'Does not compare the amount that was confirmed',
		CONFIRM,
		'if (refund.amountMinor === plan.amountMinor) return refund;',
		'if (plan) return refund;',
		DURO,
	),
	mutant(
		'Does not compare the invoice that was refunded',
		CONFIRM,
		'if (refund.invoiceId !== plan.target.invoiceId) {',
		'if (false) {',
		DURO,
	),
	mutant(
		'Does not compare the key of the refund',
		CONFIRM,
		'if (refund.externalId !== null && refund.externalId !== plan.key) {',
		'if (false) {',
		'test/unit/engine/confirm.test.ts',
	),
	mutant(
		'Takes a status that nobody has documented for done',
		CONFIRM,
		"\t\tcase 'unseen':\n\t\t\treturn {\n\t\t\t\tkind: 'unclear',",
		"\t\tcase 'unseen':\n\t\t\tif (refund) return { kind: 'confirmed', refund, alreadyThere: false };\n\t\t\treturn {\n\t\t\t\tkind: 'unclear',",
		REVOLV3,
	),
	mutant('Calls a 5xx refused', INTERPRET, '422, 429]', '422, 429, 500, 502, 503]', REVOLV3),
	mutant('Calls a 408 refused', INTERPRET, '405, 413', '405, 408, 413', REVOLV3),
	mutant('Calls a 409 refused', INTERPRET, '405, 413', '405, 409, 413', DURO),
	mutant(
		'Calls silence after the send refused',
		INTERPRET,
		"if (outcome.sent === 'perhaps')",
		'if (false)',
		REVOLV3,
	),
	mutant(
		"Calls a resend's 400 refused",
		DOUBT,
		"if (meaning.refusal.code === 'referenceSpent')",
		'if (meaning)',
		DURO,
		THREDFI,
	),
	mutant(
		'Skips the read-back',
		DOUBT,
		'if (desk.books.readBack === undefined) return null;',
		'if (desk) return null;',
		REVOLV3,
	),
	mutant(
		'Looks only once for a refund that is booked late',
		DOUBT,
		'for (const pause of [0, desk.waits.secondLookAfterMs])',
		'for (const pause of [0])',
		UNIT,
	),
	mutant(
		"Takes another reference's refund for its own after doubt",
		CONFIRM,
		'!tied.has(refundId) &&',
		'',
		UNIT,
	),
	mutant(
		'Takes a refund that was there before for its own after doubt',
		CONFIRM,
		'!seen.has(refundId) &&',
		'',
		UNIT,
	),
	mutant(
		'Picks one of several refunds that could be its own',
		CONFIRM,
		'only && candidates.length === 1 ? only : null',
		'only ?? null',
		UNIT,
	),
	mutant(
		'Resends where no key keeps the first send apart',
		'nodes/Revolv3/adapter/facts.ts',
		"resend: 'never'",
		"resend: 'identicalOnce'",
		REVOLV3,
	),
	mutant(
		'Resends at Duro while the first send may still be running',
		DOUBT,
		"(doubt === 'silence' && clock.now() - sentAt >= waits.silenceBeforeResendMs)",
		"doubt === 'silence'",
		DURO,
	),
	mutant(
		'Resends without end',
		DOUBT,
		'if (resends >= MOST_RESENDS[resend]) return false;',
		'if (resends >= 9) return false;',
		LAYER,
	),
	mutant(
		'Shows addresses of people',
		'nodes/shared/engine/words.ts',
		".replace(EMAIL, '[removed]')",
		'',
		'test/n8n/secrets.test.ts',
	),
	mutant(
		'Reads a megabyte of error text to its end',
		'nodes/shared/engine/words.ts',
		'if (text.length <= LONGEST_LOOKED_AT) return text;',
		"if (text !== '') return text;",
		'test/security/largeAnswers.test.ts',
	),
];
