/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DemoFailure } from './demoFailure';
import { WORK } from './paths';

const LOCK = join(WORK, 'running.pid');

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Two demos would empty each other's n8n. Takes the folder for this process, or says who has it. */
export async function takeFolder(): Promise<() => Promise<void>> {
	await mkdir(WORK, { recursive: true });
	const pid = Number(await readFile(LOCK, 'utf8').catch(() => ''));
	if (Number.isSafeInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid)) {
		throw new DemoFailure(
			`The demo is running in this folder already (process ${pid}). Stop it with Ctrl-C first.`,
		);
	}
	await writeFile(LOCK, `${process.pid}\n`);
	return async () => await rm(LOCK, { force: true });
}
