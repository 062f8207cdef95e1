import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** n8n's database does not answer some of the next calls. */
export class StoreFails extends Moment {
	constructor(
		after: number,
		private readonly count: number,
		private readonly skip: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.failStore(this.count, this.skip);
	}

	protected words(): string {
		return `n8n's store fails ${this.count} times, ${this.skip} calls from now`;
	}
}
