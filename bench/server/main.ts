/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { buildBenchServer } from './app';

/** A process of its own, so that it takes no time from what is measured; ends with its parent. */
async function main(): Promise<void> {
	const app = buildBenchServer();
	const url = await app.listen({ host: '127.0.0.1', port: 0, backlog: 4096 });
	process.stdout.write(`${url}\n`);
	process.stdin.resume().on('end', () => process.exit(0));
}

void main();
