import { labels } from '../../shared/labels';
import { LARGEST_MINOR_UNITS } from '../../shared/money/minorUnits';
import type { ProviderProfile } from '../../shared/engine/provider/profile';

/** What Layer is and can do (docs/providers/layer.md#limits). */
export const profile: ProviderProfile = {
	provider: 'layer',
	displayName: 'Layer',
	// A refund is a bookkeeping record: no page says that Layer moves money (inferred).
	movesMoney: false,
	needsBusinessId: true,
	invoiceIdKind: 'uuid',
	// Integer cents on the wire (documented).
	largestMinor: LARGEST_MINOR_UNITS,
	wireDecimals: null,
	amountIsBeforeTax: false,
	// No page shows a currency: two digits are what the package assumes, and what Layer's own client shows.
	majorUnitsNeedTwoDecimals: false,
	longestReferenceNumber: null,
	longestProcessor: null,
	// Older create-refund pages (documented); the client spells the last one "Other", a quirk not followed here.
	// The newest samples of both calls for a refund in full leave the field out, hence `notSent`.
	methods: ['ACH', 'CASH', 'CHECK', 'CREDIT_CARD', 'OTHER', 'STORE_CREDIT', 'notSent'],
	keysAreFoundAt: 'provider',
	showsRefunds: true,
	// All writes take `external_id` as their key (documented): the same body again is a no-op or an update to itself.
	resend: 'identicalOnce',
	// The default bucket (documented): 100 in the sandbox, 500 in production; for the Canadian host inferred.
	requestsPerSecond: 100,
	requestsPerSecondAt: { production: 500, productionCanada: 500 },
	requestsPer15Minutes: null,
	// The strictest documented bucket, that of refund payments. The dedicated refund's page names no limit of its own,
	// so the default should apply to it (inferred): until an answer to a refund says so, the lower rate is kept.
	writesPerSecond: 20,
	limitHeader: 'x-ratelimit-limit',
	remainingHeader: 'x-ratelimit-remaining',
	resetHeader: 'x-ratelimit-reset',
	// Nobody documents whether both calls for a refund in full take a method, nor whether the simple form takes what an
	// earlier refund has left. The itemized form is documented for any amount.
	otherForms: `'${labels.refundTypes.full}' can also be asked for with '${labels.method}' 'Not Sent', and as an '${labels.amount}'.`,
	confirmedAmountMayBeCumulative: false,
};
