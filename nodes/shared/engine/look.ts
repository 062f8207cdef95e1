import type { Desk } from './desk';
import type { Case, Known } from './judge';
import { priceOf, type Price } from './price';
import { invoiceName, type MemoryEntry } from './recall';
import type { RefundRequest } from './request';
import type { Refusal } from './result';
import type { Snapshot } from './snapshot';

/** The invoice as it is, and what the request comes to on it. */
export interface Looked {
	readonly snapshot: Snapshot;
	readonly price: Price;
}

export type Look =
	({ readonly ok: true } & Looked) | { readonly ok: false; readonly refusal: Refusal };

/** Reads the invoice and prices the request. Every failure here means that nothing was sent. */
export async function look(request: RefundRequest, desk: Desk): Promise<Look> {
	const read = await desk.books.readSnapshot(request.target, request.key);
	if (!read.ok) return read;
	const snapshot = read.value;
	const priced = priceOf(request, snapshot, desk.adapter.facts);
	return priced.ok ? { ok: true, snapshot, price: priced.price } : priced;
}

/** Asks the memory beside the workflow, and claims the key when it is new. */
export async function recall(
	request: RefundRequest,
	{ snapshot, price }: Looked,
	desk: Desk,
): Promise<Known> {
	if (desk.memory === null) return { kind: 'notAsked' };
	const shown = snapshot.refunds.kind === 'listed' ? snapshot.refunds.refunds : [];
	const refundIds = shown.flatMap(({ refundId }) => (refundId === null ? [] : [refundId]));
	try {
		const entry = entryOf(request, desk, refundIds);
		// Where an amount is not sure, what was confirmed of it when it was made is.
		const unsure = shown.flatMap(({ otherAmounts }) => otherAmounts ?? []);
		const amounts = price.amountMinor === null ? unsure : [price.amountMinor, ...unsure];
		return { kind: 'recalled', recall: await desk.memory.claim(entry, amounts) };
	} catch {
		return { kind: 'unavailable' };
	}
}

/** The request as the memory knows it. */
export function entryOf(
	request: RefundRequest,
	desk: Desk,
	refundIds: readonly string[] = [],
): MemoryEntry {
	const invoice = invoiceName(desk.adapter.facts.provider, request.environment, request.target);
	return { key: request.key, invoice, refundIds };
}

/** Everything the judgement needs, with the clock and the run's total read now. */
export function caseOf(
	request: RefundRequest,
	{ snapshot, price }: Looked,
	known: Known,
	desk: Desk,
): Case {
	return {
		request,
		snapshot,
		price,
		known,
		runTotalMinor: desk.total.of(snapshot.currency),
		now: new Date(desk.clock.now()).toISOString(),
	};
}
