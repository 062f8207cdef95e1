/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import axios from 'axios';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import type { ProviderId } from '../../sandbox/types';
import type { Item } from '../server/app';
import { openCalls, type RefundCalls } from './calls';

/** What the process is told, as JSON in its only argument. */
export interface PoolTask {
	readonly url: string;
	readonly provider: ProviderId;
	readonly concurrency: number;
	/** A new connection for each request, as n8n's own request helper makes them; else they are kept open. */
	readonly newConnections: boolean;
}

/**
 * A process of its own: each line on stdin makes it fetch the items that are ready and refund them, and it says on
 * stdout how many milliseconds that took. Ends with its parent.
 */
async function main(): Promise<void> {
	const task = JSON.parse(process.argv[2] ?? '{}') as PoolTask; // the bench's own
	const http = axios.create({ baseURL: task.url, proxy: false });
	if (!task.newConnections) http.defaults.httpAgent = new Agent({ keepAlive: true });
	else {
		http.interceptors.request.use((config) => ({ ...config, httpAgent: new Agent() }));
	}
	const lines = createInterface({ input: process.stdin });
	process.stdout.write('ready\n');
	let calls: RefundCalls | null = null;
	for (;;) {
		await once(lines, 'line');
		const { data: items } = await http.get<Item[]>('/bench/items');
		const begun = performance.now();
		const refund = (calls ??= await openCalls(task.provider, http));
		const waiting = items.values();
		const worker = async () => {
			for (const item of waiting) await refund(item);
		};
		await Promise.all(Array.from({ length: task.concurrency }, worker));
		process.stdout.write(`${performance.now() - begun}\n`);
	}
}

void main();
