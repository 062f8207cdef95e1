import type { ChaosRun } from '../chaosRun';
import type { Batch } from '../story';
import { batchInWords } from './batchInWords';
import { Moment } from './model';

/** A trigger starts the workflow. */
export class RefundBatch extends Moment {
	constructor(
		after: number,
		private readonly batch: Batch,
		private readonly process: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.start(this.batch, this.process);
	}

	protected words(): string {
		return `process ${this.process + 1} starts to refund ${batchInWords(this.batch)}`;
	}
}
