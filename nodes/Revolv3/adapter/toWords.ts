import type { ProviderError } from '../../shared/engine/adapter';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';

/**
 * Revolv3's own words in a refusing answer, in the four shapes that are known to be its own: a list of objects with
 * `message` (a 400 carries a list of errors, documented; its sample is cut off), `message` with a list of
 * `fluentValidatorErrors` (documented) or of `errors` (client), and for 429
 * `{ "error": "Too Many Requests", "message" }` (documented).
 * See docs/providers/revolv3.md#error-bodies.
 *
 * @returns null for every other body: it may come from a filter or a gateway in between
 */
export function toWords(body: unknown, status?: number): ProviderError | null {
	const message = isWireObject(body) ? wireText(body.message) : null;
	if (isWireObject(body) && message !== null && body.error === TOO_MANY) {
		return { code: TOO_MANY, message };
	}
	// A limit has one documented body. A gateway's limit may have come after the refund, and Revolv3 takes no key.
	if (status === 429) return null;
	if (Array.isArray(body)) return wordsOfAll(body);
	if (!isWireObject(body) || message === null) return null;
	const errors = body.fluentValidatorErrors ?? body.errors;
	if (Array.isArray(errors)) {
		const details: readonly unknown[] = errors;
		return {
			code: codeOf(body) ?? details.flatMap((one) => codeIn(one) ?? [])[0] ?? null,
			message: joined([message, ...details.map(textOf)]),
		};
	}
	return null;
}

const TOO_MANY = 'Too Many Requests';

/** A list of errors is Revolv3's only if each of them says something. */
function wordsOfAll(errors: readonly unknown[]): ProviderError | null {
	const objects = errors.filter(isWireObject);
	const messages = objects.map(({ message }) => wireText(message));
	if (messages.length === 0 || messages.length < errors.length || messages.includes(null)) {
		return null;
	}
	return {
		code: objects.flatMap((one) => codeOf(one) ?? [])[0] ?? null,
		message: joined(messages),
	};
}

/** One of the errors beside a message: a text (client), or an object like those of the list or of the validator. */
function textOf(error: unknown): string | null {
	return isWireObject(error) ? wireText(error.message ?? error.errorMessage) : wireText(error);
}

function codeIn(error: unknown): string | null {
	return isWireObject(error) ? codeOf(error) : null;
}

/** An internal code is promised on an overview page; its field is not documented, so these are guesses. */
function codeOf({ code, errorCode }: WireObject): string | null {
	const value = code ?? errorCode;
	return typeof value === 'number' ? String(value) : wireText(value);
}

function joined(messages: ReadonlyArray<string | null>): string | null {
	return [...new Set(messages.filter((message) => message !== null))].join(' ') || null;
}
