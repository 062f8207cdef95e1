/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomBytes } from 'node:crypto';
// eslint-disable-next-line import-x/no-unresolved -- n8n's Node 24 has it, which runs this
import { DatabaseSync } from 'node:sqlite';
import { DATABASE } from './home';

const PATIENCE_MS = 10_000;

interface Store {
	readonly data: readonly string[];
}

/**
 * Makes n8n's store look as if the workflow had made many refunds: counts what the real ones before have left there,
 * and adds as many values of the same kind for each further one. The format stays n8n's and the node's own business.
 *
 * @param made refunds that the workflow has really made
 * @returns how many values one refund leaves; 0 where the node remembers nothing, and then nothing is added
 */
export function plantRemembered(workflowId: string, remembered: number, made: number): number {
	const database = new DatabaseSync(DATABASE);
	try {
		// n8n may be writing: waits for it, and keeps it waiting between what is read here and what is written.
		database.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}; BEGIN IMMEDIATE`);
		const rows = database
			.prepare('SELECT context, value FROM processed_data WHERE workflowId = ?')
			.all(workflowId)
			.map(({ context, value }) => ({
				context: String(context),
				store: JSON.parse(String(value)) as Store,
			}))
			.filter(({ store }) => Array.isArray(store.data));
		const update = database.prepare(
			'UPDATE processed_data SET value = ? WHERE workflowId = ? AND context = ?',
		);
		let perRefund = 0;
		for (const { context, store } of rows) {
			const each = store.data.length / made;
			perRefund += each;
			const more = Math.round(each * Math.max(0, remembered - made));
			const data = [...store.data, ...Array.from({ length: more }, () => hashLike(store.data[0]))];
			update.run(JSON.stringify({ ...store, data }), workflowId, context);
		}
		database.exec('COMMIT');
		return perRefund;
	} finally {
		database.close();
	}
}

/** As long as the values that are there: hashes as text. */
function hashLike(sample = ''): string {
	return randomBytes(sample.length).toString('base64').slice(0, sample.length);
}
