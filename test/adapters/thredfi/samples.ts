import { thredfi } from '../../../nodes/Thredfi/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import type { PlannedDetails, RefundPlan } from '../../../nodes/shared/engine/decide/plan';
import { invoiceName } from '../../../nodes/shared/engine/claims';
import { refundKey } from '../../../nodes/shared/engine/request/refundKey';
import { answer, planOf as duroPlanOf } from '../duro/samples';

export const business = '0b8f5c0e-52b1-4a55-9d35-0f3f7b1c0001';
export const invoiceId = '0b8f5c0e-52b1-4a55-9d35-0f3f7b1c0002';
export const otherInvoice = '0b8f5c0e-52b1-4a55-9d35-0f3f7b1c0003';
export const refundId = '0b8f5c0e-52b1-4a55-9d35-0f3f7b1c0a01';
export const otherRefund = '0b8f5c0e-52b1-4a55-9d35-0f3f7b1c0a02';
export const target = { businessId: business, invoiceId };
export const key = refundKey('thredfi', 'sandbox', business, invoiceId, 'TICKET-81');
export const plan = { exponent: 2, full: false, untouched: true, invoiceStatus: null };

export const invoicesPath = `/v1/platform/businesses/${business}/invoices/`;
export const invoicePath = `${invoicesPath}${invoiceId}/`;
export const refundsPath = `${invoicesPath}refunds/`;
export const refundPath = (id: string) => `${refundsPath}${id}/`;
export const paymentsPath = `${invoicesPath}payments/`;
/** The pages of lists; each is one row smaller than the one before it, so that they overlap. */
export const pagePath = (page: number) => `${refundsPath}?page=${page}&page_size=${100 - page}`;
export const paymentsPage = (page: number, of = invoiceId) =>
	`${paymentsPath}?invoice_id=${of}&page=${page}&page_size=${100 - page}`;

export function planOf(amount: number, details: Partial<PlannedDetails> = {}): RefundPlan {
	return {
		...duroPlanOf(amount, { method: 'STRIPE', ...details }),
		target,
		invoice: invoiceName('thredfi', 'sandbox', target),
		key,
		currency: 'EUR',
	};
}

export function allocation(amount: number, on: unknown = invoiceId) {
	return { id: 'a', allocation_type: 'invoice', amount, invoice_id: on, invoice_number: 'R-1' };
}

export const refund = {
	id: refundId,
	external_id: key,
	refunded_amount: 2500,
	status: 'paid',
	allocations: [allocation(2500)],
	refund_payments: [],
	document: null,
	currency: 'EUR',
};

export const invoice = {
	type: 'invoice',
	id: invoiceId,
	business_id: business,
	status: 'PAID',
	currency: 'EUR',
	total_amount: 10_000,
	payment_allocations: [
		{ payment_id: 'p1', amount_cents: 6000 },
		{ payment_id: 'p2', amount_cents: 4000 },
	],
	refund_allocations: [] as unknown,
};

/** A payment as the list of payments shows it. */
export function payment(amount: number, over: object = {}) {
	return {
		id: '0b8f5c0e-52b1-4a55-9d35-0f3f7b1c0b01',
		total_amount: amount,
		is_completed: true,
		status: 'completed',
		allocations: [{ id: 'b', invoice_id: invoiceId, invoice_number: 'R-1', amount }],
		refund_allocations: [] as unknown,
		...over,
	};
}

/** Answers by path and query; anything not scripted is a silence. */
export type Script = Readonly<Record<string, HttpOutcome>>;

/** Answers by a function, for lists whose pages are cut as asked. */
export type Server = (
	path: string,
	query: Readonly<Record<string, string | number>>,
) => HttpOutcome | undefined;

export const found = (body: unknown) => answer(200, body);

/** Both documented shapes of a page. */
export type PageStyle = 'next' | 'pageInfo';

/** A list that cuts its pages as asked. */
export function pageOf(
	rows: readonly unknown[],
	{ page = 1, page_size: size = 20 }: Readonly<Record<string, string | number>>,
	style: PageStyle = 'pageInfo',
): HttpOutcome {
	const from = (Number(page) - 1) * Number(size);
	const results = rows.slice(from, from + Number(size));
	const pages = Math.max(1, Math.ceil(rows.length / Number(size)));
	const page_info = {
		total_count: rows.length,
		current_page: page,
		total_pages: pages,
		page_size: size,
	};
	const next = Number(page) < pages ? 'https://elsewhere.example/steal?page=2' : null;
	return found({
		count: rows.length,
		...(style === 'next' ? { next, previous: null } : { page_info }),
		results,
	});
}

export function booksOf(script: Script | Server) {
	const asked: string[] = [];
	const reader = thredfi.openReader({
		read: async ({ method, path, query = {} }: HttpRequest) => {
			const search = Object.entries(query).map(([name, value]) => `${name}=${value}`);
			const address = search.length > 0 ? `${path}?${search.join('&')}` : path;
			asked.push(`${method} ${address}`);
			const answered = typeof script === 'function' ? script(path, query) : script[address];
			return answered ?? { kind: 'noAnswer', sent: 'perhaps', why: 'nothing is scripted' };
		},
	});
	return { books: reader, asked };
}

/** The snapshot from a script, with what was asked for. */
export async function look(script: Script | Server) {
	const { books: reader, asked } = booksOf(script);
	const read = await reader.readSnapshot(target, key);
	return {
		asked,
		snapshot: read.ok ? read.value : null,
		code: read.ok ? 'ok' : read.refusal.code,
		message: read.ok ? '' : read.refusal.message,
	};
}

/** @param named the refund that the doubtful answer named */
export async function lookBack(script: Script | Server, named: string | null = null) {
	const { books: reader, asked } = booksOf(script);
	const read = await reader.inquire?.(planOf(2500), named);
	if (!read) throw new Error('Thredfi has a read-back');
	return { asked, refunds: read.ok ? read.value : null, code: read.ok ? 'ok' : read.refusal.code };
}
