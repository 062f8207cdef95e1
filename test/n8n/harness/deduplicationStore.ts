/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import './environment';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

type Row = { mode: string; data: string[] };
export type StoreCall = 'checkProcessedAndRecord' | 'removeProcessed' | 'clearAllProcessedItems';

const hash = (value: DeduplicationItemTypes) =>
	createHash('md5').update(value.toString()).digest('base64');
const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The table behind `checkProcessedAndRecord`, as n8n's own: one row per workflow (scope `workflow`) or per
 * workflow and node id (scope `node`), md5 values, a row read whole and written whole with other work let in
 * between, so that two writers can lose a value. Asking records. Only mode `entries` has contents here.
 */
export class DeduplicationStore implements IDataDeduplicator {
	/** Each call ends before the next begins: no two processes lose each other's values. */
	isOneByOne = false;
	/** Called between the read and the write of each call that writes. */
	beforeWrite?: (call: StoreCall, items: DeduplicationItemTypes[]) => Promise<void> | void;
	/** Calls in order, with the values as the node gave them. */
	readonly calls: Array<{ call: StoreCall; items: DeduplicationItemTypes[] }> = [];

	private readonly rows = new Map<string, Row>();
	private lastCall: Promise<unknown> = Promise.resolve();
	private failures: Array<Error | undefined> = [];

	/** The next `count` calls throw before they touch anything; the first `after` of them still work. */
	failNext(
		count = 1,
		{ after = 0, error = new Error('SQLITE_BUSY: database is locked') } = {},
	): void {
		this.failures = [
			...Array<undefined>(after).fill(undefined),
			...Array<Error>(count).fill(error),
		];
	}

	/** The workflow was deleted: n8n deletes its rows with it. */
	deleteWorkflow(workflowId: string): void {
		for (const key of this.rows.keys()) {
			if (key.startsWith(`${workflowId}|`)) this.rows.delete(key);
		}
	}

	/** Whether a value is recorded; unlike the node's own question this records nothing. */
	has(value: DeduplicationItemTypes, workflowId: string, nodeId?: string): boolean {
		const context = nodeId === undefined ? '' : `n:${nodeId}`;
		return this.rows.get(`${workflowId}|${context}`)?.data.includes(hash(value)) ?? false;
	}

	/** How many values a workflow has on record with scope `workflow`. */
	size(workflowId: string): number {
		return this.rows.get(`${workflowId}|`)?.data.length ?? 0;
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		return await this.inTurn(async () => await this.record(items, scope, contextData, options));
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		await this.inTurn(async () => await this.remove(items, scope, contextData, options));
	}

	private async inTurn<T>(call: () => Promise<T>): Promise<T> {
		if (!this.isOneByOne) return await call();
		const turn = this.lastCall.then(call, call);
		this.lastCall = turn;
		return await turn;
	}

	private async record(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const key = await this.begin('checkProcessedAndRecord', items, scope, contextData);
		const row = await this.read(key);
		if (row && row.mode !== options.mode) {
			throw new Error(
				'Deduplication data was originally saved with an incompatible setting of the ‘Keep Items Where’ parameter. Try ’Clean Database’ operation to reset.',
			);
		}
		if (options.mode !== 'entries') throw new Error(`Mode ${options.mode} has no store here`);
		const hashes = items.map(hash);
		const known = new Set(row?.data);
		const output: IDeduplicationOutput = { new: [], processed: [] };
		items.forEach((item, index) => {
			(known.has(hashes[index] ?? '') ? output.processed : output.new).push(item);
		});
		// As in n8n, a value given twice in one call is judged and recorded twice.
		const data = [...(row?.data ?? []), ...hashes.filter((value) => !known.has(value))];
		if (options.maxEntries) data.splice(0, data.length - options.maxEntries);
		await this.beforeWrite?.('checkProcessedAndRecord', items);
		await turn();
		if (row === undefined && this.rows.has(key)) {
			throw new Error(
				'SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data.workflowId, processed_data.context',
			);
		}
		this.rows.set(key, { mode: options.mode, data });
		return output;
	}

	private async remove(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		if (options.mode !== 'entries') {
			throw new Error('Removing processed data is not possible in mode "latest"');
		}
		const key = await this.begin('removeProcessed', items, scope, contextData);
		const row = await this.read(key);
		if (row === undefined) return;
		for (const item of items) {
			const index = row.data.indexOf(hash(item));
			if (index !== -1) row.data.splice(index, 1);
		}
		await this.beforeWrite?.('removeProcessed', items);
		await turn();
		if (this.rows.has(key)) this.rows.set(key, row);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		this.rows.delete(await this.begin('clearAllProcessedItems', [], scope, contextData));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<number> {
		const row = await this.read(rowKey(scope, contextData));
		return options.mode === 'entries' ? (row?.data.length ?? 0) : 0;
	}

	private async begin(
		call: StoreCall,
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<string> {
		this.calls.push({ call, items: [...items] });
		await turn();
		const failure = this.failures.shift();
		if (failure) throw failure;
		const key = rowKey(scope, contextData);
		assert.ok(contextData.workflow.id);
		return key;
	}

	private async read(key: string): Promise<Row | undefined> {
		const row = structuredClone(this.rows.get(key));
		await turn();
		return row;
	}
}

function rowKey(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	if (scope === 'workflow') return `${workflow.id}|`;
	if (!node)
		throw new Error("No node information has been provided and so cannot use scope 'node'");
	return `${workflow.id}|n:${node.id}`;
}

/** n8n-core knows one store per process; this one asks the store that the workflow was bound to. */
const stores = new WeakMap<ICheckProcessedContextData['workflow'], DeduplicationStore>();

function storeOf({ workflow }: ICheckProcessedContextData): DeduplicationStore {
	const store = stores.get(workflow);
	if (store === undefined) throw new Error('This workflow was not started by createN8n');
	return store;
}

let initialised: Promise<void> | undefined;

/** Makes `this.helpers.checkProcessedAndRecord` of this workflow's nodes use `store`. */
export async function bindStore(
	workflow: ICheckProcessedContextData['workflow'],
	store: DeduplicationStore,
): Promise<void> {
	stores.set(workflow, store);
	initialised ??= DataDeduplicationService.init({
		checkProcessedAndRecord: async (items, scope, context, options) =>
			await storeOf(context).checkProcessedAndRecord(items, scope, context, options),
		removeProcessed: async (items, scope, context, options) =>
			await storeOf(context).removeProcessed(items, scope, context, options),
		clearAllProcessedItems: async (scope, context) =>
			await storeOf(context).clearAllProcessedItems(scope, context),
		getProcessedDataCount: async (scope, context, options) =>
			await storeOf(context).getProcessedDataCount(scope, context, options),
	});
	await initialised;
}
