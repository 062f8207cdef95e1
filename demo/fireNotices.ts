/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import type { Sandbox } from '../sandbox/types';
import type { DemoNotice } from './disputes';

const ANSWER_TIMEOUT_MS = 120_000;

/** One notice, what the workflow said about it, and what the provider's books say. */
export interface Delivery {
	readonly demo: DemoNotice;
	/** The workflow's word; for an answer that is none, what came instead. */
	readonly outcome: string;
	/** The amount that the workflow named, null where it named none. */
	readonly answeredMinor: number | null;
	/** What is new in the books, in minor units, by the sandbox's ledger. */
	readonly bookedMinor: number;
	/** Refund requests that reached the provider. */
	readonly writes: number;
	/** What is not as it has to be; empty if all is well. */
	readonly objections: readonly string[];
}

function bookedTotal(sandbox: Sandbox, { notice }: DemoNotice): number {
	return sandbox
		.refunds(notice.provider, notice.invoiceId)
		.filter((refund) => refund.counts)
		.reduce((total, refund) => total + refund.amountMinor, 0);
}

function fieldOf(answer: unknown, name: string): unknown {
	return typeof answer === 'object' && answer !== null
		? (answer as Record<string, unknown>)[name]
		: undefined;
}

/** Compares what was expected, what the workflow said and what the books say. */
function objectionsTo(demo: DemoNotice, delivery: Omit<Delivery, 'objections'>): string[] {
	const objections: string[] = [];
	if (delivery.outcome !== demo.outcome) objections.push(`expected ${demo.outcome}`);
	if (delivery.bookedMinor !== demo.bookedMinor) {
		objections.push(`${demo.bookedMinor} expected in the books, ${delivery.bookedMinor} found`);
	}
	const { outcome, answeredMinor, bookedMinor } = delivery;
	if (outcome === 'refunded' && answeredMinor !== bookedMinor) {
		objections.push(`workflow says ${String(answeredMinor)}, the books ${bookedMinor}`);
	}
	if (['nothingToSend', 'reverseByHand', 'refused'].includes(outcome) && delivery.writes > 0) {
		objections.push('something was sent');
	}
	return objections;
}

/** Delivers one notice to the workflow's webhook and looks into the books before and after. */
export async function fireNotice(
	demo: DemoNotice,
	webhookUrl: string,
	sandbox: Sandbox,
	signal: AbortSignal,
): Promise<Delivery> {
	demo.prepare?.(sandbox);
	const { provider } = demo.notice;
	const bookedBefore = bookedTotal(sandbox, demo);
	const writesBefore = sandbox.writes(provider).length;
	const answer = await axios.post<unknown>(webhookUrl, demo.notice, {
		signal,
		timeout: ANSWER_TIMEOUT_MS,
		validateStatus: () => true,
		proxy: false,
	});
	sandbox.clearFaults();

	const outcome = fieldOf(answer.data, 'outcome');
	const amountMinor = fieldOf(answer.data, 'amountMinor');
	const delivery = {
		demo,
		outcome: typeof outcome === 'string' ? outcome : `HTTP ${answer.status}`,
		answeredMinor: typeof amountMinor === 'number' ? amountMinor : null,
		bookedMinor: bookedTotal(sandbox, demo) - bookedBefore,
		writes: sandbox.writes(provider).length - writesBefore,
	};
	const objections = objectionsTo(demo, delivery);
	if (typeof outcome !== 'string') {
		objections.push(`no outcome in the answer: ${JSON.stringify(answer.data).slice(0, 300)}`);
	}
	return { ...delivery, objections };
}
