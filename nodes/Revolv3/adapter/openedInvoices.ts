import type { Read } from '../../shared/engine/adapter';
import { isWireObject, type WireObject } from '../../shared/engine/readAnswer';
import { readInvoice, type Reads } from './readInvoice';
import { wireId } from './wireId';

/** Requests of one list that are under way at once; the documented rate is kept by the transport. */
const AT_ONCE = 4;

/** Invoices of a list that were opened by Get Invoice, since their rows are only a summary (documented). */
export interface OpenedInvoices {
	/** Marks an invoice that was read by itself as a payment, which no row of it can change. */
	notePayment(invoiceId: string): void;
	/** Whether the row's invoice is known to be a payment, without asking. */
	isPayment(row: WireObject): boolean;
	/** Whether it was opened already and its row says what it said then. */
	has(row: WireObject): boolean;
	/**
	 * The invoices behind the rows, in their order. An invoice is opened once in a run and again when its row changes.
	 *
	 * @returns null in place of an invoice that the provider does not have, or that is not the one asked for
	 */
	open(rows: readonly WireObject[]): Promise<Read<ReadonlyArray<WireObject | null>>>;
}

interface Opened {
	/** The row that led to it; a payment stays one whatever its row says later. */
	readonly row: string;
	readonly body: WireObject;
}

/** Opens invoices of lists, for all items of one run together. */
export function openedInvoices(http: Reads): OpenedInvoices {
	const opened = new Map<string, Opened>();
	const payments = new Set<string>();

	function find(row: WireObject): WireObject | null {
		const found = opened.get(wireId(row.invoiceId) ?? '');
		return found?.row === JSON.stringify(row) ? found.body : null;
	}

	async function read(row: WireObject): Promise<Read<WireObject | null>> {
		const invoiceId = wireId(row.invoiceId);
		const known = find(row);
		if (invoiceId === null || known !== null) return { ok: true, value: known };
		const answer = await readInvoice(http, invoiceId);
		if (!answer.ok) {
			const isGone = answer.refusal.code === 'invoiceNotFound';
			return isGone ? { ok: true, value: null } : answer;
		}
		const body = answer.value;
		if (!isWireObject(body) || wireId(body.invoiceId) !== invoiceId)
			return { ok: true, value: null };
		opened.set(invoiceId, { row: JSON.stringify(row), body });
		if (body.parentInvoiceId === null) payments.add(invoiceId);
		return { ok: true, value: body };
	}

	return {
		notePayment: (invoiceId) => void payments.add(invoiceId),
		isPayment: (row) => payments.has(wireId(row.invoiceId) ?? ''),
		has: (row) => find(row) !== null,
		async open(rows) {
			const bodies: Array<WireObject | null> = [];
			for (let start = 0; start < rows.length; start += AT_ONCE) {
				const reads = await Promise.all(rows.slice(start, start + AT_ONCE).map(read));
				for (const one of reads) {
					if (!one.ok) return one;
					bodies.push(one.value);
				}
			}
			return { ok: true, value: bodies };
		},
	};
}
