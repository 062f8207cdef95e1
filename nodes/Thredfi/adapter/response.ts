import type { ReportedRefund } from '../../shared/engine/provider/adapter';
import type { ParseError } from '../../shared/engine/provider/providerError';
import { type HttpAnswer, isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { invoicesOf, parseWireRefund, stateOf, toProviderRefund } from './refund';

/**
 * What Thredfi claims to have recorded (docs/providers/thredfi.md#what-counts-as-confirmed). The reference documents
 * 201; the idempotency guide documents 200 for a refund that was there already. A 409 is no claim: the engine inquires.
 */
export function parseRefundResponse({ status: httpStatus, body }: HttpAnswer): ReportedRefund {
	if (httpStatus !== 200 && httpStatus !== 201) {
		return unclearAbout(`The status ${httpStatus} is not documented.`);
	}
	const parsed = parseWireRefund(body);
	if (!parsed.ok) return unclearAbout(`The answer can't be used: ${parsed.why}.`);
	const { value: refund } = parsed;
	const unclear = (why: string) => unclearAbout(why, refund.refundId);
	// What a used key does with another amount or invoice is not documented, so every echo has to be there.
	if (refund.externalId === null) return unclear('The answer does not tell its external_id.');
	if (refund.refundedMinor === null) return unclear('The answer tells no amount.');
	if (refund.allocations === null) return unclear("The answer's allocations can't be read.");
	const [invoiceId = null, ...others] = invoicesOf(refund);
	if (others.length > 0) return unclear('The answer is about several invoices.');
	// A refund that was cancelled may have lost its allocations; its key still has to be known as used up.
	if (invoiceId === null && stateOf(refund.status) !== 'keyUsedUp') {
		return unclear('The answer names no invoice.');
	}
	return {
		kind: 'claims',
		alreadyThere: httpStatus === 200,
		refund: toProviderRefund(refund, invoiceId, refund.refundedMinor),
	};
}

/** @param refundId the refund that the answer names all the same, to be asked for by itself */
function unclearAbout(why: string, refundId: string | null = null): ReportedRefund {
	return { kind: 'unclear', why, refundId };
}

/**
 * Both documented error shapes: `{ error_code, message, detail }` of the reference, where `message` may be null, and
 * `{ error_code, error, details }` of the guide (docs/providers/thredfi.md#errors). null for any other body: that may
 * be the word of something in between.
 */
export const parseError: ParseError = (body) => {
	if (!isWireObject(body)) return null;
	const code = wireText(body.error_code);
	const hasText = body.message === null || [body.message, body.error].some(isText);
	if (code === null || !hasText) return null;
	const said = [wireText(body.message) ?? wireText(body.error), fieldErrors(body)];
	return { code, message: said.filter((text) => text !== null).join(' ') || null };
};

const isText = (value: unknown) => typeof value === 'string';

/**
 * Which field was wrong: `details` (documented), or `detail.field_errors` (documented, its inside is inferred to be the
 * same). A field has a list of texts; whatever else stands there may be the payer's own data and is not repeated.
 */
function fieldErrors({ detail, details }: WireObject): string | null {
	const fields = isWireObject(detail) ? detail.field_errors : details;
	if (!isWireObject(fields)) return null;
	const lines = Object.entries(fields).flatMap(([field, told]) => {
		const texts = Array.isArray(told) ? told.flatMap((text) => wireText(text) ?? []) : [];
		return texts.length > 0 ? [`${field}: ${texts.join(' ')}`] : [];
	});
	return lines.join('; ') || null;
}
