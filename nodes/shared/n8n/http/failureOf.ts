import { UserError } from 'n8n-workflow';
import type { NoAnswer, NoAnswerCause } from '../../engine/provider/http';

/** Errors that can only happen before a byte of the request has left. */
const NEVER_SENT: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ERR_INVALID_URL',
]);
const BEFORE_CONNECTION: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);
/** Node's own sentences about a connection that was not made: to which port, and to which name. */
const NO_CONNECTION = /^connect E[A-Z]+ \S+:(\d+)(?: - Local \(\S+\))?$/;
const NO_ADDRESS = /^getaddrinfo E[A-Z_]+ (\S+)$/;
const UNRESOLVED: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const TIMEOUTS: ReadonlySet<string> = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** Node's codes for a certificate, which is looked at before a request leaves (nodejs.org/api/tls.html). */
const CERTIFICATES: Readonly<Record<string, NoAnswerCause>> = {
	CERT_HAS_EXPIRED: 'expiredCertificate',
	CERT_NOT_YET_VALID: 'expiredCertificate',
	ERR_TLS_CERT_ALTNAME_INVALID: 'otherCertificate',
	HOSTNAME_MISMATCH: 'otherCertificate',
	CERT_CHAIN_TOO_LONG: 'untrustedCertificate',
	CERT_REJECTED: 'untrustedCertificate',
	CERT_REVOKED: 'untrustedCertificate',
	CERT_SIGNATURE_FAILURE: 'untrustedCertificate',
	CERT_UNTRUSTED: 'untrustedCertificate',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'untrustedCertificate',
	INVALID_CA: 'untrustedCertificate',
	INVALID_PURPOSE: 'untrustedCertificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'untrustedCertificate',
	UNABLE_TO_GET_ISSUER_CERT: 'untrustedCertificate',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrustedCertificate',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrustedCertificate',
};
/** The first bytes that came were no TLS, so nothing but a greeting was sent. */
const NO_TLS = /^(?:EPROTO|ERR_SSL_.*)$/;
const NO_TLS_AT_ALL =
	/wrong version number|packet length too long|unknown protocol|http request|unsupported protocol|protocol version|handshake failure/i;
/** What came was no HTTP. */
const NO_HTTP = /^HPE_/;
/** n8n's own refusals, which have names or no more than their sentences. */
const BLOCKED = /^SsrfBlocked|^The request was blocked because/;
const NOT_ALLOWED = /^(?:Domain not allowed|No allowed domains specified)/;
/** Of the agent that asks a proxy for a way through. */
const PROXY_ENDED = /^Proxy connection ended/;

const DEEPEST_CAUSE = 6;

/** The facts of an error and of those behind it; the errors themselves hold headers. */
interface Facts {
	readonly codes: readonly string[];
	readonly texts: readonly string[];
	readonly links: readonly object[];
}

/**
 * What a thrown request error means. Where statuses come back as data, whatever is thrown is "no usable answer",
 * even when it carries a status: that one had its body cut off. The cause often is not in the error that n8n throws
 * but in one behind it. n8n 1.x drops that one and keeps its sentences in `messages`.
 *
 * @param url where the request was going
 * @param server who was asked, for the message
 */
export function failureOf(thrown: unknown, url: string, server = 'it'): NoAnswer {
	const profile = factsOf(thrown);
	const its = server === 'it' ? 'its' : `${server}'s`;
	const never = (cause: NoAnswerCause, why: string): NoAnswer => ({
		kind: 'noAnswer',
		sent: 'never',
		cause,
		why,
	});
	const host = hostOf(url);
	if (profile.texts.some((text) => BLOCKED.test(text))) {
		return never(
			'blocked',
			`n8n's protection against requests to internal addresses blocked ${host}`,
		);
	}
	if (profile.texts.some((text) => NOT_ALLOWED.test(text))) {
		return never('allowedDomains', `the credential's 'Allowed Domains' do not include ${host}`);
	}
	const ownCheck = profile.links.find((error) => error instanceof UserError);
	if (ownCheck instanceof UserError) {
		const why = ownCheck.message.replace(/\.$/, '');
		return { kind: 'noAnswer', sent: 'never', why, credentialRejected: true };
	}
	const certificate = profile.codes.find((code) => Object.hasOwn(CERTIFICATES, code));
	if (certificate !== undefined) {
		const cause = CERTIFICATES[certificate] ?? 'untrustedCertificate';
		return never(
			cause,
			`${its} certificate ${CERTIFICATE_WORDS[cause] ?? ''} (${certificate}, ${host})`,
		);
	}
	return ofConnection(profile, { url, host, server, its });
}

const CERTIFICATE_WORDS: Partial<Record<NoAnswerCause, string>> = {
	untrustedCertificate: 'is not trusted by n8n',
	expiredCertificate: 'is not valid today',
	otherCertificate: 'is for another host',
};

interface Place {
	readonly url: string;
	readonly host: string;
	readonly server: string;
	readonly its: string;
}

function ofConnection(profile: Facts, { url, host, server, its }: Place): NoAnswer {
	const { codes, texts, links } = profile;
	const [code = ''] = codes;
	const isUnsent =
		codes.some((value) => NEVER_SENT.has(value)) ||
		links.some((error) => BEFORE_CONNECTION.has(property(error, 'syscall')));
	const sent = isUnsent ? 'never' : 'perhaps';
	const of = (cause: NoAnswerCause, why: string): NoAnswer => ({
		kind: 'noAnswer',
		sent,
		cause,
		why,
	});
	if (isUnsent && links.some((error) => isElsewhere(error, url))) {
		return of('proxyDown', "n8n's proxy could not be reached");
	}
	if (texts.some((text) => PROXY_ENDED.test(text))) {
		return { ...of('proxyDown', "n8n's proxy hung up"), sent: 'never' };
	}
	if (codes.some((value) => NO_TLS.test(value))) {
		const isGreeting = [...codes, ...texts].some((text) =>
			NO_TLS_AT_ALL.test(text.replaceAll('_', ' ')),
		);
		return {
			...of('protocol', `${host} does not speak https there`),
			sent: isGreeting ? 'never' : 'perhaps',
		};
	}
	if (codes.some((value) => NO_HTTP.test(value))) {
		return of('protocol', `what ${server} answered is not HTTP`);
	}
	if (codes.some((value) => value === 'ERR_CANCELED')) {
		return of('cancelled', `the execution was cancelled before ${server} answered`);
	}
	if (codes.some((value) => UNRESOLVED.has(value))) {
		return of('outage', `${its} address could not be resolved`);
	}
	if (codes.includes('ECONNREFUSED')) return of('outage', `${server} refused the connection`);
	if (codes.some((value) => TIMEOUTS.has(value))) {
		return of(
			'timeout',
			isUnsent ? 'no connection could be made' : `${server} did not answer in time`,
		);
	}
	if (code === 'ERR_BAD_RESPONSE') return of('outage', `${its} answer was cut off`);
	return of(
		'outage',
		isUnsent ? 'no connection could be made' : `the connection broke before ${server} answered`,
	);
}

/** Whether the connection that failed was to another port or name than the request's: to a proxy. */
function isElsewhere(error: object, url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { port, protocol, hostname } = new URL(url);
	const asked = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
	const failedPort = property(error, 'port');
	const failedName = property(error, 'hostname');
	const isOtherPort = typeof failedPort === 'number' && failedPort !== asked;
	return isOtherPort || (typeof failedName === 'string' && failedName !== hostname);
}

function factsOf(thrown: unknown): Facts {
	const errors = causesOf(thrown);
	const textsOf = (...names: string[]) =>
		errors
			.flatMap((error) => names.flatMap((name) => property(error, name)))
			.filter((value) => typeof value === 'string');
	const texts = textsOf('name', 'message', 'description', 'messages');
	return {
		codes: textsOf('code', 'httpCode').filter((code) => /^[A-Z]/.test(code)),
		texts,
		links: [...errors, ...texts.flatMap(connectionsIn)],
	};
}

/** What Node's sentences say of connections, in the properties of its errors; n8n strings several together. */
function connectionsIn(text: string): object[] {
	return text.split(' | ').flatMap((sentence) => {
		const [, port] = NO_CONNECTION.exec(sentence) ?? [];
		const [, hostname] = NO_ADDRESS.exec(sentence) ?? [];
		return [
			...(port === undefined ? [] : [{ syscall: 'connect', port: Number(port) }]),
			...(hostname === undefined ? [] : [{ syscall: 'getaddrinfo', hostname }]),
		];
	});
}

/** The error, those behind it, and those it gathers (a name with several addresses fails once for each). */
function causesOf(thrown: unknown): object[] {
	const chain: object[] = [];
	let next = thrown;
	while (typeof next === 'object' && next !== null && chain.length < DEEPEST_CAUSE) {
		chain.push(next);
		const gathered = property(next, 'errors');
		if (Array.isArray(gathered))
			chain.push(...gathered.filter((error) => typeof error === 'object'));
		next = property(next, 'cause');
	}
	return chain;
}

/** Own or inherited plain values only: no getter of a foreign object is run. */
function property(value: object, name: string): unknown {
	const own = Object.getOwnPropertyDescriptor(value, name);
	if (own) return own.value;
	const inherited: unknown = Object.getPrototypeOf(value);
	return typeof inherited === 'object' && inherited !== null
		? Object.getOwnPropertyDescriptor(inherited, name)?.value
		: undefined;
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'the host';
}
