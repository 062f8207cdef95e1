import type { Call, FaultRule, ProviderId } from '../types';
import type { Answer } from '../wire/answer';

/** How an answer leaves the sandbox: as text, with a proper or an improper ending. */
export interface Delivery {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	/**
	 * `end`: as HTTP wants it. `drop`: the socket is destroyed, nothing is sent. `stall`: headers and
	 * the first half, then silence. `cut`: the first half of a promised length, then destroyed.
	 */
	readonly ending: 'end' | 'drop' | 'stall' | 'cut';
}

/** What a fault kind may look at besides the rule and the answer. */
export interface FaultSurroundings {
	readonly provider: ProviderId;
	readonly call: Call;
	/** Where a redirect leads: another route of the sandbox, which records who follows. */
	readonly elsewhere: string;
	readonly errorBody: (status: number, message: string) => unknown;
}

/** One kind of fault. */
export interface FaultKind {
	/** What it does, as words that fit before "after the refund is booked". */
	readonly explain: (rule: FaultRule) => string;
	/** How long it holds the request up; the request then goes on as if nothing had been. */
	readonly holdMs?: (rule: FaultRule) => number;
	/** True if it changes a real answer, so that the request has to be carried out first. */
	readonly needsAnswer?: boolean;
	/** `answer` is null before the commit: nothing was carried out. */
	readonly deliver: (
		rule: FaultRule,
		answer: Answer | null,
		surroundings: FaultSurroundings,
	) => Delivery;
}

/** The answer as it is. */
export function plainly(answer: Answer): Delivery {
	return {
		status: answer.status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers },
		text: answer.body === undefined ? '' : JSON.stringify(answer.body),
		ending: 'end',
	};
}

/** The status a body fault answers with: the rule's, else the real one, else 200. */
export function statusOf(rule: FaultRule, answer: Answer | null): number {
	return rule.status ?? answer?.status ?? 200;
}

/** The real answer as text, or something that looks like the start of one. */
export function textOf(answer: Answer | null): string {
	return answer === null ? '{"id": "0000", "status": "ok"}' : plainly(answer).text;
}
