/** Counts requests under way, so that a test can wait for the last one instead of sleeping. */
export class InFlight {
	private running = 0;
	private waiting: (() => void)[] = [];

	async track<T>(work: () => Promise<T>): Promise<T> {
		this.running += 1;
		try {
			return await work();
		} finally {
			this.running -= 1;
			if (this.running === 0) {
				const waiting = this.waiting;
				this.waiting = [];
				waiting.forEach((go) => go());
			}
		}
	}

	/** Resolves once nothing is under way. */
	async idle(): Promise<void> {
		if (this.running === 0) return;
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
		});
	}
}
