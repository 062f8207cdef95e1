import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseConcurrency } from '../../engine/request/parseRequest';
import type { ClaimEntry } from '../../engine/claims';
import { type Result, refusal, refused, type Failure } from '../../engine/result/result';
import type { Waits } from '../../engine/waits';
import { labels } from '../../labels';
import { nobody, toFailureItem, type Asked, type FailureItem } from '../items/items';
import { executionHints } from './executionHints';
import { getInvoices, getRefunds } from './getMany';
import { getRefund } from './getRefund';
import type { Job, Operation } from './operation';
import { checkRefund, getInvoice, refund } from './operations';
import { inQueues, type Piece } from './pool';
import type { Provider } from './provider';
import { readFirstOptions } from './readParameters';
import { openSessions } from './session';
import { stopError } from './stopError';

/** What an item came to. */
type Done =
	| { readonly ok: true; readonly list: readonly IDataObject[] }
	| { readonly ok: false; readonly item: FailureItem };

/** By resource and operation: "get" is another thing for each. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
	['invoice checkRefund', checkRefund],
	['invoice get', getInvoice],
	['invoice getAll', getInvoices],
	['invoice refund', refund],
	['refund get', getRefund],
	['refund getAll', getRefunds],
]);

/** Not on the screen; a workflow that was written by hand may still say so. */
const noOperation: Operation = {
	prepare: () => ({
		ok: false,
		refusal: refusal(
			'invalidParameter',
			`'${labels.resource}' and '${labels.operation}' name nothing that this node does.`,
		),
		asked: nobody,
	}),
};

/**
 * Runs one operation over all items: checks every item before anything is sent, works on different invoices side by
 * side and on one invoice in order, and turns what comes out into items or, with Stop Workflow, one error.
 */
export async function run(
	this: IExecuteFunctions,
	provider: Provider,
	waits: Waits,
): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const { profile } = provider.adapter;
	const done: Array<Done | undefined> = new Array(items.length);
	const goOn = this.continueOnFail();

	const chosen = ['resource', 'operation'].map((name) => this.getNodeParameter(name, 0, ''));
	const operation = OPERATIONS.get(chosen.join(' ')) ?? noOperation;
	const width = widthOf(this);
	const sessions = openSessions(this, provider, waits);
	const { shared } = sessions;
	const fail = (index: number, failure: Failure, asked: Asked = nobody) => {
		done[index] = { ok: false, item: toFailureItem(failure, asked, profile, index) };
		if (!goOn) shared.stop();
	};
	const jobs = new Map<string, Job[]>();
	const queues = new Map<string, Piece[]>();
	for (const index of items.keys()) {
		const opened = await sessions.of(index);
		if (!opened.ok || !width.ok) {
			const first = [opened, width].find((step) => !step.ok);
			fail(index, refused(first && !first.ok ? first.refusal : notStarted));
			continue;
		}
		const prepared = operation.prepare(this, index, opened.session);
		if (!prepared.ok) {
			fail(index, refused(prepared.refusal), prepared.asked);
			continue;
		}
		const { job } = prepared;
		const piece: Piece = {
			step: async () => {
				const result = await job.work();
				if ('wait' in result) return { isDone: false, wait: result.wait };
				if ('failure' in result) fail(index, result.failure, job.asked);
				else if (!('notBegun' in result))
					done[index] = { ok: true, list: 'list' in result ? result.list : [result.json] };
				return { isDone: true };
			},
		};
		queues.set(job.queue, [...(queues.get(job.queue) ?? []), piece]);
		jobs.set(job.queue, [...(jobs.get(job.queue) ?? []), job]);
	}

	// With Stop Workflow nothing is claimed for a run that has already ended.
	if (shared.maySend()) shared.claims.expect(claimsOf(jobs));
	try {
		await inQueues([...queues.values()], width.ok ? width.value : 1, shared.maySend);
	} finally {
		await shared.claims.close();
	}

	if (!goOn) throwFirst(this, done);
	const toErrorOutput = this.getNode().onError === 'continueErrorOutput';
	const output = items.flatMap((_, index) => itemsOf(done[index], index, toErrorOutput));
	// Left out by an older n8n: no hint is worth a run that has refunded something.
	if (operation === refund && typeof this.addExecutionHints === 'function') {
		const jsons = output.map(({ json }) => json);
		this.addExecutionHints(...executionHints(jsons, profile));
	}
	return [output];
}

/** In the order they come; of an invoice that has several items none, for they are claimed one after another. */
function claimsOf(queues: ReadonlyMap<string, readonly Job[]>): ClaimEntry[] {
	const single = [...queues.values()].filter((jobs) => jobs.length === 1);
	const claims = single.flatMap(([job]) => (job?.claims ? [job.claims] : []));
	return claims.length > 1 ? claims : [];
}

const notStarted = refusal('invalidParameter', 'The run could not be started.');

/** How many invoices at once. */
function widthOf(context: IExecuteFunctions): Result<number> {
	const options = readFirstOptions(context);
	return options.ok ? parseConcurrency(options.value) : options;
}

/** The lowest unknown item speaks for the run, else the lowest failed one; every unknown item is named. */
function throwFirst(context: IExecuteFunctions, done: ReadonlyArray<Done | undefined>): void {
	const failures = done.flatMap((result, index) =>
		result?.ok === false ? [{ index, item: result.item }] : [],
	);
	const unknown = failures.filter(({ item }) => item.details.outcome === 'unknown');
	const first = unknown[0] ?? failures[0];
	if (first === undefined) return;
	const made = done.filter((result) => result?.ok && result.list.some((json) => 'outcome' in json));
	throw stopError(context.getNode(), first, unknown, made.length);
}

/** Nothing for an item that a cancelled run never began, and as n8n does it nothing for an empty list. */
function itemsOf(
	result: Done | undefined,
	index: number,
	toErrorOutput: boolean,
): INodeExecutionData[] {
	if (result === undefined) return [];
	if (result.ok) return result.list.map((json) => ({ json, pairedItem: { item: index } }));
	const item = { json: result.item, pairedItem: { item: index } };
	return [toErrorOutput ? forErrorOutput(item, result.item.error) : item];
}

/**
 * n8n 1.x, and 2.x at least up to 2.31, moves an item to the error output only if it has an `error` beside its json,
 * and later replaces the json of an item that still has one. This one is found by the first and not copied to the
 * second, so that the same item comes out of every n8n.
 */
function forErrorOutput(item: INodeExecutionData, message: string): INodeExecutionData {
	return Object.defineProperty(item, 'error', { value: { message }, enumerable: false });
}
