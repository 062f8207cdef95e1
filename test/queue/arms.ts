import type { ProviderId, Sandbox } from '../../sandbox/types';
import { countBooked, countWords, findLies, type Booked } from './books';
import {
	countExecutions,
	deliverAll,
	makeCases,
	type Case,
	type Day,
	type Delivery,
} from './disputes';
import type { Door } from './door';
import { Killer, type Kill } from './killer';
import type { QueueStage } from './stage';

/** One experiment: a provider, under one reading of what its pages leave open. */
export interface Arm {
	/** Its workflow's id as well. */
	readonly id: string;
	readonly title: string;
	readonly provider: ProviderId;
	/** Whether Duro lets the second of two requests with one key wait for the first; nobody documents it. */
	readonly inFlightLock: boolean;
	/** Whether a double there breaks a promise. */
	readonly promisesOne: boolean;
}

const arm = (provider: ProviderId, title: string, more: Partial<Arm> = {}): Arm => ({
	...{ id: provider, title, provider, inFlightLock: false, promisesOne: true },
	...more,
});

/** All of them; the two at Duro share a switch of the sandbox, so they are kept apart. */
export const ARMS: readonly Arm[] = [
	arm('duro', 'Duro, keys in flight not locked', { promisesOne: false }),
	arm('layer', 'Layer'),
	arm('revolv3', 'Revolv3', { promisesOne: false }),
	arm('thredfi', 'Thredfi'),
	arm('duro', 'Duro, keys in flight locked', { id: 'duroLocked', inFlightLock: true }),
];

/** What came of one day's deliveries. */
export interface DayFigures {
	readonly deliveries: number;
	/** Executions by how they ended, in n8n's words. */
	readonly executions: ReadonlyMap<string, number>;
	/** Deliveries whose webhook's answer was lost. */
	readonly answersLost: number;
	readonly kills: readonly Kill[];
	/** In the books at the end of the day, all days together. */
	readonly booked: Booked;
	readonly lies: readonly string[];
	readonly unknown: number;
	readonly words: ReadonlyMap<string, number>;
	readonly seconds: number;
}

/** What the days need. */
export interface Scene {
	readonly stage: QueueStage;
	readonly sandbox: Sandbox;
	readonly door: Door;
	readonly urlOf: (workflowId: string) => string;
	readonly signal: AbortSignal;
}

/** A day whose disputes have all been delivered; some executions may still wait for an attempt that nobody ends. */
export interface Delivered {
	readonly cases: readonly Case[];
	readonly figures: Promise<DayFigures>;
}

/** The first day: every dispute twice at the same moment, and workers are killed. */
export async function firstDay(
	arm: Arm,
	scene: Scene,
	plan: { readonly disputes: number; readonly kills: number; readonly seed: number },
): Promise<Delivered> {
	const { stage, sandbox, door } = scene;
	const cases = makeCases(sandbox, arm.provider, plan.disputes);
	const numbers = new Map(cases.map(({ invoiceId, number }) => [invoiceId, number]));
	const killer = new Killer(stage, numbers, { each: plan.kills, seed: plan.seed });
	door.watch = killer.watch;
	const delivered = await playDay(arm, scene, cases, {
		...{ name: 'today', times: 2, kills: killer.done },
		// So that both deliveries of each dispute can meet on two workers.
		ready: async () => await killer.rest(),
	});
	door.watch = () => true;
	await killer.rest();
	return delivered;
}

/** The same disputes once more, and nothing is killed. */
export async function nextDay(arm: Arm, scene: Scene, cases: readonly Case[]): Promise<Delivered> {
	const ready = async () => await Promise.resolve();
	return await playDay(arm, scene, cases, { name: 'tomorrow', times: 1, kills: [], ready });
}

async function playDay(
	{ id, provider, inFlightLock }: Arm,
	{ stage, sandbox, urlOf, signal }: Scene,
	cases: readonly Case[],
	plan: Pick<Day, 'name' | 'times' | 'ready'> & { readonly kills: readonly Kill[] },
): Promise<Delivered> {
	const from = Date.now();
	sandbox.switches.duro.inFlightLock = inFlightLock;
	const before = await countExecutions(stage, id);
	const day = { ...plan, stage, workflowId: id, url: urlOf(id), cases, signal };
	const { ended } = await deliverAll(day);
	const seconds = Math.round((Date.now() - from) / 1000);
	const count = async (): Promise<DayFigures> => {
		const deliveries = await ended;
		signal.throwIfAborted();
		const executions = [...(await countExecutions(stage, id))].map(
			([status, all]) => [status, all - (before.get(status) ?? 0)] as const,
		);
		return {
			...figuresOf(deliveries),
			executions: new Map(executions.filter(([, some]) => some !== 0)),
			kills: plan.kills,
			booked: countBooked(sandbox, provider, cases),
			lies: findLies(sandbox, provider, deliveries),
			seconds,
		};
	};
	const figures = count();
	figures.catch(() => undefined); // looked at later
	return { cases, figures };
}

function figuresOf(deliveries: readonly Delivery[]) {
	return {
		deliveries: deliveries.length,
		answersLost: deliveries.filter(({ answerLost }) => answerLost).length,
		unknown: deliveries.filter(({ said }) => said?.outcome === 'unknown').length,
		words: countWords(deliveries),
	};
}
