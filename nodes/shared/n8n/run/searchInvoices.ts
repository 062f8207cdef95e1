import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';
import type { ListedInvoice } from '../../engine/provider/adapter';
import type { ReadPage } from '../../engine/provider/list';
import { onlyFitting } from '../../engine/request/onlyFitting';
import { parseBusinessId } from '../../engine/request/parseIds';
import { unitIsSure } from '../../engine/decide/price';
import type { Refusal } from '../../engine/result/result';
import type { ProviderProfile } from '../../engine/provider/profile';
import type { Waits } from '../../engine/waits';
import { labels } from '../../labels';
import { minorToText } from '../../money/decimal';
import { NOTHING, sumOf } from '../../money/minorUnits';
import type { Provider } from './provider';
import { clockOf } from '../http/clockOf';
import { seenByProxy } from '../http/inClear';
import { openWay, readCredential } from './openWay';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
) => Promise<INodeListSearchResult>;

/** Pages that are looked through for one keystroke; a person waits for them. */
const MOST_PAGES = 10;
/** Something has been found by then: the rest can come as the user scrolls. */
const ENOUGH_PAGES = 3;
/** As many as fill the list, so that there is something to scroll. */
const ENOUGH_RESULTS = 10;

/**
 * The list behind the field Invoice. No provider documents a search that would serve, so pages are read and filtered
 * here, from one to the next until something fits; n8n asks for the rest as the user scrolls.
 */
export function searchInvoices(provider: Provider, waits: Waits): Search {
	return async function (filter, paginationToken) {
		const { profile, listInvoices } = provider.adapter;
		const fail = (message: string) => new NodeOperationError(this.getNode(), message);
		const business = parseBusinessId(
			profile.needsBusinessId ? this.getCurrentNodeParameter('businessId') : null,
			profile,
		);
		if (!business.ok) throw fail(business.refusal.message);
		const read = await readCredential(this, provider, 0);
		if (!read.ok) throw fail(read.refusal.message);
		const way = await openWay(this, provider, read.credential, {
			clock: clockOf(undefined),
			waits,
			cancel: undefined,
			seenByProxy: seenByProxy({ helpers: this.helpers }),
		});
		if (!way.ok) throw fail(way.refusal.message);
		if (!listInvoices) return { results: [] };
		const query = { businessId: business.value, invoiceId: null, filters: {}, rows: null };
		const open = listInvoices.open(way.http, query);
		const first = typeof paginationToken === 'string' ? paginationToken : null;
		const found = await search(
			onlyFitting(open, listInvoices, query, profile),
			first,
			filter,
			profile,
		);
		if (!found.ok) throw fail(found.refusal.message);
		// An empty list would say that there is no such invoice.
		if (found.results.length === 0 && found.isOpen) throw fail(notAmong(found.rows));
		const { results, nextPage } = found;
		return { results, ...(nextPage === null ? {} : { paginationToken: nextPage }) };
	};
}

type Found =
	| {
			readonly ok: true;
			readonly results: INodeListSearchItems[];
			readonly nextPage: string | null;
			/** There are, or may be, more invoices than were looked through. */
			readonly isOpen: boolean;
			/** How many were looked through. */
			readonly rows: number;
	  }
	| { readonly ok: false; readonly refusal: Refusal };

async function search(
	readPage: ReadPage<ListedInvoice>,
	first: string | null,
	filter: string | undefined,
	profile: ProviderProfile,
): Promise<Found> {
	const seen = new Set<string>();
	const results: INodeListSearchItems[] = [];
	const wanted = words(filter);
	const enough = wanted.length === 0 ? 1 : ENOUGH_RESULTS;
	let page = first;
	for (let pages = 1; ; pages++) {
		const read = await readPage(page);
		if (!read.ok) return read;
		const { rows, nextPage, cut } = read.value;
		const known = seen.size;
		for (const { name, row } of rows) {
			if (seen.has(name)) continue;
			seen.add(name);
			if (!row?.invoiceId) continue;
			const item = { name: nameOf(row, row.invoiceId, profile), value: row.invoiceId };
			const text = `${item.name} ${item.value}`.toLowerCase();
			if (wanted.every((word) => text.includes(word))) results.push(item);
		}
		const isOpen = nextPage !== null || Boolean(cut);
		const isStuck = nextPage === page || (rows.length > 0 && seen.size === known);
		const isEnough = results.length >= enough || (results.length > 0 && pages >= ENOUGH_PAGES);
		if (isEnough || nextPage === null || isStuck || pages === MOST_PAGES) {
			return { ok: true, results, nextPage: isStuck ? null : nextPage, isOpen, rows: seen.size };
		}
		page = nextPage;
	}
}

function notAmong(rows: number): string {
	return `None of the ${rows} invoices looked through fits. Type more of it, or choose 'By ID' in '${labels.invoiceId}' and enter the ID.`;
}

/** Number, customer, amount and status, as far as they are told. */
function nameOf(invoice: ListedInvoice, invoiceId: string, profile: ProviderProfile): string {
	const { amountMinor, taxMinor, currency, exponent } = invoice;
	// As the customer was billed: with the tax on top.
	const billed = amountMinor === null ? null : sumOf([amountMinor, taxMinor ?? NOTHING]);
	const amount =
		billed === null || exponent === null || !unitIsSure(profile, exponent)
			? null
			: [minorToText(billed, exponent), currency].filter(Boolean).join(' ');
	const parts = [invoice.number ?? invoiceId, invoice.customer, amount, invoice.status];
	return parts.filter((part) => part !== null).join(' · ');
}

function words(filter: string | undefined): readonly string[] {
	return (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
}
