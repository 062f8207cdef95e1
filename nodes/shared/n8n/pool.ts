/**
 * Works through queues side by side, at most `width` at a time; what is in one queue goes one after another.
 *
 * @param mayGoOn asked before each piece: false leaves all that has not begun
 */
export async function inQueues<T>(
	queues: ReadonlyArray<readonly T[]>,
	width: number,
	work: (piece: T) => Promise<void>,
	mayGoOn: () => boolean,
): Promise<void> {
	const waiting = queues.values();
	const worker = async () => {
		for (const queue of waiting) {
			for (const piece of queue) {
				if (!mayGoOn()) return;
				await work(piece);
			}
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
}
