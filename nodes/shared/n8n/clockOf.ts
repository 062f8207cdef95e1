import { sleep } from 'n8n-workflow';
import type { Clock } from '../engine/desk';

/** A wait looks this often whether the execution was cancelled. */
const SLICE_MS = 500;

/** Real time; a wait ends early when the execution is cancelled. */
export function clockOf(cancelled: () => boolean): Clock {
	return {
		now: () => Date.now(),
		sleep: async (ms) => {
			const end = Date.now() + ms;
			while (Date.now() < end) {
				if (cancelled()) return false;
				await sleep(Math.min(SLICE_MS, end - Date.now()));
			}
			return true;
		},
	};
}
