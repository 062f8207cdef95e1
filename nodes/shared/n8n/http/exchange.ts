import type { HttpOutcome, HttpRequest } from '../../engine/provider/http';

/** One request on its way out, as each layer hands it to the next. */
export interface Exchange {
	readonly kind: 'read' | 'write';
	readonly request: HttpRequest;
	/** Headers of the layers', besides the request's own. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Credential fields that stand in for the credential's own: a token that is kept apart from it. */
	readonly fields?: Readonly<Record<string, string>>;
	/** Asked right before it leaves, after all waits: whether it must not leave any more. */
	readonly stopped?: () => boolean;
}

/** What a layer is: it takes an exchange and says what came of it. Never rejects. */
export type Send<E = Exchange> = (exchange: E) => Promise<HttpOutcome>;
