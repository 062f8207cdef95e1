import { statusOf, textOf, type FaultKind } from './delivery';

/** A body shorter than its announced length, and then the connection breaks. */
export const cut: FaultKind = {
	explain: () => 'cut the answer in half',
	deliver: (rule, answer) => ({
		status: statusOf(rule, answer),
		headers: { 'content-type': 'application/json; charset=utf-8', ...rule.headers },
		text: textOf(answer),
		ending: 'cut',
	}),
};
