import type { ChaosRun } from '../chaosRun';
import { LaterMoment } from './model';

/** A refund that was not final becomes final. */
export class Settle extends LaterMoment {
	constructor(
		after: number,
		private readonly place: number,
		private readonly end: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.settle(this.place, this.end);
	}

	protected words(): string {
		return `the provider ends number ${this.place + 1} of its pending refunds ${this.end === 0 ? 'well' : 'badly'}`;
	}
}
