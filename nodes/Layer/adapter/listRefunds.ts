import type { ListedRefund } from '../../shared/engine/adapter';
import type { Filter, List } from '../../shared/engine/list';
import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { rowName } from '../../shared/engine/walkPages';
import { ROWS_PER_PAGE, rowsPerPage } from './page';
import { refundsPath } from './paths';
import { readList } from './readList';
import { currentRefund } from './readRefund';
import { addsUp } from './shownRefund';
import { isOptionalText, parseRefund, wireId } from './wire';
import { withoutUrls } from './withoutUrls';

const BAD_REQUEST = 400;

/**
 * These filters are documented, their names on this list are not (dossier §4, [ND]); sibling lists spell them so.
 * Those by amount and payout are left out: no sibling shows a name for them.
 */
const filters: readonly Filter[] = [
	{ name: 'completedFrom', wire: 'completed_at_start', kind: { is: 'moment' } },
	{ name: 'completedUntil', wire: 'completed_at_end', kind: { is: 'moment' } },
	{ name: 'externalId', wire: 'external_id', kind: { is: 'text' } },
];

/**
 * All customer refunds of a business. As with `findByKey`: a server that ignores a filter answers with everything, so
 * rows are compared here as well; one that turns the names down is asked for everything.
 */
export const listRefunds: List<ListedRefund> = {
	what: 'refunds',
	ofInvoice: false,
	filters,
	open: (http, query) => {
		const isFiltered = Object.keys(query.filters).length > 0;
		const limit = isFiltered ? ROWS_PER_PAGE : rowsPerPage(query.rows);
		let asked: Readonly<Record<string, string>> = query.filters;
		const ask = async (cursor: string | null) =>
			await readList(http, query, refundsPath(query), {
				...asked,
				limit,
				...(cursor === null ? {} : { cursor }),
			});
		return async (cursor) => {
			let page = await ask(cursor);
			if (!page.ok && cursor === null && isFiltered && page.refusal.httpStatus === BAD_REQUEST) {
				asked = {};
				page = await ask(cursor);
			}
			if (!page.ok) return page;
			const { rows, nextCursor } = page.value;
			return {
				ok: true,
				value: {
					rows: rows.map((row, index) => ({
						name: rowName(wireId(row.id), row, index),
						row: fits(row, query.filters) ? listed(row) : null,
					})),
					nextPage: nextCursor,
					total: null,
				},
			};
		};
	},
};

/** Whether a row is one of those asked for; one that doesn't tell stays in, since the server may know. */
function fits(row: WireObject, wanted: Readonly<Record<string, string>>): boolean {
	const { external_id: externalId, completed_at_start: from, completed_at_end: until } = wanted;
	if (externalId !== undefined && isOptionalText(row.external_id)) {
		if (row.external_id !== externalId) return false;
	}
	const completedAt = Date.parse(wireText(row.completed_at) ?? '');
	if (Number.isNaN(completedAt)) return true;
	return (
		(from === undefined || completedAt >= Date.parse(from)) &&
		(until === undefined || completedAt <= Date.parse(until))
	);
}

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
