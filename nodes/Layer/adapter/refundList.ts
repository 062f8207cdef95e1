import { type Result, refusal, type Refusal } from '../../shared/engine/result/result';
import { bodyOfRead, senselessAnswer } from '../../shared/engine/provider/readAnswer';
import { type WireObject } from '../../shared/engine/provider/http';
import type { RefundTarget, Target } from '../../shared/engine/request/request';
import { rowName } from '../../shared/engine/provider/walkPages';
import { profile } from './profile';
import { readListPage, ROWS_PER_PAGE, type ListedPage, type Reader } from './pages';
import { parseRefund, type LayerRefund } from './refund';
import { refundPath, refundsPath } from './request';
import { parseError } from './response';
import { payloadOf, wireId } from './wire';

const BAD_REQUEST = 400;

/** How far the list is followed before it counts as out of bounds. */
const MOST_PAGES = 10;

type RefundFilter = Readonly<Record<string, string>>;

/** What may be asked for, from the best to what every list takes. */
const WAYS = [
	{ isFiltered: true, isSorted: true },
	{ isFiltered: false, isSorted: true },
	{ isFiltered: true, isSorted: false },
	{ isFiltered: false, isSorted: false },
] as const;

/** What a look through the list brought. Rows are unproven. */
type Scan =
	/** Read to its end, or up to what was wanted. */
	| { readonly kind: 'whole' | 'stopped'; readonly rows: readonly WireObject[] }
	| { readonly kind: 'partial'; readonly rows: readonly WireObject[]; readonly why: string }
	| { readonly kind: 'failed'; readonly refusal: Refusal };

/**
 * The customer refunds of a business, newest first (documented: `sort_order`). That they can be filtered by external id
 * and by completion is documented, under which names is not (docs/providers/layer.md#lists). A server that ignores a
 * filter answers with everything, so callers compare each row; one that refuses a name is asked without it, and that is
 * remembered for the run.
 */
export class RefundList {
	/** The first of `WAYS` that the server has not refused. */
	private way = 0;

	constructor(private readonly http: Reader) {}

	/** @param page null for the first */
	async read(
		target: Pick<Target, 'businessId'>,
		filter: RefundFilter,
		page: string | null,
		limit: number = ROWS_PER_PAGE,
	): Promise<Result<ListedPage>> {
		const path = refundsPath(target);
		const tried = new Map<string, Result<ListedPage>>();
		for (const [way, { isFiltered, isSorted }] of WAYS.entries()) {
			const query = { ...(isFiltered ? filter : {}), ...(isSorted ? { sort_order: 'DESC' } : {}) };
			const asked = JSON.stringify(query);
			if (way < this.way || tried.has(asked)) continue;
			const listing = { path, query, limit, date: 'completed_at' } as const;
			const read = await readListPage(this.http, target, listing, page);
			if (read.ok) this.way = way;
			if (read.ok || page !== null || read.refusal.httpStatus !== BAD_REQUEST) return read;
			tried.set(asked, read);
		}
		return [...tried.values()].at(-1) ?? unreadable("Layer's list of refunds can't be asked for.");
	}

	/** Follows the list until `isEnough`, to its end, or up to a bound. */
	async scan(
		target: Target,
		filter: RefundFilter,
		isEnough: (rows: readonly WireObject[]) => boolean,
	): Promise<Scan> {
		const found = new Map<string, WireObject>();
		let page: string | null = null;
		for (let pages = 0; pages < MOST_PAGES; pages++) {
			const read: Awaited<ReturnType<typeof this.read>> = await this.read(target, filter, page);
			if (!read.ok) {
				const refusal = unseen(read.refusal);
				// A list that makes no sense is a fact about the refunds; any other failure is the run's business.
				return refusal.code === 'earlierRefundsUnknown'
					? { kind: 'partial', rows: [...found.values()], why: refusal.message }
					: { kind: 'failed', refusal };
			}
			const { nextPage, total, cut } = read.value;
			const known = found.size;
			read.value.rows.forEach((row, index) => found.set(rowName(wireId(row.id), row, index), row));
			const rows = [...found.values()];
			const partial = (why: string) => ({ kind: 'partial', rows, why }) as const;
			if (isEnough(rows)) return { kind: 'stopped', rows };
			if (cut !== null) return partial(`Layer's list of refunds can't be used: ${cut}.`);
			if (nextPage === null) {
				return total !== null && rows.length < total
					? partial(`Layer's list of refunds has ${total} rows and showed ${rows.length}.`)
					: { kind: 'whole', rows };
			}
			// A cursor that stands still would turn one page into ten and prove nothing.
			if (nextPage === page || (pages > 0 && found.size === known)) {
				return partial("Layer's list of refunds does not end.");
			}
			page = nextPage;
		}
		return {
			kind: 'partial',
			rows: [...found.values()],
			why: `Layer lists more than ${MOST_PAGES} pages of refunds, which is where this node stops.`,
		};
	}
}

/** One of the invoice's refunds, by its id. */
export async function readRefund(
	http: Reader,
	target: Target,
	refundId: string,
): Promise<Result<LayerRefund>> {
	const { businessId } = target;
	const read = await readWireRefund(http, { businessId, refundId }, `refund ${refundId}`);
	return read.ok ? read : { ok: false, refusal: unseen(read.refusal) };
}

/** The invoice was there a moment ago: these codes say that its refunds can't be seen, not that it is gone. */
function unseen(failed: Refusal): Refusal {
	switch (failed.code) {
		case 'invoiceNotFound':
		case 'providerAnswerInvalid':
			return { ...failed, code: 'earlierRefundsUnknown' };
		default:
			return failed;
	}
}

/** What the invoice's refunds are could not be established; never to be taken for "none". */
export function unreadable(why: string): Result<never> {
	return { ok: false, refusal: refusal('earlierRefundsUnknown', why) };
}

/** @param what names the refund, for the message */
export async function readWireRefund(
	http: Reader,
	target: RefundTarget,
	what: string,
): Promise<Result<LayerRefund>> {
	const path = refundPath(target, target.refundId);
	const outcome = await http.read({ method: 'GET', path });
	const body = bodyOfRead(outcome, what, { profile, parseError: parseError });
	if (!body.ok) return body;
	const refund = parseRefund(payloadOf(body.value));
	if (!refund) return senselessAnswer({ profile }, what, 'it is not a readable refund');
	return refund.id === target.refundId.toLowerCase()
		? { ok: true, value: refund }
		: senselessAnswer({ profile }, what, 'it is about another refund');
}
