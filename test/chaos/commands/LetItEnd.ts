import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** Everything that is under way comes to its end before the story goes on. */
export class LetItEnd extends Moment {
	constructor() {
		super(0);
	}

	protected async happen(real: ChaosRun): Promise<void> {
		await real.finish();
	}

	protected words(): string {
		return 'all that is under way comes to its end';
	}
}
