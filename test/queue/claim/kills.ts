import type { Sandbox } from '../../../sandbox/types';
import { paidInvoice } from '../../chaos/provider';
import type { Door, Moment, Purpose } from '../door';
import type { QueueStage } from '../stage';
import { refundsOf, sum, tally, untrueOf } from './burst';
import { askedFor, deliver } from './deliver';
import type { ClaimStore } from './stores';

/** When a worker is killed: at the first call of this kind at this moment. */
interface Kill {
	readonly title: string;
	readonly purpose: Purpose;
	readonly moment: Moment;
}

/** The three moments at which a claim is held. */
export const KILLS: readonly Kill[] = [
	{ title: 'between claim and refund', purpose: 'read', moment: 'arrived' },
	{ title: 'between refund and answer', purpose: 'refund', moment: 'carriedOut' },
	{ title: 'right after the answer', purpose: 'refund', moment: 'answered' },
];

/** What came of a worker killed in the middle of some disputes. */
export interface KillRound {
	readonly store: string;
	readonly title: string;
	readonly disputes: number;
	/** Said to the first deliveries, two of each dispute. */
	readonly words: Readonly<Record<string, number>>;
	/** Claims were free again (an hour later, or by a person): said to one more delivery of each. */
	readonly after: Readonly<Record<string, number>>;
	/** Disputes that have their refund in the end. */
	readonly refunded: number;
	readonly doubles: number;
	readonly untrue: readonly string[];
}

/** A store whose workflow listens. */
export interface OpenStore {
	readonly store: ClaimStore;
	readonly url: string;
}

export interface KillOptions {
	readonly stage: QueueStage;
	readonly sandbox: Sandbox;
	readonly door: Door;
	readonly stores: readonly OpenStore[];
	readonly kill: Kill;
	/** Disputes under way for each store when it happens. */
	readonly disputes: number;
}

/** A killed worker's executions are given up after seconds; whoever waits for the answer of one may wait for ever. */
const PATIENCE_MS = 45_000;

interface Case extends OpenStore {
	readonly invoiceId: string;
	readonly words: string[];
	after: string;
}

/** Delivers disputes twice each, kills a worker at the moment, starts it anew and lets the claims be taken over. */
export async function killRound(options: KillOptions): Promise<readonly KillRound[]> {
	const { stage, sandbox, door, stores, kill, disputes } = options;
	const cases = stores.flatMap((open) =>
		Array.from({ length: disputes }, (_, number): Case => {
			const invoiceId = sandbox.addInvoice('revolv3', paidInvoice('revolv3', number, false));
			return { ...open, invoiceId, words: [], after: '' };
		}),
	);
	const killed = killAt(kill, stage, door);
	await Promise.all(
		cases.flatMap(({ url, invoiceId, words }) =>
			[1, 2].map(async () => words.push(await deliver(url, askedFor(invoiceId), PATIENCE_MS))),
		),
	);
	door.watch = () => true;
	const worker = killed();
	if (worker === null) throw new Error(`no worker was killed ${kill.title}`);
	await stage.start(worker);
	for (const { store } of stores) {
		const ids = cases.filter((one) => one.store === store).map(({ invoiceId }) => invoiceId);
		await store.giveUp(ids, (id) => askedFor(id).reference);
	}
	await Promise.all(
		cases.map(async (one) => {
			one.after = await deliver(one.url, askedFor(one.invoiceId));
		}),
	);
	return stores.map(({ store }) => {
		const own = cases.filter((one) => one.store === store);
		const counts = own.map(({ invoiceId }) => refundsOf(sandbox, invoiceId));
		return {
			...{ store: store.name, title: kill.title, disputes },
			words: tally(own.flatMap(({ words }) => words)),
			after: tally(own.map(({ after }) => after)),
			refunded: counts.filter((count) => count > 0).length,
			doubles: sum(counts.map((count) => Math.max(0, count - 1))),
			untrue: own.flatMap(({ invoiceId, words, after }) =>
				untrueOf(invoiceId, [...words, after], refundsOf(sandbox, invoiceId)),
			),
		};
	});
}

/** Kills the worker whose call comes to that moment first; tells afterwards which one it was. */
function killAt(kill: Kill, stage: QueueStage, door: Door): () => number | null {
	let worker: number | null = null;
	door.watch = async (moment, { purpose, sentBy }) => {
		if (worker !== null || moment !== kill.moment || purpose !== kill.purpose) return true;
		const pids = stage.workers();
		const pid = sentBy(pids.flatMap((one) => one ?? []));
		if (pid === null) return true;
		worker = pids.indexOf(pid);
		await stage.kill(worker);
		return false;
	};
	return () => worker;
}
