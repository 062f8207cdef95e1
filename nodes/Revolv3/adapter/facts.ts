import type { ProviderFacts } from '../../shared/engine/facts';
import { LARGEST_TWO_DECIMAL_MINOR } from '../../shared/money/wireNumber';

/** What Revolv3 is like. Section numbers in this folder are those of the notes on Revolv3's public pages. */
export const facts: ProviderFacts = {
	provider: 'revolv3',
	displayName: 'Revolv3',
	movesMoney: true,
	needsBusinessId: false,
	invoiceIdKind: 'digits',
	largestMinor: LARGEST_TWO_DECIMAL_MINOR,
	// §9, inferred: no sample shows more than two decimals.
	wireDecimals: 2,
	// §2.4, documented: the amount is compared with the amount without tax. Tax goes back on top (inferred).
	amountIsBeforeTax: true,
	majorUnitsNeedTwoDecimals: false,
	longestReferenceNumber: null,
	longestProcessor: null,
	methods: [],
	// §2.2, documented: no field of a refund takes a reference of ours, so none can be found at Revolv3.
	keysAreFoundAt: 'workflow',
	showsRefunds: true,
	// §8: no documented key. A second POST is a second refund, so never 'identicalOnce'.
	resend: 'never',
	// §8, documented: both, for all requests of one IP address.
	requestsPerSecond: 20,
	requestsPer15Minutes: 20_000,
	writesPerSecond: null,
	limitHeader: null,
	// §2.3, unknown: whether `refunded*` are of this refund or of all.
	confirmedAmountMayBeCumulative: true,
};
