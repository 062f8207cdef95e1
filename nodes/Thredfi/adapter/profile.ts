import type { ProviderProfile } from '../../shared/engine/provider/profile';
import { LARGEST_MINOR_UNITS } from '../../shared/money/minorUnits';

/** What Thredfi is known to do and not to do (docs/providers/thredfi.md). */
export const profile: ProviderProfile = {
	provider: 'thredfi',
	displayName: 'Thredfi',
	// A refund reverses revenue and books a payable (documented); the vendor's own form says "nothing is sent" (client).
	movesMoney: false,
	needsBusinessId: true,
	invoiceIdKind: 'uuid',
	// Every amount on the wire is an integer called cents (documented).
	largestMinor: LARGEST_MINOR_UNITS,
	wireDecimals: null,
	amountIsBeforeTax: false,
	// What "cents" are in a currency without two digits (ISK) is not documented.
	majorUnitsNeedTwoDecimals: true,
	longestReferenceNumber: 100, // documented
	longestProcessor: 100, // documented
	// Documented, in the order of the page.
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
	// `external_id` is required, unique per business and a field of every refund (documented).
	keysAreFoundAt: 'provider',
	showsRefunds: true,
	// The same `external_id` makes no second refund (documented); only with the identical body (inferred).
	resend: 'identicalOnce',
	requestsPerSecond: null, // no limit is documented
	requestsPer15Minutes: null,
	writesPerSecond: null,
	limitHeader: null,
	// `refunded_amount` belongs to one refund (documented).
	confirmedAmountMayBeCumulative: false,
};
