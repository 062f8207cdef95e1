import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { ListedInvoice } from '../engine/adapter';
import { parseBusinessId } from '../engine/parseIds';
import { unitIsSure } from '../engine/price';
import type { Refusal } from '../engine/result';
import type { ProviderFacts } from '../engine/facts';
import type { Waits } from '../engine/waits';
import { minorToText } from '../money/decimal';
import { NOTHING, sumOf } from '../money/minorUnits';
import type { Provider } from './provider';
import { clockOf } from './http/clockOf';
import { seenByProxy } from './http/inClear';
import { openWay, readCredential } from './openWay';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
) => Promise<INodeListSearchResult>;

/**
 * The list behind the field Invoice. No provider documents a search that would serve, so a page is read and
 * filtered here; n8n asks for the next page as the user scrolls.
 */
export function searchInvoices(provider: Provider, waits: Waits): Search {
	return async function (filter, paginationToken) {
		const { facts, listInvoices } = provider.adapter;
		const fail = ({ message }: Refusal) => new NodeOperationError(this.getNode(), message);
		const business = parseBusinessId(
			facts.needsBusinessId ? this.getCurrentNodeParameter('businessId') : null,
			facts,
		);
		if (!business.ok) throw fail(business.refusal);
		const read = await readCredential(this, provider, 0);
		if (!read.ok) throw fail(read.refusal);
		const way = await openWay(this, provider, read.credential, {
			clock: clockOf(undefined),
			waits,
			cancel: undefined,
			seenByProxy: seenByProxy({ helpers: this.helpers }),
		});
		if (!way.ok) throw fail(way.refusal);
		if (!listInvoices) return { results: [] };
		const page = typeof paginationToken === 'string' ? paginationToken : null;
		const query = { businessId: business.value, invoiceId: null, filters: {}, rows: null };
		const list = await listInvoices.open(way.http, query)(page);
		if (!list.ok) throw fail(list.refusal);
		const { rows, nextPage } = list.value;
		return {
			results: rows
				.flatMap(({ row }) => (row?.invoiceId ? [{ invoice: row, value: row.invoiceId }] : []))
				.map(({ invoice, value }) => ({ name: nameOf(invoice, value, facts), value }))
				.filter(({ name, value }) => matches(`${name} ${value}`, filter)),
			...(nextPage === null ? {} : { paginationToken: nextPage }),
		};
	};
}

/** Number, customer, amount and status, as far as they are told. */
function nameOf(invoice: ListedInvoice, invoiceId: string, facts: ProviderFacts): string {
	const { amountMinor, taxMinor, currency, exponent } = invoice;
	// As the customer was billed: with the tax on top.
	const billed = amountMinor === null ? null : sumOf([amountMinor, taxMinor ?? NOTHING]);
	const amount =
		billed === null || exponent === null || !unitIsSure(facts, exponent)
			? null
			: [minorToText(billed, exponent), currency].filter(Boolean).join(' ');
	const parts = [invoice.number ?? invoiceId, invoice.customer, amount, invoice.status];
	return parts.filter((part) => part !== null).join(' · ');
}

function matches(text: string, filter: string | undefined): boolean {
	const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	return words.every((word) => text.toLowerCase().includes(word));
}
