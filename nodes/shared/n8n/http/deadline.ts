import { sleep } from 'n8n-workflow';
import type { NoAnswer } from '../../engine/provider/http';
import type { Waits } from '../../engine/waits';
import type { Exchange, Send } from './exchange';

/** How late a deadline may be noticed. */
const TICK_MS = 250;

const TOO_LATE: NoAnswer = {
	kind: 'noAnswer',
	sent: 'perhaps',
	why: 'it did not answer in time',
	cause: 'timeout',
};

/** How long an exchange may take, from its send to the end of its answer. */
export function timeoutOf(kind: 'read' | 'write', waits: Waits): number {
	return kind === 'write' ? waits.writeTimeoutMs : waits.readTimeoutMs;
}

/**
 * The deadline as a layer: n8n's own timeout counts idle time only, and an answer that drips must not hold a refund for
 * ever. Notes when the request left, for those who count from then.
 */
export function withDeadline<E extends Pick<Exchange, 'kind'>>(
	next: Send<E>,
	waits: Waits,
	now: () => number,
): Send<E> {
	return async (exchange) => {
		const sentAt = now();
		const outcome = await withinTime(next(exchange), timeoutOf(exchange.kind, waits), TOO_LATE);
		const isLost = outcome.kind === 'noAnswer' && outcome.sent === 'perhaps';
		return isLost ? { ...outcome, sentAt } : outcome;
	};
}

interface Pending {
	readonly at: number;
	readonly expire: () => void;
}

/** All running calls of this process. One timer serves them: n8n's `sleep` can't be cancelled. */
const pending = new Set<Pending>();
let ticking = false;

/** Settles as `work` does, or with `late` when that takes longer than `ms`; `work` itself goes on unheard. */
async function withinTime<T>(work: Promise<T>, ms: number, late: T): Promise<T> {
	let entry: Pending | undefined;
	const expiry = new Promise<T>((resolve) => {
		entry = { at: Date.now() + ms, expire: () => resolve(late) };
		pending.add(entry);
	});
	void tick();
	try {
		return await Promise.race([work, expiry]);
	} finally {
		if (entry) pending.delete(entry);
	}
}

async function tick(): Promise<void> {
	if (ticking) return;
	ticking = true;
	while (pending.size > 0) {
		await sleep(TICK_MS);
		const now = Date.now();
		for (const { at, expire } of pending) {
			if (at <= now) expire();
		}
	}
	ticking = false;
}
