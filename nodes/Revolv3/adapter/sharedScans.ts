import { nameOfWhose, reachesBack, type Scan, type ScanQuery } from './scan';

/** One run's scans: read once, shared by its items, read again once they are old or in doubt. */
interface SharedScans {
	/**
	 * A scan that covers the query: under way, or begun at most `FRESH_FOR_MS` ago, or a new one.
	 * One that was too long stays too long.
	 */
	shared(query: ScanQuery): Promise<{ readonly scan: Scan; readonly reused: boolean }>;
	/** A scan that begins now and takes the place of those that covered the query. */
	fresh(query: ScanQuery): Promise<Scan>;
	/** From now on no scan begun before answers any of the queries; null for any query. */
	drop(queries: readonly ScanQuery[] | null): void;
}

/** A refund that somebody else made since then would be sent on top of. */
const FRESH_FOR_MS = 10_000;

interface Held {
	readonly query: ScanQuery;
	/** Milliseconds since 1970. What it shows is no younger than this. */
	readonly begunAt: number;
	readonly outcome: Promise<Scan>;
	state: 'underWay' | 'complete' | 'overran';
}

/** Keeps scans for one run. One that failed or made no sense is forgotten; who waited for it is told so. */
export function openSharedScans(
	scan: (query: ScanQuery) => Promise<Scan>,
	now: () => number,
): SharedScans {
	let held: readonly Held[] = [];

	function letGo(entry: Held): void {
		held = held.filter((other) => other !== entry);
	}

	async function watch(query: ScanQuery, entry: () => Held): Promise<Scan> {
		let keep = false;
		try {
			const result = await scan(query);
			keep = result.kind === 'complete' || result.kind === 'overran';
			if (result.kind === 'complete' || result.kind === 'overran') entry().state = result.kind;
			return result;
		} finally {
			if (!keep) letGo(entry());
		}
	}

	function isUsable(entry: Held): boolean {
		return entry.state !== 'complete' || now() - entry.begunAt <= FRESH_FOR_MS;
	}

	async function fresh(query: ScanQuery): Promise<Scan> {
		// Never joins one under way: it may have passed the place where the refund would show.
		const entry: Held = {
			query,
			begunAt: now(),
			state: 'underWay',
			outcome: watch(query, () => entry),
		};
		held = [entry, ...held.filter((other) => !covers(other, query))];
		return await entry.outcome;
	}

	async function shared(query: ScanQuery): ReturnType<SharedScans['shared']> {
		const found = held.find((entry) => covers(entry, query) && isUsable(entry));
		if (!found) return { scan: await fresh(query), reused: false };
		const result = await found.outcome;
		// It may have overrun meanwhile; from a later day on there may be less to read.
		return covers(found, query) ? { scan: result, reused: true } : await shared(query);
	}

	return {
		shared,
		fresh,
		drop(queries) {
			held = held.filter(
				(entry) => queries !== null && !queries.some((query) => covers(entry, query)),
			);
		},
	};
}

/** All since an earlier day holds all since a later one; and what is too long since a later day is so since an earlier. */
function covers({ query, state }: Held, wanted: ScanQuery): boolean {
	if (nameOfWhose(query.whose) !== nameOfWhose(wanted.whose)) return false;
	return state === 'overran'
		? reachesBack(wanted.fromDay, query.fromDay)
		: reachesBack(query.fromDay, wanted.fromDay);
}
