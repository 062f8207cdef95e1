/** Lets pieces of work that go on side by side be finished in the order in which they were announced. */
export class CheckOrder {
	private last: Promise<unknown> = Promise.resolve();

	/** @returns what to wait for, and what to call when this one is finished */
	next(): { readonly before: Promise<unknown>; readonly finish: () => void } {
		const before = this.last;
		let finish = () => {};
		this.last = new Promise<void>((resolve) => (finish = resolve));
		return { before, finish };
	}
}
