import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** An n8n process ends with all it had under way, and starts anew. */
export class CrashProcess extends Moment {
	constructor(
		after: number,
		private readonly process: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.crash(this.process);
	}

	protected words(): string {
		return `process ${this.process + 1} crashes and starts anew`;
	}
}
