/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Sandbox } from '../../sandbox/types';
import { paidInvoice } from '../chaos/provider';
import { deliver, inSlots, type Said } from './deliver';
import type { Door } from './door';
import type { Dispute } from './workflow';

/** A pair of deliveries of one dispute at Revolv3. */
export interface Meeting {
	/** How much later the second was delivered. */
	readonly offsetMs: number;
	/** How far apart the two executions first asked Revolv3 about the invoice; null if only one did. */
	readonly apartMs: number | null;
	readonly refunds: number;
	readonly said: ReadonlyArray<Said | null>;
}

/** What the measurement needs. */
export interface WindowOptions {
	readonly sandbox: Sandbox;
	readonly door: Door;
	/** The webhooks of workflows of their own, so that each pair has its row of n8n's store to itself. */
	readonly urls: readonly string[];
	readonly offsetsMs: readonly number[];
	/** Pairs per offset. */
	readonly pairs: number;
	readonly signal: AbortSignal;
	readonly report: (line: string) => void;
}

/** Longer than a worker that meets an open attempt waits until it looks again. */
const PATIENCE_MS = 300_000;

/** Delivers disputes twice, a little apart, and looks how often that is refunded twice. */
export async function measureWindow(options: WindowOptions): Promise<readonly Meeting[]> {
	const { sandbox, door, urls, offsetsMs, pairs, signal, report } = options;
	const reads = new Map<string, number[]>();
	door.watch = (moment, { purpose, words, at }) => {
		if (moment !== 'arrived' || purpose !== 'read') return true;
		for (const word of words) reads.get(word)?.push(at);
		return true;
	};
	const free = [...urls];
	const meetings: Meeting[] = [];
	for (const offsetMs of offsetsMs) {
		const before = meetings.length;
		const numbers = Array.from({ length: pairs }, (_, number) => number);
		const { ended } = await inSlots(numbers, urls.length, PATIENCE_MS, async (number) => {
			const url = free.shift();
			if (url === undefined || signal.aborted) return;
			const invoiceId = sandbox.addInvoice('revolv3', paidInvoice('revolv3', number, false));
			const times: number[] = [];
			reads.set(invoiceId, times);
			const dispute = { invoiceId, amount: '10.00', reference: `payment-${invoiceId}` };
			const twice: readonly Dispute[] = [
				{ ...dispute, delivery: 'first' },
				{ ...dispute, delivery: 'second' },
			];
			const said = await Promise.all(
				twice.map(async (one, place) => {
					if (place === 1) await new Promise((resolve) => setTimeout(resolve, offsetMs));
					return await deliver(url, one, signal);
				}),
			);
			free.push(url);
			meetings.push({
				offsetMs,
				apartMs: apart(times),
				refunds: sandbox.refunds('revolv3', invoiceId).length,
				said,
			});
		});
		await ended;
		const doubles = meetings.slice(before).filter(({ refunds }) => refunds > 1).length;
		report(`${offsetMs} ms apart: ${doubles} doubles in ${pairs} pairs`);
	}
	return meetings;
}

/** Each execution's first read; a second look comes later than the other one's first. */
function apart(times: readonly number[]): number | null {
	const [first, second] = times;
	return first === undefined || second === undefined ? null : second - first;
}
