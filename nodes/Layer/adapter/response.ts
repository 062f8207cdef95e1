import type {
	ProviderAdapter,
	ReportedRefund,
	WireShape,
} from '../../shared/engine/provider/adapter';
import { type HttpAnswer, isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { onlyInvoiceOf, parseRefund, shownRefund } from './refund';
import { isDedicated } from './request';
import { hasErrors, payloadOf } from './wire';

/**
 * What Layer claims in the answer to a write (docs/providers/layer.md#what-counts-as-confirmed).
 *
 * The amount is `refunded_amount`. Everything the pages call required has to be there; `external_id` may be absent
 * (documented) and is passed on as null then. The dedicated call has to answer with a dedicated refund. The answer to
 * the other one may say either: its own sample says `is_dedicated: true`.
 */
export function parseRefundResponse(
	{ status, body }: HttpAnswer,
	shape: WireShape,
): ReportedRefund {
	const dedicated = isDedicated(shape);
	// 200 and 201 are all that is documented; 202 or 204 would say nothing about a refund.
	if (status !== 200 && status !== 201) return unclear(`Its status ${status} is not documented.`);
	if (isWireObject(body) && hasErrors(body)) {
		return unclear(`It reports errors in an answer of status ${status}.`);
	}
	const refund = parseRefund(payloadOf(body));
	if (!refund) return unclear('It is not a refund with an id, an amount and allocations.');
	if (dedicated && refund.isDedicated !== true) {
		return unclear('It does not say that the refund is dedicated.');
	}
	const invoiceId = onlyInvoiceOf(refund);
	if (invoiceId === null) return unclear('It does not name one invoice for the whole refund.');
	return {
		kind: 'claims',
		refund: shownRefund(refund, invoiceId, refund.refundedMinor),
		// 200 means "already exists" on the dedicated call only (documented). On the other one it is the only status
		// anybody has shown, and means nothing.
		alreadyThere: status === 200 && dedicated,
	};
}

function unclear(why: string): ReportedRefund {
	return { kind: 'unclear', why };
}

/** Categories of errors (documented). */
const TYPES = new Set([
	'ResourceArchived',
	'AuthFailure',
	'Plaid',
	'Stripe',
	'InvalidState',
	'ResourceNotFound',
	'InvalidParameters',
	'JsonSerialization',
	'Unknown',
	'BadRequest',
	'PaginationCursor',
	'Conflict',
	'LedgerOperationFailed',
]);

/**
 * Layer's error code and text. Most pages speak of an `errors` array, the dedicated refund's page of one bare error
 * (documented both); both fields that are required have to be there. A bare object could be anybody's, so its type has
 * to be one of Layer's.
 */
export const parseError: ProviderAdapter['parseError'] = (body) => {
	if (!isWireObject(body)) return null;
	if (!Array.isArray(body.errors)) return isKnown(body.type) ? wordsOf(body) : null;
	const errors: unknown[] = body.errors;
	const [first] = errors;
	return isWireObject(first) ? wordsOf(first) : null;
};

function isKnown(type: unknown): boolean {
	return typeof type === 'string' && TYPES.has(type);
}

function wordsOf(error: WireObject): ReturnType<ProviderAdapter['parseError']> {
	const type = wireText(error.type);
	const description = wireText(error.description);
	if (type === null || description === null) return null;
	// `error_enum` is the stable one; it is left out on 5xx (documented).
	return { code: wireText(error.error_enum) ?? type, message: description };
}
