import type { ProviderId, Sandbox } from '../../sandbox/types';
import { countBooked, countWords, findLies, type Booked } from './books';
import { countExecutions, deliverAll, makeCases, type Case, type Delivery } from './disputes';
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

/** All of them. */
export const ARMS: readonly Arm[] = [
	arm('duro', 'Duro, keys in flight not locked', { promisesOne: false }),
	arm('duro', 'Duro, keys in flight locked', { id: 'duroLocked', inFlightLock: true }),
	arm('layer', 'Layer'),
	arm('revolv3', 'Revolv3', { promisesOne: false }),
	arm('thredfi', 'Thredfi'),
];

/** What came of one day's deliveries. */
export interface DayFigures {
	readonly deliveries: number;
	/** Executions by how they ended, in n8n's words. */
	readonly executions: ReadonlyMap<string, number>;
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

/** The first day: every dispute twice at the same moment, and workers are killed. */
export async function firstDay(
	arm: Arm,
	scene: Scene,
	plan: { readonly disputes: number; readonly kills: number; readonly seed: number },
): Promise<{ readonly cases: readonly Case[]; readonly figures: DayFigures }> {
	const { stage, sandbox, door } = scene;
	const cases = makeCases(sandbox, arm.provider, plan.disputes);
	const numbers = new Map(cases.map(({ invoiceId, number }) => [invoiceId, number]));
	const killer = new Killer(stage, numbers, { each: plan.kills, seed: plan.seed });
	door.watch = killer.watch;
	const figures = await playDay(arm, scene, cases, { name: 'today', times: 2, kills: killer.done });
	door.watch = () => true;
	await killer.rest();
	return { cases, figures };
}

/** The same disputes once more, and nothing is killed. */
export async function nextDay(arm: Arm, scene: Scene, cases: readonly Case[]): Promise<DayFigures> {
	return await playDay(arm, scene, cases, { name: 'tomorrow', times: 1, kills: [] });
}

async function playDay(
	{ id, provider, inFlightLock }: Arm,
	{ stage, sandbox, urlOf, signal }: Scene,
	cases: readonly Case[],
	{ name, times, kills }: { name: string; times: number; kills: readonly Kill[] },
): Promise<DayFigures> {
	const from = Date.now();
	sandbox.switches.duro.inFlightLock = inFlightLock;
	const before = await countExecutions(stage, id);
	const day = { name, stage, workflowId: id, url: urlOf(id), cases, times, signal };
	const deliveries = await deliverAll(day);
	signal.throwIfAborted();
	const after = await countExecutions(stage, id);
	const executions = [...after].map(
		([status, count]) => [status, count - (before.get(status) ?? 0)] as const,
	);
	return {
		...figuresOf(deliveries),
		executions: new Map(executions.filter(([, count]) => count !== 0)),
		kills,
		booked: countBooked(sandbox, provider, cases),
		lies: findLies(sandbox, provider, deliveries),
		seconds: Math.round((Date.now() - from) / 1000),
	};
}

function figuresOf(deliveries: readonly Delivery[]) {
	return {
		deliveries: deliveries.length,
		answersLost: deliveries.filter(({ answerLost }) => answerLost).length,
		unknown: deliveries.filter(({ said }) => said?.outcome === 'unknown').length,
		words: countWords(deliveries),
	};
}
