import type { ChaosRun } from '../chaosRun';
import { LaterMoment } from './model';

/** Somebody stops an execution, whatever it is about to do or to hear. */
export class CancelExecution extends LaterMoment {
	constructor(
		after: number,
		private readonly place: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.cancel(this.place);
	}

	protected words(): string {
		return `somebody cancels number ${this.place + 1} of the running executions`;
	}
}
