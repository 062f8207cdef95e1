import { answer, Refusal } from '../../wire/answer';
import type { Issue } from '../../wire/fields';

/** [D] The code that goes with a status; 415 and the gateway statuses are [ND] and borrow the nearest. */
const CODES: Readonly<Record<number, string>> = {
	400: 'bad_request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	409: 'conflict',
	415: 'bad_request',
	422: 'validation_error',
	429: 'rate_limited',
};

/** [D] `{error: {code, message, details?}}`. */
export function duroErrorBody(status: number, message: string, issues: readonly Issue[] = []) {
	const code = CODES[status] ?? (status >= 500 ? 'internal_error' : 'bad_request');
	const details = issues.map(({ path, issue }) => ({ path, issue }));
	return { error: { code, message, ...(details.length > 0 ? { details } : {}) } };
}

/** Ends the request with a documented error. */
export function duroRefusal(status: number, message: string, issues?: readonly Issue[]): Refusal {
	return new Refusal(answer(status, duroErrorBody(status, message, issues)));
}
