import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** Every token that was given out ends. */
export class ExpireTokens extends Moment {
	protected happen(real: ChaosRun): void {
		real.expireTokens();
	}

	protected words(): string {
		return 'all tokens expire';
	}
}
