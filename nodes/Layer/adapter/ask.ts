import type { Read } from '../../shared/engine/adapter';
import type { Http } from '../../shared/engine/http';
import {
	bodyOfRead,
	isWireObject,
	wireText,
	type WireObject,
} from '../../shared/engine/readAnswer';
import { refusal } from '../../shared/engine/result';
import type { Target } from '../../shared/engine/request';
import { facts } from './facts';
import { refundPath, refundsPath } from './paths';
import { toWords } from './toWords';
import { hasErrors, parseRefund, payloadOf, type LayerRefund } from './wire';

/** Reads go through this alone, so that nothing here can write. */
export type Reader = Pick<Http, 'read'>;

/** "100 on most endpoints" (dossier §2, [D]). */
const ROWS_PER_PAGE = 100;

/** How far a list is followed before it counts as out of bounds. */
export const MOST_PAGES = 10;

export interface RefundPage {
	readonly rows: readonly WireObject[];
	/** null on the last page. */
	readonly nextCursor: string | null;
}

/** One refund by its id. */
export async function readRefund(
	http: Reader,
	target: Target,
	refundId: string,
): Promise<Read<LayerRefund>> {
	const what = `refund ${refundId}`;
	const body = await readBooks(http, refundPath(target, refundId), null, what);
	if (!body.ok) return body;
	const refund = parseRefund(payloadOf(body.value));
	return refund && refund.id === refundId.toLowerCase()
		? { ok: true, value: refund }
		: unreadable(`Layer's answer about ${what} can't be read.`);
}

/** One page of the business's refunds. */
export async function readRefundPage(
	http: Reader,
	target: Target,
	filter: { readonly external_id?: string },
	cursor: string | null,
): Promise<Read<RefundPage>> {
	const query = { ...filter, limit: ROWS_PER_PAGE, ...(cursor === null ? {} : { cursor }) };
	const body = await readBooks(http, refundsPath(target), query, 'the list of refunds');
	if (!body.ok) return body;
	const page = parsePage(body.value);
	return page ? { ok: true, value: page } : unreadable("Layer's list of refunds can't be read.");
}

/**
 * A page must say whether more follow (dossier §2, [D]): without that word no list proves that something is absent.
 */
function parsePage(body: unknown): RefundPage | null {
	if (!isWireObject(body) || hasErrors(body) || !Array.isArray(body.data)) return null;
	const rows: unknown[] = body.data;
	if (!rows.every(isWireObject) || !isWireObject(body.meta)) return null;
	const { pagination } = body.meta;
	if (!isWireObject(pagination)) return null;
	if (pagination.has_more === false) return { rows, nextCursor: null };
	const nextCursor = wireText(pagination.cursor);
	return pagination.has_more === true && nextCursor !== null ? { rows, nextCursor } : null;
}

async function readBooks(
	http: Reader,
	path: string,
	query: Readonly<Record<string, string | number>> | null,
	what: string,
): Promise<Read<unknown>> {
	const outcome = await http.read({ method: 'GET', path, ...(query && { query }) });
	const body = bodyOfRead(outcome, what, { facts, toWords });
	if (body.ok) return body;
	switch (body.refusal.code) {
		// The invoice was there a moment ago: these say that its refunds can't be seen, not that it is gone.
		case 'invoiceNotFound':
		case 'providerAnswerInvalid':
			return { ok: false, refusal: { ...body.refusal, code: 'earlierRefundsUnknown' } };
		default:
			return body;
	}
}

/** What the invoice's refunds are could not be established; never to be taken for "none". */
export function unreadable(why: string): Read<never> {
	return { ok: false, refusal: refusal('earlierRefundsUnknown', why) };
}
