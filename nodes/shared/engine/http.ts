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

/**
 * Nothing came back that could be read.
 * `sent: 'never'` only where no byte of the request can have left (refused, unresolved); else `'perhaps'`.
 */
export interface NoAnswer {
	readonly kind: 'noAnswer';
	readonly sent: 'never' | 'perhaps';
	/** Some words for the message, without address or header: "it did not answer within 60 seconds". */
	readonly why: string;
	/** A token could not be got: the credential was turned down (401/403). Nothing of the request was sent. */
	readonly credentialRejected?: true;
	/** What the token was asked for does not exist (Thredfi: the business). */
	readonly notFound?: true;
	/** When the request may have left, after all waits for its turn; milliseconds since 1970. */
	readonly sentAt?: number;
	/** The status of the call that failed in place of the request (a token call), if any. */
	readonly status?: number;
}

export type HttpOutcome = HttpAnswer | NoAnswer;

/** One way out to the provider; base URL, authentication, pace and 401 renewal are its business. */
export interface Http {
	/** A 401 may mean an expired token, which a read renews; false for a static key. */
	readonly tokenExpires: boolean;
	/** The environment's name as it goes into the key, for messages that name it; left out where nobody asks. */
	readonly environment?: string;
	/** A call that changes nothing at the provider. */
	read(request: HttpRequest): Promise<HttpOutcome>;
	/** The refund itself: sent once, redirects not followed, no status turned into a resend. */
	write(request: HttpRequest): Promise<HttpOutcome>;
}

/** One part of a path. The caller has refused "." and "..", which encoding leaves alone. */
export function segment(id: string): string {
	return encodeURIComponent(id);
}
