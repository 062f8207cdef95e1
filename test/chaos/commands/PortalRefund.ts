import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** Somebody refunds by hand, with an amount that nobody else asks for. */
export class PortalRefund extends Moment {
	constructor(
		after: number,
		private readonly invoice: number,
		private readonly account = 0,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.portal(this.invoice, this.account);
	}

	protected words(): string {
		const where = this.account === 0 ? '' : ' of the second account';
		return `somebody refunds a part of invoice ${this.invoice + 1}${where} in the provider's portal`;
	}
}
