/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parse } from 'flatted';
import type { ProviderId, Sandbox } from '../../sandbox/types';
import { paidInvoice } from '../chaos/provider';
import { countBy } from './books';
import { deliver, fieldsOf, inSlots, saidIn, type Said } from './deliver';
import type { QueueStage } from './stage';
import type { Dispute } from './workflow';

/** Pairs of deliveries that are under way at a time; a slow one gives its place to the next after a while. */
const PAIRS_AT_A_TIME = 8;
const PATIENCE_MS = 8_000;

/** One dispute of the run: an invoice of its own, an amount of its own. */
export interface Case {
	readonly number: number;
	readonly invoiceId: string;
	readonly amountMinor: number;
}

/** One delivery of it and what came back. */
export interface Delivery {
	readonly case: Case;
	readonly id: string;
	/** Null: no word, neither in the webhook's answer nor among n8n's executions. */
	readonly said: Said | null;
	/** The webhook's answer was lost, so that the word, if there is one, is from n8n's own record of the execution. */
	readonly answerLost: boolean;
}

/** Paid invoices that are about to be disputed. */
export function makeCases(sandbox: Sandbox, provider: ProviderId, count: number): Case[] {
	return Array.from({ length: count }, (_, number) => ({
		number,
		invoiceId: sandbox.addInvoice(provider, paidInvoice(provider, number, false)),
		amountMinor: 1_000 + number,
	}));
}

/** What a day of deliveries needs. */
export interface Day {
	readonly name: string;
	readonly stage: QueueStage;
	readonly workflowId: string;
	readonly url: string;
	readonly cases: readonly Case[];
	/** How often each dispute is delivered, all at the same moment. */
	readonly times: number;
	/** Resolves as soon as the next dispute may be delivered. */
	readonly ready: () => Promise<void>;
	readonly signal: AbortSignal;
}

/** Delivers every dispute so many times; `ended` resolves once each execution has ended, however it did. */
export async function deliverAll(
	day: Day,
): Promise<{ readonly ended: Promise<readonly Delivery[]> }> {
	const { name, url, cases, times, signal } = day;
	const deliveries: Delivery[] = [];
	const { ended } = await inSlots(cases, PAIRS_AT_A_TIME, PATIENCE_MS, async (one) => {
		await day.ready();
		if (signal.aborted) return;
		const copies = Array.from({ length: times }, (_, copy) => `${name}-${one.number}-${copy}.`);
		await Promise.all(
			copies.map(async (id) => {
				const dispute: Dispute = {
					invoiceId: one.invoiceId,
					amount: (one.amountMinor / 100).toFixed(2),
					reference: `payment-${one.number}`,
					delivery: id,
				};
				const said = await deliver(url, dispute, signal);
				deliveries.push({ case: one, id, said, answerLost: said === null });
			}),
		);
	});
	const withWords = async () => {
		await ended;
		return await Promise.all(
			deliveries.map(async (one) =>
				one.answerLost ? { ...one, said: await wordOnRecord(one.id, day) } : one,
			),
		);
	};
	return { ended: withWords() };
}

/** How many executions of a workflow ended in which way; one that failed with n8n's words for it. */
export async function countExecutions(
	{ postgres }: QueueStage,
	workflowId: string,
): Promise<ReadonlyMap<string, number>> {
	const rows = await postgres.query(
		`select e.status, case when e.status <> 'success' then d.data end as data from execution_entity e left join execution_data d on d."executionId" = e.id where e."workflowId" = '${workflowId}'`,
		postgres.n8n,
	);
	return countBy(
		rows.map(fieldsOf).map(({ status, data }) => {
			const { message } = fieldsOf(fieldsOf(resultIn(data)).error);
			return typeof message === 'string' ? `${String(status)} (${message})` : String(status);
		}),
	);
}

/** What came of an execution, in n8n's own record of it. */
function resultIn(data: unknown): unknown {
	return typeof data === 'string' ? fieldsOf(parse(data)).resultData : null;
}

/** The word in n8n's record of the execution that took this delivery; of one that failed it keeps no words. */
async function wordOnRecord(
	id: string,
	{ stage: { postgres }, workflowId }: Day,
): Promise<Said | null> {
	const rows = await postgres.query(
		`select d.data from execution_entity e join execution_data d on d."executionId" = e.id where e."workflowId" = '${workflowId}' and d.data like '%"${id}"%'`,
		postgres.n8n,
	);
	const { runData } = fieldsOf(resultIn(fieldsOf(rows[0]).data));
	const runs = fieldsOf(runData)['Refund'];
	const last: unknown = Array.isArray(runs) ? runs.at(-1) : undefined;
	const { main } = fieldsOf(fieldsOf(last).data);
	const first: unknown = Array.isArray(main) && Array.isArray(main[0]) ? main[0][0] : undefined;
	return saidIn(fieldsOf(first).json);
}
