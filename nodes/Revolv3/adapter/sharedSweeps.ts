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
	let held: readonly Held[] = [];

	async function watch(query: SweepQuery, entry: () => Held): Promise<Sweep> {
		let keep = false;
		try {
			const result = await sweep(query);
			entry().overran = result.kind === 'overran';
			keep = entry().overran || result.kind === 'complete';
			return result;
		} finally {
			if (!keep) held = held.filter((other) => other !== entry());
		}
	}

	function drop(query: SweepQuery | null): void {
		held = query === null ? [] : held.filter((entry) => !covers(entry, query));
	}

	async function fresh(query: SweepQuery): Promise<Sweep> {
		// Never joins one under way: it may have passed the place where the refund would show.
		const entry: Held = { query, overran: false, outcome: watch(query, () => entry) };
		drop(query);
		held = [entry, ...held];
		return await entry.outcome;
	}

	async function shared(query: SweepQuery): ReturnType<SharedSweeps['shared']> {
		const found = held.find((entry) => covers(entry, query));
		if (!found) return { sweep: await fresh(query), reused: false };
		const result = await found.outcome;
		// It may have overrun meanwhile; from a later day on there may be less to read.
		return covers(found, query) ? { sweep: result, reused: true } : await shared(query);
	}

	return { shared, fresh, drop };
}

/** All since an earlier day holds all since a later one; and what is too long since a later day is so since an earlier. */
function covers({ query: has, overran }: Held, needs: SweepQuery): boolean {
	if (has.by === 'customer') {
		return needs.by === 'customer' && needs.customerRef === has.customerRef;
	}
	if (needs.by !== 'day') return false;
	return overran ? has.day >= needs.day : has.day <= needs.day;
}
