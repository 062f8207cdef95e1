import type { ProviderProfile } from '../../shared/engine/provider/profile';
import { LARGEST_MINOR_UNITS } from '../../shared/money/minorUnits';

/** What Duro is known to do and not to do. Sources: docs/providers/duro.md#what-is-not-documented */
export const profile: ProviderProfile = {
	provider: 'duro',
	displayName: 'Duro',
	// Unknown: the answer is described as "recorded"; whether the payer gets money is written nowhere.
	movesMoney: false,
	needsBusinessId: false,
	// Documented: `inv_…`; the format after the prefix is not specified.
	invoiceIdKind: 'opaque',
	// Documented: an integer of minor units on the wire.
	largestMinor: LARGEST_MINOR_UNITS,
	wireDecimals: null,
	amountIsBeforeTax: false,
	// Documented: "minor units" for every currency.
	majorUnitsNeedTwoDecimals: false,
	longestReferenceNumber: null,
	longestProcessor: null,
	methods: [],
	// Documented: neither the invoice nor any other object shows a refund or the key it was made under.
	keysAreFoundAt: 'workflow',
	showsRefunds: false,
	// Inferred: no lock on a key in flight is shown, so the same key may follow an answer, never a silence.
	resend: 'sameKeyAfterAnswer',
	// Unknown: the API is called rate-limited, no number is given.
	requestsPerSecond: null,
	requestsPer15Minutes: null,
	writesPerSecond: null,
	limitHeader: null,
	// Unknown: `refunded` may be a running total; then it differs from the plan and a person has to look.
	confirmedAmountMayBeCumulative: false,
};
