import { mutant, type Mutant } from '../mutant';

const REASONS = 'nodes/shared/engine/decide/reasons.ts';
const OWN = 'nodes/shared/engine/decide/ownRefund.ts';
const REFUSALS = 'test/n8n/refusals.test.ts';

/** What speaks against a refund before it is sent. */
export const judgementMutants: readonly Mutant[] = [
	mutant(
		'Leaves the tax out of the limit for one refund',
		REASONS,
		'sumOf([amountMinor, price.taxMinor ?? NOTHING]) ?? amountMinor',
		'amountMinor',
		REFUSALS,
	),
	mutant(
		'Does not hold the limit for one refund',
		REASONS,
		'price.maximumAmountMinor !== null && goesBack > price.maximumAmountMinor',
		'false',
		REFUSALS,
	),
	mutant(
		'Forgets what the run has refunded so far',
		'nodes/shared/n8n/run/executionJournal.ts',
		'this.kept.sent[key] = { currency, minor };',
		'',
		REFUSALS,
	),
	mutant(
		'Refunds more than is left',
		REASONS,
		'if (amountMinor > left && left > 0) {',
		'if (false) {',
		REFUSALS,
	),
	mutant(
		'Does not look at the currency',
		REASONS,
		'if (expectedCurrency === null || expectedCurrency === snapshot.currency) return [];',
		'if (snapshot || expectedCurrency) return [];',
		REFUSALS,
	),
	mutant(
		'Does not look at the state of the invoice',
		REASONS,
		'if (snapshot.notRefundable !== null)',
		'if (false)',
		REFUSALS,
	),
	mutant(
		'Does not wait for another refund that is pending',
		REASONS,
		"others.find(({ state }) => state === 'pending' || state === 'undocumented')",
		'others.find(() => false)',
		REFUSALS,
	),
	mutant(
		'Refunds again although the portal did already',
		REASONS,
		'others.filter((refund) => !isExplained(refund, known))',
		'others.filter(() => false)',
		REFUSALS,
	),
	mutant(
		'Takes every external id for one of its own',
		'nodes/shared/engine/request/refundKey.ts',
		'externalId !== null && externalId.startsWith(KEY_PREFIX)',
		'externalId !== null',
		'test/unit/engine/refundKey.test.ts',
	),
	mutant(
		'Goes on where earlier refunds cannot be read',
		REASONS,
		"if (allowed && request.ask.type !== 'full') return [];",
		'if (request) return [];',
		REFUSALS,
	),
	mutant(
		"Refunds all of Duro's invoice after a part of it",
		REASONS,
		"if (!hasRefund || allowed || (request.reference !== '' && request.ask.type !== 'full'))",
		'if (profile)',
		'test/conformance/duro.test.ts',
	),
	mutant(
		'Calls another amount under the same reference the same refund',
		OWN,
		'return refund.amountMinor === price.amountMinor;',
		'return price !== null;',
		'test/n8n/engine/repeats.test.ts',
	),
	mutant(
		'Calls a full refund done while something is left',
		OWN,
		'return snapshot.refundableMinor === NOTHING;',
		'return true;',
		'test/conformance/layer.test.ts',
	),
	mutant(
		'Refunds one invoice twice in a run without references',
		'nodes/shared/engine/send/refundInvoice.ts',
		"if (request.reference === '' && entry.success && isSecondOfRun(entry, place)) {",
		'if (false) {',
		'test/n8n/engine/repeats.test.ts',
	),
	mutant(
		'Sends although the limit for the run was reached meanwhile',
		'nodes/shared/n8n/run/executionJournal.ts',
		'if (others === null || others + minor > limitMinor) return false;',
		'',
		REFUSALS,
		'test/n8n/engine/items.test.ts',
	),
];
