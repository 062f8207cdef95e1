import {
	segment,
	type HttpRequest,
	type JsonValue,
	isWireObject,
} from '../../shared/engine/provider/http';
import { isUuid } from '../../shared/engine/request/parseIds';
import type { PlannedDetails, RefundPlan } from '../../shared/engine/decide/plan';
import type { PaymentFee, Tag, Target } from '../../shared/engine/request/request';

type Business = Pick<Target, 'businessId'>;

/** The invoice itself; its dedicated refund lies below. */
export function invoicePath(target: Target): string {
	return `${invoicesPath(target)}/${segment(target.invoiceId)}`;
}

/** All customer refunds of a business: read as a list, written as the general refund. */
export function refundsPath(target: Business): string {
	return `${invoicesPath(target)}/refunds`;
}

export function refundPath(target: Business, refundId: string): string {
	return `${refundsPath(target)}/${segment(refundId)}`;
}

/** All invoices of a business. */
export function invoicesPath({ businessId }: Business): string {
	// The request parser demands it (`needsBusinessId`), so this is a bug of ours and not an input of anybody's.
	if (businessId === null) throw new Error('A refund at Layer was planned without a business');
	return `/v1/businesses/${segment(businessId)}/invoices`;
}

type Fields = Readonly<Record<string, JsonValue>>;

/**
 * Whether a plan goes out as the dedicated refund. That call takes no amount and refunds all that was paid (inferred), so
 * it must never be used for a part, after another refund, or on a half-paid invoice (Layer's own client offers it for
 * PAID only).
 */
export function isDedicated(
	plan: Pick<RefundPlan, 'full' | 'untouched' | 'invoiceStatus'>,
): boolean {
	return plan.full && plan.untouched && plan.invoiceStatus === 'PAID';
}

/** The one request that refunds (docs/providers/layer.md#the-three-writes). */
export function buildRefundRequest(plan: RefundPlan): HttpRequest {
	if (isDedicated(plan)) return dedicatedRequest(plan);
	// No sample of the simple form has a place for fees that are given back.
	const isSimple = plan.full && plan.details.refundedPaymentFees.length === 0;
	return isSimple ? simpleRequest(plan) : itemizedRequest(plan);
}

/** No amount of any name goes in here: the body documents none, and one that is ignored refunds it all. */
function dedicatedRequest(plan: RefundPlan): HttpRequest {
	return {
		method: 'POST',
		path: `${invoicePath(plan.target)}/refund`,
		body: {
			external_id: plan.key,
			...payment(plan.details),
			...notes(plan.details),
		},
	};
}

/**
 * The documented way to refund all that is left of one invoice: Layer reckons the amount, and makes one allocation and
 * one payment of it. The amount in the answer is compared with the planned one.
 *
 * Like the itemized form it is an upsert; see there.
 */
function simpleRequest(plan: RefundPlan): HttpRequest {
	return {
		method: 'POST',
		path: refundsPath(plan.target),
		body: {
			external_id: plan.key,
			invoice_id: plan.target.invoiceId,
			...payment(plan.details),
			...notes(plan.details),
		},
	};
}

/**
 * The documented way to refund a part. UNVERIFIED: its shape is put together from the update page and older samples
 * (inferred). Whether an allocation may come without `line_items` is not documented; every sample has them, so one goes
 * along, over all of it and without an account of its own.
 *
 * It is an upsert: under a key that exists it may rewrite that refund (documented). So it may only be sent after
 * `findUnderKey` has shown that the key is free, and a resend must be identical to the byte.
 */
function itemizedRequest(plan: RefundPlan): HttpRequest {
	const { amountMinor } = plan;
	return {
		method: 'POST',
		path: refundsPath(plan.target),
		body: {
			external_id: plan.key,
			refunded_amount: amountMinor,
			completed_at: plan.details.completedAt,
			allocations: [
				{
					invoice_id: plan.target.invoiceId,
					total_amount: amountMinor,
					line_items: [{ amount: amountMinor }],
				},
			],
			// One payment over all of it: a refund without payments counts as still owed (documented). Its own key, since
			// how far uniqueness of `external_id` reaches is not documented.
			payments: [
				{
					external_id: `${plan.key}-p1`,
					refunded_amount: amountMinor,
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
		...(details.refundedPaymentFees.length === 0
			? {}
			: { refunded_payment_fees: details.refundedPaymentFees.map(paymentFee) }),
		...(details.paymentClearingAccount === null
			? {}
			: { payment_clearing_account_identifier: account(details.paymentClearingAccount) }),
	};
}

function paymentFee({ account: of, feeMinor, description }: PaymentFee): Fields {
	return { account: account(of), fee_amount: feeMinor, ...given('description', description) };
}

/** An account by its id, or by its stable name (documented). */
function account(name: string): Fields {
	return isUuid(name)
		? { type: 'AccountId', id: name.toLowerCase() }
		: { type: 'StableName', stable_name: name };
}

function tag({ key, value, dimensionDisplayName, valueDisplayName }: Tag): Fields {
	return {
		key,
		value,
		...given('dimension_display_name', dimensionDisplayName ?? null),
		...given('value_display_name', valueDisplayName ?? null),
	};
}

/** What a person will read in the books. */
function notes({ memo, referenceNumber, tags, metadata }: PlannedDetails): Fields {
	return {
		...given('memo', memo),
		...given('reference_number', referenceNumber),
		...(tags.length === 0 ? {} : { tags: tags.map(tag) }),
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
