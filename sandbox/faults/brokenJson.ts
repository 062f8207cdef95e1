import { statusOf, textOf, type FaultKind } from './delivery';

/** JSON that stops in the middle, with a matching length. */
export const brokenJson: FaultKind = {
	explain: () => 'answer with broken JSON',
	deliver: (rule, answer) => {
		const text = textOf(answer);
		return {
			status: statusOf(rule, answer),
			headers: { 'content-type': 'application/json; charset=utf-8', ...rule.headers },
			text: text.slice(0, Math.ceil(text.length / 2)),
			ending: 'end',
		};
	},
};
