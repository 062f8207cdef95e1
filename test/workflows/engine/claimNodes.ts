import '../../n8n/harness/environment';
import type { PGlite } from '@electric-sql/pglite';
import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

type Call = (this: IExecuteFunctions, item: number) => Promise<IDataObject[]>;

/** A node that does its work item by item and reports a failure as n8n's own database nodes do. */
function perItem(call: Call, parameters: readonly string[]): INodeType {
	return {
		description: {
			displayName: 'Claims',
			name: 'claims',
			group: ['transform'],
			version: [1, 2.6],
			description: 'Stands in for a database node of n8n itself',
			defaults: { name: 'Claims' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: parameters.map((name) => ({
				...{ displayName: name, name, default: name === 'options' ? {} : '' },
				...(name === 'options'
					? {
							type: 'collection' as const,
							options: [
								{ displayName: '', name: 'queryReplacement', type: 'string' as const, default: '' },
								{ displayName: '', name: 'queryBatching', type: 'string' as const, default: '' },
							],
						}
					: { type: 'string' as const }),
			})),
		},
		async execute() {
			const out: INodeExecutionData[] = [];
			for (const [item] of this.getInputData().entries()) {
				try {
					const found = await call.call(this, item);
					out.push(...found.map((json) => ({ json, pairedItem: { item } })));
				} catch (failed) {
					const message = failed instanceof Error ? failed.message : String(failed);
					if (!this.continueOnFail()) throw new NodeOperationError(this.getNode(), message);
					out.push({ json: { message, error: { message } }, pairedItem: { item } });
				}
			}
			return [out];
		},
	};
}

/** n8n's Postgres node with Execute Query, over a PostgreSQL in this process. */
export const postgresNode = (database: PGlite): INodeType =>
	perItem(
		async function (item) {
			const query = this.getNodeParameter('query', item) as string;
			const values = this.getNodeParameter('options.queryReplacement', item) as unknown[];
			const { rows } = await database.query<IDataObject>(query, values);
			// From version 2.3 on, as n8n's helpers have it: only a SELECT may come to nothing.
			return rows.length > 0 || /^\s*SELECT/i.test(query) ? rows : [{ success: true }];
		},
		['operation', 'query', 'options'],
	);

/** What the Redis node keeps: counters and other texts, and hashes. */
export type RedisContent = Map<string, string | Map<string, string>>;

/** n8n's Redis node, as far as the example workflows use it: each call is atomic, as in Redis. */
export const redisNode = (content: RedisContent): INodeType =>
	perItem(
		async function (item) {
			const text = (name: string) => this.getNodeParameter(name, item) as string;
			const key = text('key');
			const held = content.get(key);
			switch (text('operation')) {
				case 'incr': {
					const count = Number(held ?? 0) + 1;
					if (!Number.isSafeInteger(count)) throw new Error('ERR value is not an integer');
					content.set(key, String(count));
					return [{ [key]: count }];
				}
				case 'delete':
					content.delete(key);
					return [this.getInputData()[item]?.json ?? {}];
				case 'get':
					return [
						{ [text('propertyName')]: Object.fromEntries(held instanceof Map ? held : new Map()) },
					];
				case 'set': {
					const hash = held instanceof Map ? held : new Map<string, string>();
					const fields = JSON.parse(text('value')) as Record<string, string>;
					for (const [field, value] of Object.entries(fields)) hash.set(field, value);
					content.set(key, hash);
					return [this.getInputData()[item]?.json ?? {}];
				}
				default:
					throw new Error(`the stand-in has no operation '${text('operation')}'`);
			}
		},
		['operation', 'key', 'propertyName', 'keyType', 'value'],
	);
