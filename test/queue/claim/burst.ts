import type { Sandbox } from '../../../sandbox/types';
import { paidInvoice } from '../../chaos/provider';
import { countBy } from '../books';
import { inSlots } from '../deliver';
import { askedFor, deliver } from './deliver';

/** What came of many disputes that were each delivered several times in the same instant. */
export interface Burst {
	readonly disputes: number;
	readonly deliveries: number;
	/** Refunds beyond the first, over all disputes. */
	readonly doubles: number;
	/** Disputes without a refund. */
	readonly without: number;
	/** How often each word was said. */
	readonly words: Readonly<Record<string, number>>;
	/** What was said and is not so, in words for a person. */
	readonly untrue: readonly string[];
	/** The same once more, one delivery each: what was said, and refunds that came of it. */
	readonly again: { readonly words: Readonly<Record<string, number>>; readonly refunds: number };
	readonly seconds: number;
}

export interface BurstOptions {
	readonly sandbox: Sandbox;
	readonly url: string;
	readonly disputes: number;
	readonly deliveries: number;
	/** Disputes under way at a time. */
	readonly slots: number;
}

const PATIENCE_MS = 300_000;

/** Delivers each dispute several times at once and compares what was said with the books. */
export async function burst(options: BurstOptions): Promise<Burst> {
	const { sandbox, url, disputes, deliveries, slots } = options;
	const began = Date.now();
	const said = new Map<string, readonly string[]>();
	const numbers = Array.from({ length: disputes }, (_, number) => number);
	await inSlots(numbers, slots, PATIENCE_MS, async (number) => {
		const invoiceId = sandbox.addInvoice('revolv3', paidInvoice('revolv3', number, false));
		const asked = askedFor(invoiceId);
		const times = Array.from({ length: deliveries }, async () => await deliver(url, asked));
		said.set(invoiceId, await Promise.all(times));
	});
	const seconds = (Date.now() - began) / 1000;
	const counts = [...said.keys()].map((id) => refundsOf(sandbox, id));
	const before = sum(counts);
	const secondWords: string[] = [];
	await inSlots([...said.keys()], slots * 2, PATIENCE_MS, async (invoiceId) => {
		secondWords.push(await deliver(url, askedFor(invoiceId)));
	});
	const after = sum([...said.keys()].map((id) => refundsOf(sandbox, id)));
	return {
		...{ disputes, deliveries, seconds },
		doubles: sum(counts.map((count) => Math.max(0, count - 1))),
		without: counts.filter((count) => count === 0).length,
		words: tally([...said.values()].flat()),
		untrue: [...said].flatMap(([id, words]) => untrueOf(id, words, refundsOf(sandbox, id))),
		again: { words: tally(secondWords), refunds: after - before },
	};
}

/** Refunds of exactly the amount asked for; anything else in the books counts as two, so that it shows. */
export function refundsOf(sandbox: Sandbox, invoiceId: string): number {
	const booked = sandbox.refunds('revolv3', invoiceId).filter(({ counts }) => counts);
	return sum(booked.map(({ amountMinor }) => (amountMinor === 1_000 ? 1 : 2)));
}

/** Which of the words said about one dispute the books contradict. */
export function untrueOf(invoiceId: string, words: readonly string[], refunds: number): string[] {
	const told = words.filter((word) => word === 'refunded').length;
	const good = words.filter((word) => /^(refunded|alreadyRefunded)$/.test(word)).length;
	const found: string[] = [];
	if (good > 0 && refunds === 0) found.push(`${invoiceId}: refunded, and nothing is in the books`);
	if (told > refunds) found.push(`${invoiceId}: 'refunded' ${told} times, ${refunds} in the books`);
	return found;
}

/** How often each of them is there, the most frequent first. */
export function tally(words: readonly string[]): Record<string, number> {
	return Object.fromEntries(countBy(words));
}

export const sum = (numbers: readonly number[]): number =>
	numbers.reduce((total, number) => total + number, 0);
