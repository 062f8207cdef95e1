import { sleep } from 'n8n-workflow';
import type { Clock } from '../../engine/runContext';

/** No timer outlives its wait for longer: n8n's `sleep` can't be cancelled. */
const SLICE_MS = 500;

/** Real time; cancelling the execution ends every wait at once. */
export function clockOf(cancel: AbortSignal | undefined): Clock {
	const waiting = new Set<() => void>();
	cancel?.addEventListener('abort', () => waiting.forEach((wake) => wake()), { once: true });
	return {
		now: () => Date.now(),
		sleep: async (ms) => {
			const end = Date.now() + ms;
			let wake = () => {};
			const woken = new Promise<void>((resolve) => (wake = resolve));
			waiting.add(wake);
			for (let left = ms; left > 0 && !cancel?.aborted; left = end - Date.now()) {
				await Promise.race([sleep(Math.min(SLICE_MS, left)), woken]);
			}
			waiting.delete(wake);
			return !cancel?.aborted;
		},
	};
}
