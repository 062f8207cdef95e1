import { sleep } from 'n8n-workflow';

/** A refund whose answer was lost is looked for again after 65 seconds. */
const PATIENCE_MS = 100_000;
const POLL_MS = 150;

/** Looks again and again until there is something, for a hundred seconds at most. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	const end = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > end) throw new Error('n8n did not get there in time');
		await sleep(POLL_MS);
	}
}
