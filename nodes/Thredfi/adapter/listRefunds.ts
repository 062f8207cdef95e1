import type { ListedRefund } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { readListPage } from './readListPage';
import { currentRefund } from './readRefund';
import { refundsPath, wireId, withoutDocumentUrls } from './wire';
import { parseWireRefund } from './wireRefund';

/** Those that could be read (§4 [D]). Whether there is one by `external_id` or by invoice is not known [ND]. */
const filters: readonly Filter[] = [
	{ name: 'completedFrom', wire: 'completed_at_start', kind: { is: 'moment' } },
	{ name: 'completedUntil', wire: 'completed_at_end', kind: { is: 'moment' } },
];

/** All refunds of a business, in the list's own order. */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: false,
	filters,
	open: (http, query) => async (page) =>
		await readListPage(http, query, { path: refundsPath(query), page }, listed),
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
