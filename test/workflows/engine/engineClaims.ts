import { PGlite } from '@electric-sql/pglite';
import type { INodeType } from 'n8n-workflow';
import { claimsByQuery, claimTable } from '../claimTable';
import { CLAIMED, claimName, type Claims } from '../recipes/claim';
import { postgresNode, redisNode, type RedisContent } from './claimNodes';

/** A store of claims, and the node of n8n that works on it. */
export interface EngineClaims extends Claims {
	readonly nodes: Readonly<Record<string, INodeType>>;
	close(): Promise<void>;
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

/** A map with Redis's atomic calls. */
export function redisClaims(): EngineClaims {
	const content: RedisContent = new Map();
	const { provider, environment, invoiceId, amount } = CLAIMED;
	const name = (reference: string) =>
		`refund-claim:${provider}:${environment}:${invoiceId}:${claimName(reference)}`;
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
