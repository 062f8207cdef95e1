/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Waits that can be let go early, or given up when the sandbox stops. */
export class Waits {
	private readonly open = new Set<(goOn: boolean) => void>();

	/** True after the time or an early release; false if it was given up. */
	async wait(milliseconds: number): Promise<boolean> {
		return await new Promise((resolve) => {
			const finish = (goOn: boolean) => {
				clearTimeout(timer);
				this.open.delete(finish);
				resolve(goOn);
			};
			const timer = setTimeout(() => finish(true), milliseconds);
			this.open.add(finish);
		});
	}

	release(): void {
		for (const finish of [...this.open]) finish(true);
	}

	giveUp(): void {
		for (const finish of [...this.open]) finish(false);
	}
}
