import { sleep } from 'n8n-workflow';

/** How late a deadline may be noticed. */
const TICK_MS = 250;

interface Pending {
	readonly at: number;
	readonly expire: () => void;
}

/** All running calls of this process. One timer serves them: n8n's `sleep` can't be cancelled. */
const pending = new Set<Pending>();
let ticking = false;

/** Settles as `work` does, or with `late` when that takes longer than `ms`; `work` itself goes on unheard. */
export async function withinTime<T>(work: Promise<T>, ms: number, late: T): Promise<T> {
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
