import { statusOf, type FaultKind } from './delivery';

/** A gateway's web page in place of the answer. */
export const html: FaultKind = {
	explain: () => 'answer with a web page',
	deliver: (rule, answer) => ({
		status: statusOf(rule, answer),
		headers: { 'content-type': 'text/html; charset=utf-8', ...rule.headers },
		text: '<!doctype html><html><body><h1>Please wait</h1></body></html>',
		ending: 'end',
	}),
};
