import { sleep } from 'n8n-workflow';

const PATIENCE_MS = 60_000;
const POLL_MS = 150;

/** Looks again and again until there is something, for a minute at most. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	const end = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > end) throw new Error('n8n did not get there in time');
		await sleep(POLL_MS);
	}
}
