/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { execa } from 'execa';
import { claimsByQuery, claimTable } from '../../workflows/claimTable';
import { CLAIMED, claimName, type Claims } from '../../workflows/recipes/claim';
import type { QueueStage } from '../stage';

/** A store of claims in which a test can also see to all of them at once. */
export interface ClaimStore {
	readonly name: string;
	/** The file in `workflows/`. */
	readonly file: string;
	/** Where its webhook listens. */
	readonly path: string;
	/** The n8n credential for it. */
	readonly credential: {
		readonly type: string;
		readonly data: Readonly<Record<string, string | number>>;
	};
	readonly claims: Claims;
	/**
	 * What has to happen before a claim without an end can be had again: an hour goes by (PostgreSQL), or a person frees
	 * it (Redis). Only once the executions that have them are over.
	 */
	giveUp(invoiceIds: readonly string[], reference: (invoiceId: string) => string): Promise<void>;
}

/** The claims in the stage's database for the user's own business, with the table of the workflow's note. */
export async function postgresStore({ postgres }: QueueStage): Promise<ClaimStore> {
	const { host, port, user, password, database } = postgres.operations;
	const run = async (sql: string) => {
		const env = { PGHOST: host, PGPORT: String(port), PGUSER: user, PGPASSWORD: password };
		await execa('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', sql], { env });
	};
	await run(claimTable());
	return {
		name: 'PostgreSQL',
		file: 'claim-before-refund-postgres.json',
		path: 'claim-before-refund',
		credential: { type: 'postgres', data: { host, port, user, password, database } },
		claims: claimsByQuery(run),
		giveUp: async () => await run("UPDATE refund_claims SET since = since - interval '61 minutes'"),
	};
}

/** The claims in the stage's Redis, beside n8n's own queue. */
export function redisStore({ redis }: QueueStage): ClaimStore {
	const { host, port } = redis;
	const cli = async (...words: readonly string[]) =>
		(await execa('redis-cli', ['-h', host, '-p', String(port), ...words])).stdout.trim();
	const { provider, environment, invoiceId, amount } = CLAIMED;
	const name = (reference: string, invoice: string = invoiceId) =>
		`refund-claim:${provider}:${environment}:${invoice}:${claimName(reference)}`;
	const set = async (key: string, value: string) => void (await cli('SET', key, value));
	return {
		name: 'Redis',
		file: 'claim-before-refund-redis.json',
		path: 'claim-before-refund-redis',
		credential: { type: 'redis', data: { host, port, database: 0 } },
		claims: {
			leaveBehind: async (reference, minutes) => {
				const since = new Date(Date.now() - minutes * 60_000).toISOString();
				await set(name(reference), '1');
				const facts = { execution: '7 of workflow lost', since, asked: amount };
				await cli('HSET', `${name(reference)}:facts`, ...Object.entries(facts).flat());
			},
			age: async () => {},
			free: async (reference) => void (await cli('DEL', name(reference))),
			spoil: async (reference) => await set(name(reference), 'no-count'),
			mend: async (reference) => void (await cli('DEL', name(reference))),
		},
		giveUp: async (invoiceIds, referenceOf) => {
			for (const invoice of invoiceIds) {
				const key = name(referenceOf(invoice), invoice);
				if ((await cli('HEXISTS', `${key}:facts`, 'state')) === '0') await cli('DEL', key);
			}
		},
	};
}
