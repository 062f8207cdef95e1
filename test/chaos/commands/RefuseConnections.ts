import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** The provider can't be reached at all: no byte leaves. */
export class RefuseConnections extends Moment {
	constructor(
		after: number,
		private readonly count: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.refuseConnections(this.count);
	}

	protected words(): string {
		return `the next ${this.count} connections are refused`;
	}
}
