import { UserError } from 'n8n-workflow';
import { TOKEN_REFUSED } from '../credentials/clientCredentials';
import type { NoAnswer } from '../engine/http';

/** Errors that can only happen before a byte of the request has left (n8n.md B3). */
const NEVER_SENT: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ERR_INVALID_URL',
]);
const BEFORE_CONNECTION: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);
/** A token call that was answered so: the credential was turned down. */
const REJECTING: ReadonlySet<unknown> = new Set([400, 401, 403]);
const DEEPEST_CAUSE = 6;

/**
 * What a thrown request error means. Where statuses come back as data, whatever is thrown is "no usable answer",
 * even when it carries a status: that one had its body cut off. Only facts are taken; the error holds headers.
 */
export function failureOf(thrown: unknown): NoAnswer {
	const chain = causesOf(thrown);
	const refusedToken = chain.find((error) => tokenStatusOf(error) !== undefined);
	if (refusedToken) return tokenFailure(refusedToken);
	const ownCheck = chain.find((error) => error instanceof UserError);
	if (ownCheck instanceof UserError) {
		return { kind: 'noAnswer', sent: 'never', why: withoutDot(ownCheck.message) };
	}
	const codes = chain.flatMap((error) => ['code', 'httpCode'].map((name) => property(error, name)));
	const code =
		codes.find((value): value is string => typeof value === 'string' && /^[A-Z]/.test(value)) ?? '';
	const unsent =
		codes.some((value) => typeof value === 'string' && NEVER_SENT.has(value)) ||
		chain.some((error) => BEFORE_CONNECTION.has(property(error, 'syscall')));
	return { kind: 'noAnswer', sent: unsent ? 'never' : 'perhaps', why: wordsFor(code, unsent) };
}

function tokenFailure(error: object): NoAnswer {
	const status = tokenStatusOf(error);
	const words = property(error, 'description');
	return {
		kind: 'noAnswer',
		sent: 'never',
		why: typeof words === 'string' ? withoutDot(words) : 'no access token was given',
		...(REJECTING.has(status) ? { credentialRejected: true as const } : {}),
		...(typeof status === 'number' ? { status } : {}),
	};
}

/** The status of a token call that failed, null where it got no answer; undefined for any other error. */
function tokenStatusOf(error: object): unknown {
	if ('tokenStatus' in error) return property(error, 'tokenStatus');
	const code = property(error, 'httpCode');
	if (typeof code !== 'string' || !code.startsWith(TOKEN_REFUSED)) return undefined;
	return Number(code.slice(TOKEN_REFUSED.length)) || null;
}

function wordsFor(code: string, unsent: boolean): string {
	switch (code) {
		case 'ECONNREFUSED':
			return 'it refused the connection';
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return 'its address could not be resolved';
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
			return unsent ? 'no connection could be made' : 'it did not answer in time';
		case 'ERR_CANCELED':
			return 'the execution was cancelled before it answered';
		case 'ERR_BAD_RESPONSE':
			return 'its answer was cut off';
		default:
			return unsent ? 'no connection could be made' : 'the connection broke before it answered';
	}
}

function causesOf(thrown: unknown): object[] {
	const chain: object[] = [];
	let next = thrown;
	while (typeof next === 'object' && next !== null && chain.length < DEEPEST_CAUSE) {
		chain.push(next);
		next = property(next, 'cause');
	}
	return chain;
}

function property(value: object, name: string): unknown {
	return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function withoutDot(text: string): string {
	return text.replace(/\.$/, '');
}
