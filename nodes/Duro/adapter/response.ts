import type { ProviderAdapter, ReportedRefund } from '../../shared/engine/provider/adapter';
import { type HttpAnswer, isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { minorFromWireInteger } from '../../shared/money/wireNumber';

/**
 * The object in an answer, with or without its envelope.
 * Duro's pages disagree: the reference shows bare objects, two guides show `{ ok: true, data: {…} }`.
 * Source: docs/providers/duro.md#what-counts-as-confirmed
 *
 * @returns null for anything that is neither, also for an envelope that does not say `ok: true`
 */
export function unwrapped(body: unknown): WireObject | null {
	if (!isWireObject(body)) return null;
	if (!('ok' in body)) return body;
	return body.ok === true && isWireObject(body.data) ? body.data : null;
}

/** The only success that is documented. */
const RECORDED = 200;

/** What Duro claims to have recorded: `{ invoiceId, refunded, status }`. */
export function parseRefundResponse({ status: httpStatus, body }: HttpAnswer): ReportedRefund {
	if (httpStatus !== RECORDED) return unclear(`The status ${httpStatus} is not documented.`);
	const receipt = unwrapped(body);
	if (!receipt) return unclear('The answer is not the documented object.');
	// Documented: a key seen before is answered with what was stored, whatever it was for. The invoice id is the
	// only proof that the answer is about this invoice, so it is passed on exactly as it came.
	const invoiceId = wireText(receipt.invoiceId);
	if (invoiceId === null) return unclear('The answer names no invoice.');
	const amountMinor = minorFromWireInteger(receipt.refunded);
	if (amountMinor === null) return unclear('The answer tells no amount.');
	return {
		kind: 'claims',
		// Unknown: nothing marks a replayed answer, so no answer says that the refund was there before.
		alreadyThere: false,
		refund: {
			refundId: null, // no page shows an id of a refund
			externalId: null,
			amountMinor,
			taxMinor: null,
			// Unknown: no enum, and whose status it is isn't said either. So no word of it can mean "no".
			status: wireText(receipt.status),
			state: 'done',
			invoiceId,
			response: receipt,
		},
	};
}

function unclear(why: string): ReportedRefund {
	return { kind: 'unclear', why };
}

/**
 * `{ "error": { "code", "message", "details"? } }`, documented for every error. Anything else did not come from Duro's
 * API: a gateway or a login page in between says nothing about a refund.
 * Source: docs/providers/duro.md#errors
 *
 * @returns the message with the fields of a 422 behind it: "… (amount: expected positive integer)"
 */
export const parseError: ProviderAdapter['parseError'] = (body) => {
	if (!isWireObject(body) || !isWireObject(body.error)) return null;
	const { code, message, details } = body.error;
	const said = { code: wireText(code), message: wireText(message) };
	if (said.code === null || said.message === null) return null;
	const fields = fieldIssues(details);
	return fields === '' ? said : { ...said, message: `${said.message} (${fields})` };
};

/** `[{ path, issue }]`, one entry for each field that failed. */
function fieldIssues(details: unknown): string {
	if (!Array.isArray(details)) return '';
	return details
		.flatMap((entry: unknown) => {
			if (!isWireObject(entry)) return [];
			const [path, issue] = [wireText(entry.path), wireText(entry.issue)];
			if (issue === null) return [];
			return [path === null ? issue : `${path}: ${issue}`];
		})
		.join('; ');
}
