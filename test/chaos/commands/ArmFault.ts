import type { FaultRule } from '../../../sandbox/types';
import type { ChaosRun } from '../chaosRun';
import { Moment } from './model';

/** The provider is about to misbehave. */
export class ArmFault extends Moment {
	constructor(
		after: number,
		private readonly rule: FaultRule,
	) {
		super(after);
	}

	protected happen(real: ChaosRun): void {
		real.fault(this.rule);
	}

	protected words(): string {
		const { kind, call, moment, times = 1, skip = 0, status, delayMs, refundStatus } = this.rule;
		const more = [status, delayMs === undefined ? undefined : `${delayMs} ms`, refundStatus]
			.filter((word) => word !== undefined)
			.join(' ');
		const when =
			call === 'refund'
				? moment === 'afterCommit'
					? ' once it is booked'
					: ' before it is booked'
				: '';
		return `a fault is armed: ${kind}${more === '' ? '' : ` ${more}`} on ${call}${when}${times === 1 ? '' : `, ${times} times`}${skip === 0 ? '' : `, after ${skip} that pass`}`;
	}
}
