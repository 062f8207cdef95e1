/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import axios from 'axios';
import type { Dispute } from './workflow';

/** Longer than two tries of the node that each wait for somebody else's open attempt. */
const ANSWER_TIMEOUT_MS = 240_000;

/** What an execution said about its refund. */
export interface Said {
	readonly outcome: string;
	readonly code: string | null;
	readonly amountMinor: number | null;
}

/** Delivers one dispute to n8n and waits for what the workflow says; null when its answer is lost. */
export async function deliver(
	url: string,
	dispute: Dispute,
	signal: AbortSignal,
): Promise<Said | null> {
	return await axios
		.post<unknown>(url, dispute, {
			...{ validateStatus: () => true, proxy: false, timeout: ANSWER_TIMEOUT_MS, signal },
		})
		.then(
			({ data }) => saidIn(data),
			() => null,
		);
}

/** The word in an item of the refund node; null if there is none. */
export function saidIn(json: unknown): Said | null {
	const outer = fieldsOf(json);
	const told = 'details' in outer ? fieldsOf(outer.details) : outer;
	if (typeof told.outcome !== 'string') return null;
	return {
		outcome: told.outcome,
		code: typeof told.code === 'string' ? told.code : null,
		amountMinor: typeof told.amountMinor === 'number' ? told.amountMinor : null,
	};
}

/** An object's fields; none for anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

/**
 * Runs the work for each of them, so many at a time; a slot that takes longer than that is given to the next. Resolves
 * when all have begun; `ended` resolves when all have ended.
 */
export async function inSlots<T>(
	all: readonly T[],
	slots: number,
	patienceMs: number,
	work: (one: T) => Promise<void>,
): Promise<{ readonly ended: Promise<unknown> }> {
	const left = [...all];
	const started: Array<Promise<void>> = [];
	const serve = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) {
			const working = work(one);
			started.push(working);
			await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
		}
	};
	await Promise.all(Array.from({ length: slots }, serve));
	return { ended: Promise.all(started) };
}
