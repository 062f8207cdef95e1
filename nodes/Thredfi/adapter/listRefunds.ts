import type { ListedRefund } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { isWithin } from './listInvoices';
import { readListPage } from './readListPage';
import { currentRefund } from './readRefund';
import { refundsPath, wireId, withoutDocumentUrls } from './wire';
import { parseWireRefund } from './wireRefund';

/**
 * Those whose names could be read. One that begins with `customer_` is documented too, its full name is in no readable
 * copy. Whether there is one by `external_id`, invoice or status is not documented.
 */
const filters: readonly Filter[] = [
	{ name: 'completedFrom', wire: 'completed_at_start', kind: { is: 'moment' } },
	{ name: 'completedUntil', wire: 'completed_at_end', kind: { is: 'moment' } },
];

/** All refunds of a business, in the list's own order, which is not documented. */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: false,
	filters,
	open: (http, query) => async (page) =>
		await readListPage(http, query, { path: refundsPath(query), page }, (row) => {
			const { completed_at_start: from, completed_at_end: until } = query.filters;
			return isWithin(row.completed_at, from, until) ? listed(row) : null;
		}),
};

function listed(row: WireObject): ListedRefund {
	const parsed = parseWireRefund(row);
	const current = parsed.ok ? currentRefund(parsed.value, row) : null;
	return current
		? { kind: 'readable', current }
		: {
				kind: 'unreadable',
				refundId: wireId(row.id),
				status: wireText(row.status),
				response: withoutDocumentUrls(row),
			};
}
