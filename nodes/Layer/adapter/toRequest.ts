import type { HttpRequest, JsonValue } from '../../shared/engine/http';
import type { PlannedDetails, RefundPlan } from '../../shared/engine/plan';
import { isWireObject } from '../../shared/engine/readAnswer';
import { invoicePath, refundsPath } from './paths';

type Fields = Readonly<Record<string, JsonValue>>;

/**
 * Whether a plan goes out as the dedicated refund. That call takes no amount and refunds all that was paid
 * (dossier §3.4, [I]), so it must never be used for a part, after another refund, or on a half-paid invoice
 * (Layer's own client offers it for PAID only, §3.3).
 */
export function isDedicated(
	plan: Pick<RefundPlan, 'full' | 'untouched' | 'invoiceStatus'>,
): boolean {
	return plan.full && plan.untouched && plan.invoiceStatus === 'PAID';
}

/** The one request that refunds. */
export function toRequest(plan: RefundPlan): HttpRequest {
	return isDedicated(plan) ? dedicatedRequest(plan) : itemizedRequest(plan);
}

/** No amount of any name goes in here: the body documents none (dossier §3.1), and one that is ignored refunds it all. */
function dedicatedRequest(plan: RefundPlan): HttpRequest {
	return {
		method: 'POST',
		path: `${invoicePath(plan.target)}/refund`,
		body: { external_id: plan.key, ...payment(plan.details), ...notes(plan.details) },
	};
}

/**
 * The documented way to refund a part (dossier §3.4). UNVERIFIED: its shape is put together from the update page
 * and older samples (§4, [I]), and whether an allocation may come without `line_items` is not documented [ND].
 *
 * It is an upsert: under a key that exists it may rewrite that refund (§4, [D]). So it may only be sent after
 * `findUnderKey` has shown that the key is free, and a resend must be identical to the byte.
 */
function itemizedRequest(plan: RefundPlan): HttpRequest {
	return {
		method: 'POST',
		path: refundsPath(plan.target),
		body: {
			external_id: plan.key,
			refunded_amount: plan.amountMinor,
			completed_at: plan.details.completedAt,
			allocations: [{ invoice_id: plan.target.invoiceId, total_amount: plan.amountMinor }],
			// One payment over all of it: a refund without payments counts as still owed (§4, [D]). Its own key, since
			// how far uniqueness of `external_id` reaches is not documented (§5, [ND]).
			payments: [
				{
					external_id: `${plan.key}-p1`,
					refunded_amount: plan.amountMinor,
					...payment(plan.details),
				},
			],
			...notes(plan.details),
		},
	};
}

/** How the money went back. */
function payment(details: PlannedDetails): Fields {
	return {
		completed_at: details.completedAt,
		...given('method', details.method),
		...given('processor', details.processor),
		...given('refund_processing_fee', details.processingFeeMinor),
	};
}

/** What a person will read in the books. */
function notes({ memo, referenceNumber, tags, metadata }: PlannedDetails): Fields {
	return {
		...given('memo', memo),
		...given('reference_number', referenceNumber),
		...(tags.length === 0 ? {} : { tags: tags.map(({ key, value }) => ({ key, value })) }),
		...(metadata === null || Object.keys(metadata).length === 0
			? {}
			: { metadata: plainJson(metadata) }),
	};
}

/** A field, left out where nothing was given: Layer gets no nulls and no empty texts. */
function given(name: string, value: string | number | null): Fields {
	return value === null || value === '' ? {} : { [name]: value };
}

/** Metadata as it will stand in the body. The request parser has proved that it is a JSON object. */
function plainJson(metadata: Readonly<Record<string, unknown>>): Fields {
	const copy: unknown = JSON.parse(JSON.stringify(metadata));
	if (!isJsonObject(copy)) throw new Error('Metadata was planned that is no JSON object');
	return copy;
}

function isJsonObject(value: unknown): value is Fields {
	return isWireObject(value) && Object.values(value).every(isJson);
}

function isJson(value: unknown): value is JsonValue {
	if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
	return Array.isArray(value) ? value.every(isJson) : isJsonObject(value);
}
