import { PGlite } from '@electric-sql/pglite';
import type { INodeType } from 'n8n-workflow';
import { readWorkflow } from '../readWorkflow';
import { CLAIMED, type Claims } from '../recipes/claim';
import { postgresNode, redisNode, type RedisContent } from './claimNodes';

/** A store of claims, and the node of n8n that works on it. */
export interface EngineClaims extends Claims {
	readonly nodes: Readonly<Record<string, INodeType>>;
	close(): Promise<void>;
}

/** The table as the note in the workflow has it. */
export function claimTable(): string {
	const notes = readWorkflow('claim-before-refund-postgres.json').nodes;
	const texts = notes.map(({ parameters }) => String(parameters.content ?? ''));
	const sql = texts.map((text) => /```sql\n(CREATE TABLE [^`]+)```/.exec(text)?.[1]);
	const found = sql.find((one) => one !== undefined);
	if (found === undefined) throw new Error('no note has the table');
	return found;
}

/** A PostgreSQL compiled to WebAssembly: the workflow's own SQL, without its network and its second connection. */
export async function postgresClaims(): Promise<EngineClaims> {
	const database = await PGlite.create();
	await database.exec(claimTable());
	return {
		...claimsByQuery(async (sql) => void (await database.exec(sql))),
		nodes: { 'n8n-nodes-base.postgres': postgresNode(database) },
		close: async () => await database.close(),
	};
}

/** The claims in any PostgreSQL that takes queries. */
export function claimsByQuery(run: (sql: string) => Promise<void>): Claims {
	const { provider, environment, invoiceId, amount } = CLAIMED;
	const named = (reference: string) => `WHERE reference = '${reference}'`;
	return {
		leaveBehind: async (reference, minutes) => {
			await run(`DELETE FROM refund_claims ${named(reference)}`);
			await run(
				`INSERT INTO refund_claims (provider, environment, invoice_id, reference, asked, execution, since)
				VALUES ('${provider}', '${environment}', '${invoiceId}', '${reference}', '${amount}', '7 of workflow lost', now() - interval '${minutes} minutes')`,
			);
		},
		age: async (reference, minutes) =>
			await run(
				`UPDATE refund_claims SET since = since - interval '${minutes} minutes' ${named(reference)}`,
			),
		free: async (reference) =>
			await run(`UPDATE refund_claims SET state = 'refused' ${named(reference)}`),
		spoil: async () => await run('ALTER TABLE refund_claims RENAME TO away'),
		mend: async () => await run('ALTER TABLE away RENAME TO refund_claims'),
	};
}

/** A map with Redis's atomic calls. */
export function redisClaims(): EngineClaims {
	const content: RedisContent = new Map();
	const { provider, environment, invoiceId, amount } = CLAIMED;
	const name = (reference: string) =>
		`refund-claim:${provider}:${environment}:${invoiceId}:${reference}`;
	return {
		leaveBehind: async (reference, minutes) => {
			const since = new Date(Date.now() - minutes * 60_000).toISOString();
			content.set(name(reference), '1');
			const facts = { execution: '7 of workflow lost', since, asked: amount };
			content.set(`${name(reference)}:facts`, new Map(Object.entries(facts)));
		},
		age: async () => {},
		free: async (reference) => void content.delete(name(reference)),
		spoil: async (reference) => void content.set(name(reference), 'not a count'),
		mend: async (reference) => void content.delete(name(reference)),
		nodes: { 'n8n-nodes-base.redis': redisNode(content) },
		close: async () => {},
	};
}
