/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import axios from 'axios';
import { execa } from 'execa';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../demo/paths';
import type { Batch } from './app';
import type { Traffic } from './traffic';

/** The running server of one session. */
export interface BenchServer {
	readonly url: string;
	readonly pid: number;
	/** Enters fresh paid invoices, and counts from zero. */
	prepare(batch: Batch): Promise<void>;
	traffic(): Promise<Traffic>;
	/** Tokens as a person would copy them into a credential. */
	tokens(): Promise<{ readonly layer: string; readonly thredfi: string }>;
	/** Forgets all invoices and refunds; their ids begin anew. */
	clear(): Promise<void>;
	stop(): void;
}

const MAIN = join(ROOT, 'bench', 'server', 'main.ts');

/** Starts it in a process of its own, on loopback. */
export async function startBenchServer(): Promise<BenchServer> {
	const child = execa(process.execPath, ['--import', 'tsx', MAIN], {
		cwd: ROOT,
		stdin: 'pipe',
		stderr: 'inherit',
		buffer: false,
		reject: false,
	});
	const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	const http = axios.create({ baseURL: url, proxy: false });
	return {
		url,
		pid: child.pid ?? 0,
		prepare: async (batch) => {
			await http.post('/bench/batch', batch);
		},
		traffic: async () => (await http.get<Traffic>('/bench/traffic')).data,
		tokens: async () => (await http.get<{ layer: string; thredfi: string }>('/bench/tokens')).data,
		clear: async () => {
			await http.post('/bench/clear', {});
		},
		stop: () => {
			child.kill();
		},
	};
}
