import type { ListedRefund } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { rowName } from '../../shared/engine/walkPages';
import { ROWS_PER_PAGE, rowsPerPage } from './page';
import { currentRefund } from './readRefund';
import { RefundList } from './refundList';
import { addsUp } from './shownRefund';
import { parseRefund, wireId } from './wire';
import { withoutUrls } from './withoutUrls';

const completed = (row: WireObject) => row.completed_at;

/**
 * These filters are documented, their names on this list are not; sibling lists spell them so. Those by amount and
 * payout are left out: no sibling shows a name for them.
 */
const filters: readonly Filter[] = [
	{ name: 'completedFrom', wire: 'completed_at_start', kind: { is: 'moment' }, of: completed },
	{ name: 'completedUntil', wire: 'completed_at_end', kind: { is: 'moment' }, of: completed },
	{
		name: 'externalId',
		wire: 'external_id',
		kind: { is: 'text' },
		// Where a refund has none, the field is null or left out.
		of: (row) => row.external_id ?? null,
	},
];

/** All customer refunds of a business, newest first. */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: false,
	filters,
	open: (http, query) => {
		const list = new RefundList(http);
		// Rows are compared with the filter, so a small page may hold none of those that are wanted.
		const isFiltered = Object.keys(query.filters).length > 0;
		const limit = isFiltered ? ROWS_PER_PAGE : rowsPerPage(query.rows);
		return async (page) => {
			const read = await list.read(query, query.filters, page, limit);
			if (!read.ok) return read;
			const { rows, nextPage, total, cut } = read.value;
			return {
				ok: true,
				value: {
					rows: rows.map((row, index) => ({
						name: rowName(wireId(row.id), row, index),
						row: listed(row),
					})),
					nextPage,
					total,
					cut,
				},
			};
		};
	},
};

function listed(row: WireObject): ListedRefund {
	const refund = parseRefund(row);
	return refund && addsUp(refund)
		? { kind: 'readable', current: currentRefund(refund) }
		: {
				kind: 'unreadable',
				refundId: wireId(row.id),
				status: wireText(row.status),
				response: withoutUrls(row),
			};
}
