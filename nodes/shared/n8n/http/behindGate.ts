import type { Clock } from '../../engine/runContext';
import type { HttpOutcome, NoAnswer } from '../../engine/provider/http';
import type { Waits } from '../../engine/waits';
import type { Exchange, Send } from './exchange';
import type { Gate } from './gate';
import type { Patience } from './patience';

/** While a request waits for its turn it looks this often whether the run has given up meanwhile. */
const LOOK_AGAIN_MS = 1_000;

export interface GateOptions {
	readonly gate: Gate;
	/** The run's, with this gate. */
	readonly patience: Patience;
	readonly clock: Clock;
	readonly waits: Waits;
	/** Whether the execution was cancelled. */
	readonly cancelled: () => boolean;
	/** Whether a body is an error of the provider's own shape. */
	readonly isOwnError: (body: unknown, status: number) => boolean;
}

/** What the gate has to know of an exchange. */
type Waiting = Pick<Exchange, 'kind' | 'stopped'>;

/**
 * The gate as a layer: each request waits for its turn; a 429 is waited out for as long as the run has patience; a 5xx
 * or a dropped connection closes the gate for a moment, after which a read is repeated once. What one request learns,
 * all of the same credential heed, in other executions too.
 *
 * A write that met a 429 is sent again only if the 429 is the provider's own: a web page may come from a filter that
 * stood in the way after the refund was booked.
 */
export function behindGate<E extends Waiting>(
	next: Send<E>,
	{ gate, patience, clock, waits, cancelled, isOwnError }: GateOptions,
): Send<E> {
	/** Waits for a turn. @returns what to call when the answer has come, or why nothing may be sent */
	async function enter({ kind, stopped }: E): Promise<(() => void) | NoAnswer> {
		const ticket = gate.acquire(kind === 'write', clock.now());
		for (;;) {
			const now = clock.now();
			const opensAt = ticket.opensAt(now);
			const reason = patience.isOver(gate.limitedUntil, now)
				? tooLong(gate.limitedUntil - now)
				: cancelled()
					? CANCELLED
					: stopped?.()
						? STOPPED
						: null;
			if (reason === null && opensAt <= now) break;
			if (reason === null && (await clock.sleep(Math.min(opensAt - now, LOOK_AGAIN_MS)))) continue;
			ticket.giveUp();
			return reason ?? CANCELLED;
		}
		const answered = ticket.leave(clock.now());
		return () => answered(clock.now());
	}

	async function pass(exchange: E): Promise<HttpOutcome> {
		const isWrite = exchange.kind === 'write';
		for (let repeated = false; ;) {
			const entered = await enter(exchange);
			if (typeof entered !== 'function') return entered;
			const sentAt = clock.now();
			const outcome = await next(exchange);
			entered();
			const now = clock.now();
			if (outcome.kind === 'answer' && outcome.status === 429) {
				gate.hearLimit(outcome.headers, sentAt, now, waits);
				if (isWrite && !isOwnError(outcome.body, outcome.status)) return outcome;
				if (patience.isOver(gate.limitedUntil, now)) return outcome;
				continue;
			}
			if (outcome.kind === 'answer') {
				patience.answered(now);
				gate.hearAnswer(outcome.headers, isWrite, now);
			}
			if (!isOutage(outcome, isWrite)) return outcome;
			if (repeated) return outcome;
			gate.pause(waits.outagePauseMs, now);
			if (isWrite) return outcome;
			repeated = true;
		}
	}

	return async (exchange) => {
		patience.begin(clock.now());
		try {
			return await pass(exchange);
		} finally {
			patience.end();
		}
	};
}

/** A 5xx, or a read whose connection was refused or broke. Silence is none: who waited 30 seconds has waited enough. */
function isOutage(outcome: HttpOutcome, isWrite: boolean): boolean {
	return outcome.kind === 'answer' ? outcome.status >= 500 : outcome.cause === 'outage' && !isWrite;
}

const CANCELLED: NoAnswer = {
	kind: 'noAnswer',
	sent: 'never',
	why: 'the execution was cancelled',
	cause: 'cancelled',
};

const STOPPED: NoAnswer = {
	kind: 'noAnswer',
	sent: 'never',
	why: 'the run had stopped before',
	cause: 'stopped',
};

function tooLong(leftMs: number): NoAnswer {
	const minutes = Math.max(1, Math.ceil(leftMs / 60_000));
	const asked =
		leftMs > 0 ? `it limits requests for up to ${minutes} min more` : 'it keeps limiting requests';
	return { kind: 'noAnswer', sent: 'never', why: asked, cause: 'limit', status: 429 };
}
