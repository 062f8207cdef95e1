/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { AsyncLocalStorage } from 'node:async_hooks';

/** One n8n process. What it had under way when it ends never goes on. */
export interface Process {
	alive: boolean;
}

/** Whose work a call, a timer or a store access is. */
export interface Running {
	readonly name: string;
	readonly process: Process;
	/** Faults, timeouts and broken stores it met: what it says is then judged less strictly. */
	disturbed: boolean;
}

const storage = new AsyncLocalStorage<Running>();

/** Everything that `work` sets off is `running`'s. */
export async function as<T>(running: Running, work: () => Promise<T>): Promise<T> {
	return await storage.run(running, work);
}

/** Whoever is at work right now; null outside of any execution. */
export function whoRuns(): Running | null {
	return storage.getStore() ?? null;
}

/** Asked later: whether the process that is at work now still is. */
export function aliveNow(): () => boolean {
	const process = whoRuns()?.process;
	return () => process?.alive ?? true;
}
