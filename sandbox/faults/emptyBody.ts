import { statusOf, type FaultKind } from './delivery';

/** The right status and no body at all. */
export const emptyBody: FaultKind = {
	explain: () => 'answer with an empty body',
	deliver: (rule, answer) => ({
		status: statusOf(rule, answer),
		headers: { 'content-type': 'application/json; charset=utf-8', ...rule.headers },
		text: '',
		ending: 'end',
	}),
};
