import type { Read } from '../../shared/engine/adapter';
import type { Http } from '../../shared/engine/http';
import { bodyOfRead } from '../../shared/engine/readAnswer';
import { refusal } from '../../shared/engine/result';
import type { Target } from '../../shared/engine/request';
import { facts } from './facts';
import { parsePage, ROWS_PER_PAGE, type Page } from './page';
import { refundsPath } from './paths';
import { readWireRefund } from './readRefund';
import { toWords } from './toWords';
import type { LayerRefund } from './wire';

/** Reads go through this alone, so that nothing here can write. */
export type Reader = Pick<Http, 'read'>;

/** How far a list is followed before it counts as out of bounds. */
export const MOST_PAGES = 10;

/** One of the invoice's refunds, by its id. */
export async function readRefund(
	http: Reader,
	target: Target,
	refundId: string,
): Promise<Read<LayerRefund>> {
	const { businessId } = target;
	return unseen(await readWireRefund(http, { businessId, refundId }, `refund ${refundId}`));
}

/** One page of the business's refunds. */
export async function readRefundPage(
	http: Reader,
	target: Target,
	filter: { readonly external_id?: string },
	cursor: string | null,
): Promise<Read<Page>> {
	const query = { ...filter, limit: ROWS_PER_PAGE, ...(cursor === null ? {} : { cursor }) };
	const body = await readBooks(http, refundsPath(target), query, 'the list of refunds');
	if (!body.ok) return body;
	const page = parsePage(body.value);
	return page ? { ok: true, value: page } : unreadable("Layer's list of refunds can't be read.");
}

async function readBooks(
	http: Reader,
	path: string,
	query: Readonly<Record<string, string | number>>,
	what: string,
): Promise<Read<unknown>> {
	const outcome = await http.read({ method: 'GET', path, query });
	return unseen(bodyOfRead(outcome, what, { facts, toWords }));
}

/** The invoice was there a moment ago: these codes say that its refunds can't be seen, not that it is gone. */
function unseen<T>(read: Read<T>): Read<T> {
	if (read.ok) return read;
	switch (read.refusal.code) {
		case 'invoiceNotFound':
		case 'providerAnswerInvalid':
			return { ok: false, refusal: { ...read.refusal, code: 'earlierRefundsUnknown' } };
		default:
			return read;
	}
}

/** What the invoice's refunds are could not be established; never to be taken for "none". */
export function unreadable(why: string): Read<never> {
	return { ok: false, refusal: refusal('earlierRefundsUnknown', why) };
}
