import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** Somebody refunds by hand, with an amount that nobody else asks for. */
export class PortalRefund extends Moment {
	constructor(
		after: number,
		private readonly invoice: number,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.portal(this.invoice);
	}

	protected words(): string {
		return `somebody refunds a part of invoice ${this.invoice + 1} in the provider's portal`;
	}
}
