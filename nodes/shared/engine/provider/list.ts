import type { labels } from '../../labels';
import type { Result } from '../result/result';
import type { Http, WireObject } from './http';

/** What is asked of a list. Both ids are canonical, as in `Target`. */
export interface ListQuery {
	readonly businessId: string | null;
	/** The invoice whose refunds are listed; null where the list is of a whole account. */
	readonly invoiceId: string | null;
	/** Checked values by the provider's own names: what goes into the query as it stands. */
	readonly filters: Readonly<Record<string, string>>;
	/** How many rows are wanted at most; null for all of them. */
	readonly rows: number | null;
}

/** One page as it came. */
export interface ListPage<Row> {
	/**
	 * Every row the provider sent, under a name that tells it from all others; `row` null for one that was not asked
	 * for. A row whose fields can't be read is a row all the same: it must not vanish from "all of them".
	 */
	readonly rows: ReadonlyArray<{ readonly name: string; readonly row: Row | null }>;
	/** What the next call takes as `page`; null on the last page. Never an address. */
	readonly nextPage: string | null;
	/** How many rows the provider says there are in all; null where it doesn't. */
	readonly total: number | null;
	/** Why it can't be told whether rows follow although `nextPage` is null; left out where it can. */
	readonly cut?: string | null;
	/** The page was asked for so that it holds the last row of the page before: without that row, the list has moved. */
	readonly joins?: boolean;
}

/** Reads one page, `page` null for the first. Kept for one walk through the list, so it may remember. */
export type ReadPage<Row> = (page: string | null) => Promise<Result<ListPage<Row>>>;

/** A list that a provider documents. */
export interface List<Row> {
	/** In a message: "Layer's list of invoices …". */
	readonly what: 'invoices' | 'refunds';
	/** Whether the list is of the refunds of one invoice. */
	readonly ofInvoice: boolean;
	/** Documented filters only. */
	readonly filters: readonly Filter[];
	/** The business that a row of the provider's names; left out where rows name none. */
	readonly businessOf?: (row: WireObject) => unknown;
	open(http: Pick<Http, 'read' | 'environment'>, query: ListQuery): ReadPage<Row>;
}

/** A filter's name in the parameter `filters`; its label is the one on the screen. */
export type FilterName = keyof (typeof labels)['filters'];

/** How a filter is checked, and what it becomes in the query. */
export type FilterKind =
	| { readonly is: 'text' | 'uuid' }
	/** ISO 8601 in UTC. */
	| { readonly is: 'moment' }
	/** `YYYY-MM-DD`, a UTC day. */
	| { readonly is: 'day' }
	/** A whole number of the currency's smallest unit. */
	| { readonly is: 'minorUnits' }
	/** Some of these words, joined by commas. */
	| { readonly is: 'words'; readonly of: readonly string[] };

export interface Filter {
	readonly name: FilterName;
	/** The provider's name of it. */
	readonly wire: string;
	readonly kind: FilterKind;
	/**
	 * What a row of the provider's says about it, to be compared with what was asked: `undefined` where it says nothing,
	 * null where it says that there is none. Left out where no row can tell.
	 */
	readonly of?: (row: WireObject) => unknown;
}
