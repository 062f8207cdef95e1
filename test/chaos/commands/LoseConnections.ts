import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** Connections break while what they carried goes on to the provider, which works on it unheard. */
export class LoseConnections extends Moment {
	constructor(
		after: number,
		private readonly count: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.loseConnections(this.count);
	}

	protected words(): string {
		return `the next ${this.count} refunds lose their connection on the way`;
	}
}
