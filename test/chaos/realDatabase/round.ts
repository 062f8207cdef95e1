/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import fc, { type Arbitrary } from 'fast-check';
import type { FaultRule, ProviderId, Sandbox } from '../../../sandbox/types';
import { saidIn, type Said } from '../../queue/deliver';
import { paidInvoice, PROVIDERS } from '../provider';
import { amountOf, itemOf, type Wish } from '../wish';
import { pathOf } from './workflow';

/** Some deliveries of some notices at the same time, and what the provider does meanwhile. */
export interface Round {
	readonly provider: ProviderId;
	readonly notices: ReadonlyArray<readonly Wish[]>;
	/** Which notice each delivery carries; the same one twice is a double delivery. */
	readonly deliveries: readonly number[];
	readonly fault: Pick<FaultRule, 'kind' | 'moment' | 'status'> | null;
}

export interface Figures {
	executions: number;
	refunds: number;
	readonly words: Map<string, number>;
	readonly broken: string[];
}

/** One amount per reference, so that the books alone say whose a refund is. */
const wish: Arbitrary<Wish> = fc.record({
	account: fc.constant(0),
	invoice: fc.nat({ max: 1 }),
	reference: fc.constantFrom('A', 'B', 'C'),
	type: fc.constant('amount' as const),
	variant: fc.constant(0),
});

const ANY = ['drop', 'cut', 'html', 'brokenJson', 'emptyBody', 'redirect', 'status'] as const;
type Fault = NonNullable<Round['fault']>;

/**
 * Time is real here, so without faults that leave an attempt open: each further delivery would wait a minute for it.
 * At Duro an answered error is settled by the same key, at Revolv3 a booked refund by its list.
 */
function faultAt(provider: ProviderId): Arbitrary<Fault | null> {
	const kinds = provider === 'duro' ? (['status'] as const) : ANY;
	const moments =
		provider === 'revolv3'
			? (['afterCommit'] as const)
			: (['beforeCommit', 'afterCommit'] as const);
	const statuses = provider === 'duro' ? [500, 503] : [409, 500, 503];
	return fc.option(
		fc.record({
			kind: fc.constantFrom(...kinds),
			moment: fc.constantFrom(...moments),
			status: fc.constantFrom(...statuses),
		}),
	);
}

export const rounds: Arbitrary<Round> = fc.constantFrom(...PROVIDERS).chain((provider) =>
	fc.record({
		provider: fc.constant(provider),
		notices: fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), {
			minLength: 1,
			maxLength: 2,
		}),
		deliveries: fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 4 }),
		fault: faultAt(provider),
	}),
);

/** Delivers all at once, waits for all answers, and compares every word with the books. */
export async function playRound(
	round: Round,
	n8nUrl: string,
	sandbox: Sandbox,
	figures: Figures,
): Promise<void> {
	const { provider, notices, deliveries, fault: rule } = round;
	const invoiceIds = [0, 1].map((number) =>
		sandbox.addInvoice(provider, paidInvoice(provider, figures.executions * 10 + number, false)),
	);
	sandbox.clearFaults();
	if (rule) sandbox.fault({ provider, call: 'refund', ...rule });
	const answers = await Promise.all(
		deliveries.map(async (place) => {
			const wishes = notices[place % notices.length] ?? [];
			const said = await deliver(wishes, provider, n8nUrl, invoiceIds);
			return { wishes, said };
		}),
	);
	figures.executions += answers.length;
	figures.refunds += invoiceIds.flatMap((id) => sandbox.refunds(provider, id)).length;
	const story = JSON.stringify(round);
	figures.broken.push(
		...doubles(provider, invoiceIds, sandbox).map((words) => `${words}\n${story}`),
	);
	for (const { wishes, said } of answers) {
		for (const { code, outcome } of said) {
			const word = code ?? outcome;
			figures.words.set(word, (figures.words.get(word) ?? 0) + 1);
		}
		figures.broken.push(
			...lies(wishes, said, provider, invoiceIds, sandbox).map((words) => `${words}\n${story}`),
		);
	}
}

const NO_WORD: Said = { outcome: 'none', code: null, amountMinor: null };

/** Fires one notice and reads what the workflow says of each item, in order. */
export async function deliver(
	wishes: readonly Wish[],
	provider: ProviderId,
	n8nUrl: string,
	invoiceIds: readonly string[],
): Promise<readonly Said[]> {
	const items = wishes.map((one) => itemOf(one, invoiceIds[one.invoice] ?? ''));
	const { data } = await axios.post<unknown>(
		`${n8nUrl}/webhook/${pathOf(provider)}`,
		{ items },
		{ validateStatus: () => true, proxy: false, timeout: 180_000 },
	);
	return Array.isArray(data) ? data.map((json) => saidIn(json) ?? NO_WORD) : [];
}

/** An amount belongs to one reference of one invoice, so twice the same amount is twice the same refund. */
export function doubles(
	provider: ProviderId,
	invoiceIds: readonly string[],
	sandbox: Sandbox,
): string[] {
	return invoiceIds.flatMap((id) => {
		const amounts = sandbox.refunds(provider, id).map(({ amountMinor }) => amountMinor);
		const twice = amounts.filter((amount, place) => amounts.indexOf(amount) !== place);
		return twice.map((amount) => `double: ${amount} of invoice ${id} at ${provider}`);
	});
}

function lies(
	wishes: readonly Wish[],
	said: readonly Said[],
	provider: ProviderId,
	invoiceIds: readonly string[],
	sandbox: Sandbox,
): string[] {
	if (said.length !== wishes.length) return [`lost: ${said.length} of ${wishes.length} items`];
	return wishes.flatMap((one, index) => {
		const word = said[index];
		if (word === undefined) return [];
		const wanted = amountOf(one);
		const isThere = sandbox
			.refunds(provider, invoiceIds[one.invoice])
			.some(({ amountMinor }) => amountMinor === wanted);
		const claims = word.outcome === 'refunded' || word.outcome === 'alreadyRefunded';
		const text = `${word.outcome} ${word.code ?? ''} of ${String(wanted)} at ${provider}`;
		if (word.outcome === 'none') return [`lost: ${text}`];
		if (claims && (!isThere || word.amountMinor !== wanted)) return [`lie: ${text}`];
		return word.outcome === 'refused' && isThere ? [`lie: ${text}`] : [];
	});
}
