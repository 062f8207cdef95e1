export type JsonValue =
	string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A request below the provider's base URL. Every part of `path` is encoded; see `segment`. */
export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	readonly query?: Readonly<Record<string, string | number>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: { readonly [key: string]: JsonValue };
}

/** What came back. A body is what JSON parsing made of it, or text. */
export interface HttpAnswer {
	readonly kind: 'answer';
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/** Why no answer came. Only the first three heal by waiting; `nextStep` says what to do about the others. */
export type NoAnswerCause =
	/** The connection was refused or broke, or the name was not resolved. */
	| 'outage'
	| 'timeout'
	/** A limit that lasts longer than the run waits. */
	| 'limit'
	/** The execution was cancelled, or the run had stopped before. */
	| 'cancelled'
	| 'stopped'
	/** A certificate that n8n does not trust, that is over, or that is another host's. */
	| 'untrustedCertificate'
	| 'expiredCertificate'
	| 'otherCertificate'
	/** TLS spoken to a plain port, or the other way round. */
	| 'protocol'
	/** n8n's protection against requests to internal addresses, or the credential's allowed domains. */
	| 'blocked'
	| 'allowedDomains'
	/** n8n's proxy wants a log-in, can't be reached, or would see a secret in clear. */
	| 'proxyLogin'
	| 'proxyDown'
	| 'proxyInClear'
	/** An answer came that is not the token server's own. */
	| 'foreignAnswer';

/**
 * Nothing came back that could be read.
 * `sent: 'never'` only where no byte of the request can have left (refused, unresolved); else `'perhaps'`.
 */
export interface NoAnswer {
	readonly kind: 'noAnswer';
	readonly sent: 'never' | 'perhaps';
	/** Some words for the message, without a header: "it did not answer within 60 seconds". */
	readonly why: string;
	/** Left out by those who know no more than `why`. */
	readonly cause?: NoAnswerCause;
	/** A token could not be got, or the credential can't be used. Nothing of the request was sent. */
	readonly credentialRejected?: true;
	/** What the token was asked for does not exist (Thredfi: the business). */
	readonly notFound?: true;
	/** When the request may have left, after all waits for its turn; milliseconds since 1970. */
	readonly sentAt?: number;
	/** The status of the call that failed in place of the request (a token call), if any. */
	readonly status?: number;
}

export type HttpOutcome = HttpAnswer | NoAnswer;

/** One way out to the provider; base URL, authentication, pace, limits and token renewal are its business. */
export interface Http {
	/** The environment's name as it goes into the key, for messages that name it; left out where nobody asks. */
	readonly environment?: string;
	/** A call that changes nothing at the provider. Repeated once after an outage. */
	read(request: HttpRequest): Promise<HttpOutcome>;
	/**
	 * The refund itself: redirects not followed, sent again only after the provider's own 401 or 429, which prove that
	 * nothing was done.
	 *
	 * @param stopped asked right before each send, after all waits: true when it must not be sent any more
	 */
	write(request: HttpRequest, stopped?: () => boolean): Promise<HttpOutcome>;
}

/** One part of a path. The caller has refused "." and "..", which encoding leaves alone. */
export function segment(id: string): string {
	return encodeURIComponent(id);
}

/** A JSON object as it came off the wire: nothing in it is proven. */
export type WireObject = Readonly<Record<string, unknown>>;

export function isWireObject(value: unknown): value is WireObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
