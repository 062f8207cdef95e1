import type { Read } from '../../shared/engine/adapter';
import type { RefundPlan } from '../../shared/engine/plan';
import { isWireObject, senselessAnswer } from '../../shared/engine/readAnswer';
import type { ShownRefund } from '../../shared/engine/snapshot';
import { facts } from './facts';
import { fetchRefund } from './fetchRefunds';
import type { Reads } from './readBody';
import { ownRefund } from './shownRefunds';
import { readSnapshot } from './readSnapshot';
import { refundsPath } from './wire';
import { invoicesOf, parseWireRefund, toShownRefund, type WireRefund } from './wireRefund';
import { readPage, readWholeList, type ListToRead } from './wholeList';

/** So many pages at the far end of a long list are looked at: the list has no documented order, the newest may be last. */
const PAGES_AT_THE_END = 2;

/**
 * The refund under the plan's key, wherever it is now (docs/providers/thredfi.md#after-doubt).
 *
 * @param named the refund that the doubtful answer named
 * @returns nothing only where the whole list of refunds was read and holds none; a list that was not read whole, and
 * an invoice that doesn't name the refund either, is a refusal
 */
export async function inquire(
	http: Reads,
	plan: RefundPlan,
	named: string | null,
): Promise<Read<readonly ShownRefund[]>> {
	const { target, key } = plan;
	const own = named === null ? null : await fetchRefund(http, target, named);
	if (own?.ok && typeof own.value !== 'string' && own.value.externalId === key) {
		return shown(own.value, plan);
	}
	// A filter by `external_id` is not documented here, and is a partial match on the sibling list of vendor refunds.
	const hasKey = (row: unknown) => isWireObject(row) && row.external_id === key;
	const toRead: ListToRead = { path: refundsPath(target), filters: {}, what: 'refunds' };
	const list = await readWholeList(http, target, toRead, hasKey);
	switch (list.kind) {
		case 'failed':
			return { ok: false, refusal: list.refusal };
		case 'whole':
			// One that the answer named is there, or was; without a readable key nobody can say whose it is.
			return own === null || isOfAnotherKey(own, plan)
				? { ok: true, value: [] }
				: senselessAnswer({ facts }, 'refunds', 'it names a refund that the list does not show');
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

function isOfAnotherKey(
	own: Awaited<ReturnType<typeof fetchRefund>>,
	{ key }: RefundPlan,
): boolean {
	if (!own.ok || typeof own.value === 'string') return false;
	const { externalId } = own.value;
	return externalId !== null && externalId !== key;
}

/** A row as the engine sees it; one that leaves out its invoices is read by its own id first. */
async function shownFrom(
	http: Reads,
	plan: RefundPlan,
	row: unknown,
): Promise<Read<readonly ShownRefund[]>> {
	const parsed = parseWireRefund(row);
	if (!parsed.ok) return senselessAnswer({ facts }, 'refunds', parsed.why);
	if (parsed.value.allocations !== null) return shown(parsed.value, plan);
	const own = await fetchRefund(http, plan.target, parsed.value.refundId);
	if (!own.ok) return own;
	return typeof own.value === 'string'
		? senselessAnswer({ facts }, 'refunds', own.value)
		: shown(own.value, plan);
}

function shown(refund: WireRefund, { target }: RefundPlan): Read<readonly ShownRefund[]> {
	const own = ownRefund(refund, target);
	if (own) return { ok: true, value: [own] };
	// On another invoice, or on several: the engine says that it is not this refund.
	const [only = null, ...others] = invoicesOf(refund);
	const invoiceId = others.length > 0 ? null : only;
	return { ok: true, value: [toShownRefund(refund, invoiceId, refund.refundedMinor)] };
}
