import type { ChaosRun } from '../chaosRun';
import { LaterMoment } from './model';

/** Somebody presses Retry on a failed execution. */
export class RetryManually extends LaterMoment {
	constructor(
		after: number,
		private readonly place: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.retry(this.place);
	}

	protected words(): string {
		return `somebody retries number ${this.place + 1} of the failed executions`;
	}
}
