import type { Sweep, SweepQuery } from './sweep';

/** One run's sweeps: read once, shared by its items, repeated only after doubt (design §7). */
export interface SharedSweeps {
	/** A sweep that covers the query, under way or finished, or a new one. */
	shared(query: SweepQuery): Promise<{ readonly sweep: Sweep; readonly reused: boolean }>;
	/** A sweep that begins now and takes the place of those that covered the query. */
	fresh(query: SweepQuery): Promise<Sweep>;
	/** From now on no sweep begun before answers the query; null for any query. */
	drop(query: SweepQuery | null): void;
}

interface Held {
	readonly query: SweepQuery;
	readonly outcome: Promise<Sweep>;
	overran: boolean;
}

/** Keeps sweeps for one run. One that failed or made no sense is forgotten; who waited for it is told so. */
export function openSharedSweeps(sweep: (query: SweepQuery) => Promise<Sweep>): SharedSweeps {
	const byCustomer = new Map<string, Held>();
	let byDay: readonly Held[] = [];

	function find(query: SweepQuery): Held | undefined {
		return query.by === 'customer'
			? byCustomer.get(query.customerRef)
			: byDay.find((entry) => covers(entry, query.day));
	}

	function hold(entry: Held): void {
		if (entry.query.by === 'customer') byCustomer.set(entry.query.customerRef, entry);
		else byDay = [entry, ...byDay];
	}

	function letGo(entry: Held): void {
		if (entry.query.by === 'day') byDay = byDay.filter((other) => other !== entry);
		else if (find(entry.query) === entry) byCustomer.delete(entry.query.customerRef);
	}

	async function watch(query: SweepQuery, entry: () => Held): Promise<Sweep> {
		let keep = false;
		try {
			const result = await sweep(query);
			entry().overran = result.kind === 'overran';
			keep = entry().overran || result.kind === 'complete';
			return result;
		} finally {
			if (!keep) letGo(entry());
		}
	}

	function drop(query: SweepQuery | null): void {
		if (query === null) {
			byCustomer.clear();
			byDay = [];
		} else if (query.by === 'customer') byCustomer.delete(query.customerRef);
		else byDay = byDay.filter((entry) => !covers(entry, query.day));
	}

	async function fresh(query: SweepQuery): Promise<Sweep> {
		// Never joins one under way: it may have passed the place where the refund would show.
		const entry: Held = { query, overran: false, outcome: watch(query, () => entry) };
		drop(query);
		hold(entry);
		return await entry.outcome;
	}

	async function shared(query: SweepQuery): ReturnType<SharedSweeps['shared']> {
		const found = find(query);
		if (!found) return { sweep: await fresh(query), reused: false };
		const result = await found.outcome;
		// It may have overrun meanwhile; from a later day on there may be less to read.
		const stillCovers = query.by === 'customer' || covers(found, query.day);
		return stillCovers ? { sweep: result, reused: true } : await shared(query);
	}

	return { shared, fresh, drop };
}

/** All since an earlier day holds all since a later one; and what is too long since a later day is so since an earlier. */
function covers({ query, overran }: Held, day: string): boolean {
	if (query.by !== 'day') return false;
	return overran ? query.day >= day : query.day <= day;
}
