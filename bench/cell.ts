import type { ProviderId } from '../sandbox/types';

/**
 * `node`: this package's node. `pair`: two HTTP Request nodes. `pool`: the same calls from axios alone.
 * `poolNewConnections`: that, with a new connection for each request, as n8n's own request helper makes them.
 * `input`: the workflow around node and pair without them, so that its cost can be told apart.
 */
export type Subject = 'node' | 'pair' | 'pool' | 'poolNewConnections' | 'input';

/** One field of the matrix. */
export interface Cell {
	readonly subject: Subject;
	readonly provider: ProviderId;
	readonly items: number;
	/** What the server waits before each answer. */
	readonly delayMs: number;
	/** How many invoices at once, for the node and the pool. */
	readonly concurrency: number;
	/** How many refunds the workflow remembers when it begins; 0 = none. */
	readonly remembered: number;
}

/** What one run of a cell came to. */
export interface Measured {
	/** From the first node's start to the last one's end, as n8n tells it; without the making of items. */
	readonly wallMs: number;
	/** User and system time of the process, input and saving of the execution included. */
	readonly cpuMs: number;
	/** Highest resident memory above what the process had when idle. */
	readonly peakBytes: number;
	readonly idleBytes: number;
	readonly mostInFlight: number;
	/** Reads and refunds, and whatever is neither a list nor a token. */
	readonly requests: number;
	readonly lists: number;
	/** Asked for in the run and the one that warmed it, which share them. */
	readonly tokens: number;
	/** Connections that were opened. */
	readonly connections: number;
	/** How long the server took to answer, its delay included. */
	readonly meanAnswerMs: number;
}

/** Names a cell in a line of the terminal. */
export function nameOf({
	subject,
	provider,
	items,
	delayMs,
	concurrency,
	remembered,
}: Cell): string {
	const memory = remembered === 0 ? '' : `, ${remembered} remembered`;
	return `${subject} at ${provider}, ${items} items, ${delayMs} ms, ${concurrency} at once${memory}`;
}
