import type { HttpAnswer, HttpOutcome, NoAnswer } from '../../engine/provider/http';
import { withoutSecrets } from './withoutSecrets';

/** n8n's proxy wants a log-in; no provider answers so (RFC 9110 §15.5.8). */
const PROXY_LOGIN = 407;

/**
 * A full response of n8n's helper.
 *
 * @param secrets what must not stand in an error that is shown
 */
export function readAnswer(
	full: unknown,
	secrets: readonly string[],
	kind: 'read' | 'write',
): HttpOutcome {
	if (typeof full !== 'object' || full === null) return NOTHING;
	const status = 'statusCode' in full ? full.statusCode : null;
	if (typeof status !== 'number') return NOTHING;
	if (status === PROXY_LOGIN) return proxyLogin(kind);
	const headers = 'headers' in full && typeof full.headers === 'object' ? { ...full.headers } : {};
	const answer: HttpAnswer = {
		kind: 'answer',
		status,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body: withoutSecrets('body' in full ? full.body : null, status < 300 ? [] : secrets),
	};
	return answer;
}

const NOTHING: NoAnswer = {
	kind: 'noAnswer',
	sent: 'perhaps',
	why: 'it did not answer in a way that n8n could read',
};

function proxyLogin(kind: 'read' | 'write'): NoAnswer {
	return {
		kind: 'noAnswer',
		// A 407 is on no list of statuses that prove that nothing was done.
		sent: kind === 'write' ? 'perhaps' : 'never',
		why: "n8n's proxy asked for a log-in (407)",
		cause: 'proxyLogin',
		status: PROXY_LOGIN,
	};
}
