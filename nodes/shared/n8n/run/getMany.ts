import type { IDataObject } from 'n8n-workflow';
import type { ProviderAdapter, ListedInvoice, ListedRefund } from '../../engine/provider/adapter';
import type { ProviderProfile } from '../../engine/provider/profile';
import type { List, ListQuery } from '../../engine/provider/list';
import { onlyFitting } from '../../engine/request/onlyFitting';
import { parseListing } from '../../engine/request/parseListing';
import { refusal, refused } from '../../engine/result/result';
import { walkPages } from '../../engine/provider/walkPages';
import { labels } from '../../labels';
import { nobody, type Asked } from '../items/items';
import { toListedInvoiceItem } from '../items/listedInvoiceItem';
import { guarded, shown, type Operation, type Worked } from './operation';
import { readListing, readSimplify } from './readParameters';
import { toListedRefundItem } from '../items/refundItem';
import type { Session } from './session';

type ToItem<Row> = (row: Row, profile: ProviderProfile, simplify: boolean) => IDataObject;

/** The invoices of an account or business, as far as they are asked for. */
export const getInvoices = manyOf(({ listInvoices }) => listInvoices, toListedInvoiceItem);

/** The refunds of a business, or of one invoice. */
export const getRefunds = manyOf(({ listRefunds }) => listRefunds, toListedRefundItem);

function manyOf<Row extends ListedInvoice | ListedRefund>(
	listOf: (adapter: ProviderAdapter) => List<Row> | undefined,
	toItem: ToItem<Row>,
): Operation {
	return {
		prepare: (context, itemIndex, session) => {
			const { profile } = session.run.adapter;
			const list = listOf(session.run.adapter);
			if (!list) {
				const why = `'${labels.operation}' can't be a list here: ${profile.displayName} documents none.`;
				return { ok: false, refusal: refusal('invalidParameter', why), asked: nobody };
			}
			const raw = readListing(context, itemIndex, profile, list.ofInvoice);
			if (!raw.ok) return { ...raw, asked: nobody };
			const asked: Asked = list.ofInvoice
				? { ...nobody, invoiceId: shown(raw.value.invoiceId) || null }
				: { ...nobody, isList: true };
			const simplify = readSimplify(context, itemIndex);
			if (!simplify.ok) return { ...simplify, asked };
			const query = parseListing(raw.value, profile, list, context.getTimezone());
			if (!query.ok) return { ...query, asked };
			const { invoiceId } = query.value;
			const work = async () => await walk(list, query.value, toItem, simplify.value, session);
			// Nothing is changed, so no item waits for another.
			const job = { queue: `list ${itemIndex}`, asked: { ...asked, invoiceId }, work };
			return { ok: true, job };
		},
	};
}

async function walk<Row extends ListedInvoice | ListedRefund>(
	list: List<Row>,
	query: ListQuery,
	toItem: ToItem<Row>,
	simplify: boolean,
	{ run }: Session,
): Promise<Worked> {
	const { profile } = run.adapter;
	const take = (row: Row) => toItem(row, profile, simplify);
	const result = await guarded(async () => {
		const open = () => onlyFitting(list.open(run.http, query), list, query, profile);
		const read = await walkPages(open, query.rows, profile, list, take);
		return read.ok ? { list: read.value } : refused(read.refusal);
	});
	return 'outcome' in result ? { failure: result } : result;
}
