/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parse } from 'flatted';
// eslint-disable-next-line import-x/no-unresolved -- n8n's Node 24 has it, which runs this
import { DatabaseSync } from 'node:sqlite';
import type { IRun } from 'n8n-workflow';
import { pause } from '../machine/usage';
import { DATABASE } from './home';

const SLICE_MS = 100;

/** One ended execution. */
export interface Ended {
	readonly status: string;
	readonly data: IRun['data'];
}

/** Waits beside n8n, in its database, until the newest execution of a workflow has ended and is saved. */
export async function untilEnded(
	workflowId: string,
	after: number,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<{ readonly id: number; read(): Ended }> {
	const database = new DatabaseSync(DATABASE, { readOnly: true });
	try {
		const newest = database.prepare(
			'SELECT id, status FROM execution_entity WHERE workflowId = ? AND id > ? AND stoppedAt IS NOT NULL',
		);
		const until = Date.now() + timeoutMs;
		for (;;) {
			signal.throwIfAborted();
			const row = newest.get(workflowId, after);
			if (row)
				return { id: Number(row.id), read: () => readRun(Number(row.id), String(row.status)) };
			if (Date.now() > until) throw new Error(`n8n was not done after ${timeoutMs / 1000} s.`);
			await pause(SLICE_MS);
		}
	} finally {
		database.close();
	}
}

function readRun(id: number, status: string): Ended {
	const database = new DatabaseSync(DATABASE, { readOnly: true });
	try {
		const row = database.prepare('SELECT data FROM execution_data WHERE executionId = ?').get(id);
		return { status, data: parse(String(row?.data)) as IRun['data'] };
	} finally {
		database.close();
	}
}
