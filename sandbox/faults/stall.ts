import { statusOf, textOf, type FaultKind } from './delivery';

/** Headers and half a body, and then nothing until the client leaves. */
export const stall: FaultKind = {
	explain: () => 'start the answer and never finish it',
	deliver: (rule, answer) => ({
		status: statusOf(rule, answer),
		headers: { 'content-type': 'application/json; charset=utf-8', ...rule.headers },
		text: textOf(answer),
		ending: 'stall',
	}),
};
