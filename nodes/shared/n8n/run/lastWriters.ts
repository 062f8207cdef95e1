import type { LastWriters } from '../../engine/runContext';

/** How many invoices are kept in mind; the oldest go first. */
const MOST_INVOICES = 10_000;

/** The latest write to each invoice; for the whole process, since executions run side by side in it. */
const writes = new Map<string, { readonly writer: object; readonly order: number }>();
let order = 0;

/** The view of one run, which begins now. */
export function lastWriters(): LastWriters {
	const me = {};
	const begun = order;
	return {
		note(invoice) {
			writes.delete(invoice);
			writes.set(invoice, { writer: me, order: ++order });
			const [oldest] = writes.keys();
			if (writes.size > MOST_INVOICES && oldest !== undefined) writes.delete(oldest);
		},
		isAnother(invoice) {
			const latest = writes.get(invoice);
			return latest !== undefined && latest.writer !== me && latest.order > begun;
		},
	};
}
