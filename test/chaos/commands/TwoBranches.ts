import type { ChaosRun } from '../chaosRun';
import type { Batch } from '../story';
import { batchInWords } from './batchInWords';
import { Moment } from './model';

/** One workflow with the refund node in two branches, both on the same items. */
export class TwoBranches extends Moment {
	constructor(
		after: number,
		private readonly batch: Batch,
		private readonly process: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.start(this.batch, this.process, 'branches');
	}

	protected words(): string {
		return `process ${this.process + 1} starts to refund in two branches ${batchInWords(this.batch)}`;
	}
}
