import type { Call } from '../../sandbox/types';

/** What came in since the last reset. */
export interface Traffic {
	/** Invoices and refunds read by their id. */
	readonly reads: number;
	/** Lists of invoices or refunds, a page each. */
	readonly lists: number;
	readonly refunds: number;
	readonly tokens: number;
	/** Answers that were not 2xx. */
	readonly turnedDown: number;
	readonly mostInFlight: number;
	readonly connections: number;
	/** Mean milliseconds from arrival to answer, the fixed delay included. */
	readonly meanAnswerMs: number;
}

/** Counts what is in flight and what for. */
export class TrafficCount {
	private running = 0;
	private most = 0;
	private answered = 0;
	private answerMs = 0;
	private turnedDown = 0;
	private connections = 0;
	private readonly calls = new Map<Call, number>();

	connect(): void {
		this.connections += 1;
	}

	arrive(call: Call): void {
		this.calls.set(call, this.of(call) + 1);
		this.running += 1;
		this.most = Math.max(this.most, this.running);
	}

	leave(status: number, tookMs: number): void {
		this.running -= 1;
		this.answered += 1;
		this.answerMs += tookMs;
		if (status < 200 || status > 299) this.turnedDown += 1;
	}

	/** Begins anew; what is still in flight stays so. */
	reset(): void {
		this.most = this.running;
		this.answered = 0;
		this.answerMs = 0;
		this.turnedDown = 0;
		this.connections = 0;
		this.calls.clear();
	}

	sum(): Traffic {
		return {
			reads: this.of('readInvoice') + this.of('readRefund'),
			lists: this.of('listInvoices') + this.of('listRefunds'),
			refunds: this.of('refund'),
			tokens: this.of('token'),
			turnedDown: this.turnedDown,
			mostInFlight: this.most,
			connections: this.connections,
			meanAnswerMs: this.answered === 0 ? 0 : this.answerMs / this.answered,
		};
	}

	private of(call: Call): number {
		return this.calls.get(call) ?? 0;
	}
}
