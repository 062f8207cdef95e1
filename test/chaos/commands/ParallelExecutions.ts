import type { ChaosRun } from '../chaosRun';
import type { Batch } from '../story';
import { batchInWords } from './batchInWords';
import { Moment } from './model';

/** A trigger that is delivered several times at once. */
export class ParallelExecutions extends Moment {
	constructor(
		after: number,
		private readonly batch: Batch,
		private readonly processes: readonly number[],
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		for (const process of this.processes) real.start(this.batch, process);
	}

	protected words(): string {
		const where = this.processes.map((process) => process + 1).join(' and ');
		return `processes ${where} start at the same time to refund ${batchInWords(this.batch)}`;
	}
}
