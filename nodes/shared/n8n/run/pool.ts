/** What one step of a piece of work came to: its end, or that it steps aside until the promise resolves. */
export type Stepped =
	{ readonly isDone: true } | { readonly isDone: false; readonly wait: Promise<unknown> };

export interface Piece {
	/** Never rejects. */
	step(): Promise<Stepped>;
}

/**
 * Works through queues side by side, at most `width` steps at a time. What is in one queue goes one after another; a
 * piece that steps aside keeps no place, lets its queue go on, and comes back when its wait is over.
 *
 * @param mayBegin asked before each piece's first step: false leaves all that has not begun
 */
export async function inQueues(
	queues: ReadonlyArray<readonly Piece[]>,
	width: number,
	mayBegin: () => boolean,
): Promise<void> {
	const waiting = queues.values();
	const back: Piece[] = [];
	let aside = 0;
	let wake = () => {};
	let woken = new Promise<void>((resolve) => (wake = resolve));

	const takeStep = async (piece: Piece) => {
		const stepped = await piece.step();
		if (stepped.isDone) return;
		aside += 1;
		void stepped.wait.then(() => {
			back.push(piece);
			wake();
			woken = new Promise<void>((resolve) => (wake = resolve));
		});
	};
	const comeBack = async () => {
		for (let piece = back.shift(); piece; piece = back.shift()) {
			await takeStep(piece);
			aside -= 1;
		}
		// Whoever waits for the last piece is told that it has ended.
		wake();
		woken = new Promise<void>((resolve) => (wake = resolve));
	};
	const worker = async () => {
		for (const queue of waiting) {
			for (const piece of queue) {
				if (back.length > 0) await comeBack();
				if (!mayBegin()) break;
				await takeStep(piece);
			}
		}
		while (aside > 0) {
			if (back.length > 0) await comeBack();
			else await woken;
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
}
