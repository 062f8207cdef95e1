import { mutant, type Mutant } from '../mutant';

const LANE = 'nodes/shared/n8n/http/rateLimiter.ts';
const PACE = 'nodes/shared/n8n/http/gate.ts';
const RATE_TEST = 'test/unit/n8n/http/rate.test.ts';
const PAUSE_TEST = 'test/unit/n8n/http/pause.test.ts';

/** How fast requests may leave, and who is held by a 429. */
export const pacingMutants: readonly Mutant[] = [
	mutant(
		'Lets those leave who waited when the 429 came',
		LANE,
		'Math.max(\n\t\t\t\t\tat + this.moved - movedBefore,\n\t\t\t\t\tthis.pausedUntil,',
		'Math.max(\n\t\t\t\t\tat,',
		PAUSE_TEST,
	),
	mutant(
		'Adds up pauses',
		LANE,
		'if (longer <= 0) return;',
		'if (until <= now) return;',
		PAUSE_TEST,
	),
	mutant(
		'Lets all leave at once after a pause',
		LANE,
		'\t\tthis.moved += longer;\n',
		'',
		PAUSE_TEST,
	),
	mutant(
		'Only spaces and does not count',
		LANE,
		'const windows = this.limited ? this.windows : [];',
		'const windows = this.windows.slice(0, 0);',
		RATE_TEST,
	),
	mutant(
		'Counts a request from its turn only',
		LANE,
		'departure.arrivedBy += later;',
		'departure.arrivedBy += Math.min(later, 0);',
		RATE_TEST,
	),
	mutant('Knows no jitter', LANE, 'const JITTER_MS = 40;', 'const JITTER_MS = 0;', RATE_TEST),
	mutant('Wastes a tenth', LANE, 'const JITTER_MS = 40;', 'const JITTER_MS = 100;', RATE_TEST),
	mutant(
		'Forgets the longer window',
		PACE,
		'[...second, ...quarter]',
		'[...second, ...quarter.slice(1)]',
		RATE_TEST,
	),
	mutant(
		'Trusts any limit that is told',
		PACE,
		'this.writes.limited = !(Number(told) >= requestsPerSecond);',
		'this.writes.limited = !(Number(told) > 0);',
		PAUSE_TEST,
	),
	mutant(
		'Refunds at the higher rate after a 429',
		PACE,
		'\t\tthis.writes.limited = true;\n',
		'',
		PAUSE_TEST,
	),
];
