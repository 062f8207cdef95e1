/** Tails of the queues, one per name; for the whole process, since executions run side by side in it. */
const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` when all earlier work under the same name has ended, however it ended. Used per invoice from read to
 * settling, and per workflow around the store's calls.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
	const before = tails.get(name) ?? Promise.resolve();
	const mine = before.then(work);
	// Never rejects, so that who comes next is not told of a failure that is not its own.
	const tail = mine.catch(() => undefined);
	tails.set(name, tail);
	try {
		return await mine;
	} finally {
		if (tails.get(name) === tail) tails.delete(name);
	}
}

/** Resolves when the work under the name has ended; null when there is none, so that `withLock` begins at once. */
export function whenUnlocked(name: string): Promise<unknown> | null {
	return tails.get(name) ?? null;
}
