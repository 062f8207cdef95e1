import type { ChaosRun } from '../chaosRun';
import { LaterMoment } from './model';

/** The same trigger is delivered again: a new execution with the same items. */
export class RefundAgain extends LaterMoment {
	constructor(
		after: number,
		private readonly place: number,
		private readonly process: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.again(this.place, this.process);
	}

	protected words(): string {
		return `process ${this.process + 1} executes number ${this.place + 1} of those before once more`;
	}
}
