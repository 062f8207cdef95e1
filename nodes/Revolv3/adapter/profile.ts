import type { ProviderProfile } from '../../shared/engine/provider/profile';
import { LARGEST_TWO_DECIMAL_MINOR } from '../../shared/money/wireNumber';

/** What Revolv3 is like. Sources and marks: docs/providers/revolv3.md. */
export const profile: ProviderProfile = {
	provider: 'revolv3',
	displayName: 'Revolv3',
	movesMoney: true,
	needsBusinessId: false,
	invoiceIdKind: 'digits',
	largestMinor: LARGEST_TWO_DECIMAL_MINOR,
	// Inferred: no sample shows more than two decimals.
	wireDecimals: 2,
	// Documented: the amount is compared with the amount without tax. Tax goes back on top (inferred).
	amountIsBeforeTax: true,
	majorUnitsNeedTwoDecimals: false,
	longestReferenceNumber: null,
	longestProcessor: null,
	methods: [],
	// Documented: no field of a refund takes a reference of ours, so none can be found at Revolv3.
	keysAreFoundAt: 'workflow',
	showsRefunds: true,
	// No key is documented. A second POST is a second refund, so never 'identicalOnce'.
	resend: 'never',
	// Documented: both, for all requests of one IP address.
	requestsPerSecond: 20,
	requestsPer15Minutes: 20_000,
	writesPerSecond: null,
	limitHeader: null,
	// Not documented: whether `refunded*` are of this refund or of all.
	confirmedAmountMayBeCumulative: true,
};
