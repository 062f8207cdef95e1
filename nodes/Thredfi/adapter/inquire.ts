import type { Read } from '../../shared/engine/adapter';
import type { RefundPlan } from '../../shared/engine/plan';
import { isWireObject, senselessAnswer } from '../../shared/engine/readAnswer';
import type { ShownRefund } from '../../shared/engine/snapshot';
import { facts } from './facts';
import { readBody, type Reads } from './readBody';
import { ownRefund } from './shownRefunds';
import { readSnapshot } from './readSnapshot';
import { refundPath, refundsPath } from './wire';
import { invoicesOf, parseWireRefund, toShownRefund } from './wireRefund';
import { readPage, readWholeList, type ListToRead } from './wholeList';

/** So many pages at the far end of a long list are looked at: the list has no documented order, the newest may be last. */
const PAGES_AT_THE_END = 2;

/**
 * The refund under the plan's key, wherever it is now (docs/providers/thredfi.md#after-doubt).
 *
 * @returns nothing only where the whole list of refunds was read and holds none; a list that was not read whole, and
 * an invoice that doesn't name the refund either, is a refusal
 */
export async function inquire(
	http: Reads,
	plan: RefundPlan,
): Promise<Read<readonly ShownRefund[]>> {
	const { target, key } = plan;
	// A filter by `external_id` is not documented here, and is a partial match on the sibling list of vendor refunds.
	const hasKey = (row: unknown) => isWireObject(row) && row.external_id === key;
	const toRead: ListToRead = { path: refundsPath(target), filters: {}, what: 'refunds' };
	const list = await readWholeList(http, target, toRead, hasKey);
	switch (list.kind) {
		case 'failed':
			return { ok: false, refusal: list.refusal };
		case 'whole':
			return { ok: true, value: [] };
		case 'found':
			return await shownFrom(http, plan, list.row);
		case 'partial': {
			const row = await findAtTheEnd(http, plan, toRead, list.lastPage, hasKey);
			if (row !== undefined) return await shownFrom(http, plan, row);
			return await findOnInvoice(http, plan, list.why);
		}
	}
}

async function findAtTheEnd(
	http: Reads,
	{ target }: RefundPlan,
	list: ListToRead,
	lastPage: number | null,
	isWanted: (row: unknown) => boolean,
): Promise<unknown> {
	for (let back = 0; lastPage !== null && back < PAGES_AT_THE_END; back++) {
		const read = await readPage(http, target, list, lastPage - back);
		if (read.kind === 'failed' || !read.page.ok) return undefined;
		const row = read.page.value.rows.find(isWanted);
		if (row !== undefined) return row;
	}
	return undefined;
}

async function findOnInvoice(
	http: Reads,
	{ target, key }: RefundPlan,
	why: string,
): Promise<Read<readonly ShownRefund[]>> {
	const snapshot = await readSnapshot(http, target, key);
	if (!snapshot.ok) return snapshot;
	const { refunds } = snapshot.value;
	const own =
		refunds.kind === 'listed' ? refunds.refunds.filter(({ externalId }) => externalId === key) : [];
	return own.length > 0 ? { ok: true, value: own } : senselessAnswer({ facts }, 'refunds', why);
}

/** A row as the engine sees it; one that leaves out its invoices is read by its own id first. */
async function shownFrom(
	http: Reads,
	{ target }: RefundPlan,
	row: unknown,
): Promise<Read<readonly ShownRefund[]>> {
	let parsed = parseWireRefund(row);
	if (parsed.ok && parsed.value.allocations === null) {
		const { refundId } = parsed.value;
		const what = `refund ${refundId}`;
		const body = await readBody(http, target, { path: refundPath(target, refundId) }, what);
		if (!body.ok) return body;
		parsed = parseWireRefund(body.value);
	}
	if (!parsed.ok) return senselessAnswer({ facts }, 'refunds', parsed.why);
	const { value: refund } = parsed;
	const own = ownRefund(refund, target);
	if (own) return { ok: true, value: [own] };
	// On another invoice, or on several: the engine says that it is not this refund.
	const [only = null, ...others] = invoicesOf(refund);
	const invoiceId = others.length > 0 ? null : only;
	return { ok: true, value: [toShownRefund(refund, invoiceId, refund.refundedMinor)] };
}
