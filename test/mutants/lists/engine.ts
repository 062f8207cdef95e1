import { mutant, type Mutant } from '../mutant';

const CONFIRM = 'nodes/shared/engine/send/confirm.ts';
const DOUBT = 'nodes/shared/engine/send/resolveInDoubt.ts';
const INQUIRE = 'nodes/shared/engine/send/inquire.ts';
const SEND = 'nodes/shared/engine/send/sendOnce.ts';
const INTERPRET = 'nodes/shared/engine/send/interpret.ts';
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
		'if (isKnown(refund) && refund.amountMinor === amountMinor) return refund;',
		'if (isKnown(refund)) return refund;',
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
		"\t\tcase 'undocumented':\n\t\t\treturn {\n\t\t\t\tkind: 'unclear',",
		"\t\tcase 'undocumented':\n\t\t\tif (refund) return { kind: 'confirmed', refund, alreadyThere: false };\n\t\t\treturn {\n\t\t\t\tkind: 'unclear',",
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
		INQUIRE,
		"if (run.reader.inquire === undefined) return { kind: 'untold' };",
		"if (run) return { kind: 'untold' };",
		REVOLV3,
	),
	mutant(
		'Looks only once for a refund that is booked late',
		DOUBT,
		"if (look === 'first' && !hasSecondLook(attempt, run)) {",
		"if (look === 'first' && !hasSecondLook(attempt, run)) return null;\n\tif (look !== look) {",
		UNIT,
	),
	mutant(
		"Takes another reference's refund for its own after doubt",
		CONFIRM,
		'!others.has(refundId) &&',
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
		"return second === undefined ? only : 'several';",
		'return second === undefined ? only : second;',
		UNIT,
	),
	mutant(
		'Resends where no key keeps the first send apart',
		'nodes/Revolv3/adapter/profile.ts',
		"resend: 'never'",
		"resend: 'identicalOnce'",
		REVOLV3,
	),
	mutant(
		'Resends at Duro while the first send may still be running',
		DOUBT,
		'if (metSilence) return sentAt + waits.silenceBeforeResendMs;',
		'if (metSilence) return sentAt;',
		DURO,
	),
	mutant(
		'Resends without end',
		DOUBT,
		'if (journal.resends(attempt.plan.key) >= MOST_RESENDS[resend]) return false;',
		'if (journal.resends(attempt.plan.key) >= 9) return false;',
		LAYER,
	),
	mutant(
		'Resends a key that the provider may have forgotten',
		DOUBT,
		'now - attempt.firstSentAt <= waits.greatestResendAgeMs &&',
		'',
		UNIT,
	),
	mutant(
		'Resends after a doubt that no resend can end',
		DOUBT,
		"new Set(['serverError'])",
		"new Set(['serverError', 'conflict', 'unclear'])",
		UNIT,
	),
	mutant(
		'Resends although the run is to send nothing more',
		DOUBT,
		'if (!run.maySend()) break;',
		'',
		'test/n8n/engine/cancel.test.ts',
	),
	mutant(
		'Calls a conflict refused that is not proven',
		DOUBT,
		"showsKeys && attempt.onlyConflicts && inquiry.kind === 'absent'",
		"showsKeys && inquiry.kind === 'absent'",
		LAYER,
		THREDFI,
	),
	mutant(
		"Takes a gateway's answer for the provider's own refusal",
		INTERPRET,
		'if (NOTHING_MOVED.has(status) && error === null) {',
		'if (false) {',
		REVOLV3,
	),
	mutant(
		'Journals nothing before the send',
		SEND,
		'journal.keep(plan.key, { place, plan, attempt: before });',
		'',
		'test/n8n/engine',
	),
	mutant(
		'Sends although the run is to send nothing more',
		SEND,
		'run.http.write(request, () => !run.maySend())',
		'run.http.write(request)',
		'test/n8n/engine/cancelMany.test.ts',
		'test/n8n/cancelBeforeSend.test.ts',
	),
	mutant(
		'Shows addresses of people',
		'nodes/shared/engine/provider/providerError.ts',
		".replace(EMAIL, '[removed]')",
		'',
		'test/n8n/secrets.test.ts',
	),
	mutant(
		'Reads a megabyte of error text to its end',
		'nodes/shared/engine/provider/providerError.ts',
		'if (text.length <= LONGEST_LOOKED_AT) return text;',
		"if (text !== '') return text;",
		'test/security/largeAnswers.test.ts',
	),
];
