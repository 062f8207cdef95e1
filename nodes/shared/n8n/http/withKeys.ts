import type { HttpOutcome, NoAnswer } from '../../engine/provider/http';
import type { Exchange, Send } from './exchange';

/** What a request carries to be let in; nothing, where it carries something already. */
export type Key = Pick<Exchange, 'headers' | 'fields'>;

/** Where keys come from. */
export interface Keys {
	/** The key for an exchange, null where it needs none; or why there is none. */
	keyFor(exchange: Exchange): Promise<Key | NoAnswer | null>;
	/** The key was rejected. */
	drop(exchange: Exchange, key: Key): void;
}

/**
 * Token renewal as a layer: a 401 drops the token, and the exchange goes out once more with a new one. A write does so
 * only after a 401 of the provider's own, which proves that nothing was done; a log-in page proves nothing.
 */
export function withKeys(
	next: Send,
	keys: Keys,
	isOwnError: (body: unknown, status: number) => boolean,
): Send {
	return async (exchange) => {
		const key = await keys.keyFor(exchange);
		if (key === null) return await next(exchange);
		if (isNoAnswer(key)) return key;
		const outcome = await next(carrying(exchange, key));
		if (
			!isRejected(outcome) ||
			(exchange.kind === 'write' && !isOwnError(outcome.body, outcome.status))
		) {
			return outcome;
		}
		keys.drop(exchange, key);
		const renewed = await keys.keyFor(exchange);
		if (renewed === null) return outcome;
		return isNoAnswer(renewed) ? renewed : await next(carrying(exchange, renewed));
	};
}

function carrying(exchange: Exchange, { headers, fields }: Key): Exchange {
	return {
		...exchange,
		headers: { ...exchange.headers, ...headers },
		fields: { ...exchange.fields, ...fields },
	};
}

function isRejected(outcome: HttpOutcome): outcome is HttpOutcome & { kind: 'answer' } {
	return outcome.kind === 'answer' && outcome.status === 401;
}

export function isNoAnswer(value: object): value is NoAnswer {
	return 'kind' in value && value.kind === 'noAnswer';
}
