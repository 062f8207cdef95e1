import type { FaultKind } from './delivery';

/** A redirect to another route of the sandbox, which records whether anybody follows it. */
export const redirect: FaultKind = {
	explain: (rule) => `answer a ${rule.status ?? 302} redirect`,
	deliver: (rule, _answer, { elsewhere }) => ({
		status: rule.status ?? 302,
		headers: { location: elsewhere, ...rule.headers },
		text: '',
		ending: 'end',
	}),
};
