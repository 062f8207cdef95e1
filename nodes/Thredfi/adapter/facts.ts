import type { ProviderFacts } from '../../shared/engine/facts';
import { LARGEST_MINOR_UNITS } from '../../shared/money/minorUnits';

/** What Thredfi is known to do and not to do (dossier sections in the comments). */
export const facts: ProviderFacts = {
	provider: 'thredfi',
	displayName: 'Thredfi',
	// §0.1: the guide books revenue and a payable [D], the vendor's own form says "nothing is sent" [C].
	movesMoney: false,
	needsBusinessId: true,
	invoiceIdKind: 'uuid',
	// §0.8 [D]: every amount on the wire is an integer called cents.
	largestMinor: LARGEST_MINOR_UNITS,
	wireDecimals: null,
	amountIsBeforeTax: false,
	// §11 [ND]: what "cents" are in a currency without two digits (ISK) is written nowhere.
	majorUnitsNeedTwoDecimals: true,
	longestReferenceNumber: 100, // §3 [D]
	longestProcessor: 100, // §3 [D]
	// §3 [D], in the order of the page.
	methods: [
		'CASH',
		'CHECK',
		'CREDIT_CARD',
		'DEBIT_CARD',
		'ACH',
		'BANK_TRANSFER',
		'PAYPAL',
		'STRIPE',
		'OTHER',
	],
	// §0.4 [D]: `external_id` is required, unique per business and shown on every refund.
	keysAreFoundAt: 'provider',
	showsRefunds: true,
	// §8 [D]: the same `external_id` makes no second refund; §9 [I]: only with the identical body.
	resend: 'identicalOnce',
	requestsPerSecond: null, // §10: none found
	requestsPer15Minutes: null,
	writesPerSecond: null,
	limitHeader: null,
	// §3 [D]: `refunded_amount` belongs to one refund.
	confirmedAmountMayBeCumulative: false,
};
