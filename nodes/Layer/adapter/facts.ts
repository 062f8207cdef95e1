import { LARGEST_MINOR_UNITS } from '../../shared/money/minorUnits';
import type { ProviderFacts } from '../../shared/engine/facts';

/** What Layer is and can do. Sections are those of the Layer dossier; [D] documented, [I] inferred. */
export const facts: ProviderFacts = {
	provider: 'layer',
	displayName: 'Layer',
	// A refund is a bookkeeping record: no page says that Layer moves money ("Read first" 1, [I]).
	movesMoney: false,
	needsBusinessId: true,
	invoiceIdKind: 'uuid',
	// Integer cents on the wire (§2, [D]).
	largestMinor: LARGEST_MINOR_UNITS,
	wireDecimals: null,
	amountIsBeforeTax: false,
	// No currency field anywhere (§2, [ND]): two digits are what the package assumes.
	majorUnitsNeedTwoDecimals: false,
	longestReferenceNumber: null,
	longestProcessor: null,
	// Older create-refund pages (§3.2, [D]); the client spells the last one "Other", a quirk not followed here.
	// The newest samples leave the field out, hence `notSent`.
	methods: ['ACH', 'CASH', 'CHECK', 'CREDIT_CARD', 'OTHER', 'STORE_CREDIT', 'notSent'],
	keysAreFoundAt: 'provider',
	showsRefunds: true,
	// Both writes take `external_id` as their key (§5, [D]): the same body again is a no-op or an update to itself.
	resend: 'identicalOnce',
	// The default bucket of the sandbox; production's is larger (§2, [D]).
	requestsPerSecond: 100,
	requestsPerSecondAt: { production: 500, productionCanada: 500 },
	requestsPer15Minutes: null,
	// The strictest documented bucket, that of refund payments (§2, [D]). The dedicated refund's page names no limit
	// of its own, so the default should apply to it [I]: until an answer to a refund says so, the lower rate is kept.
	writesPerSecond: 20,
	limitHeader: 'x-ratelimit-limit',
	confirmedAmountMayBeCumulative: false,
};
