import { isWireObject, wireText } from '../../shared/engine/readAnswer';

interface Words {
	readonly code: string | null;
	readonly message: string | null;
}

/**
 * Revolv3's own words in an answer that is not 2xx (dossier §8): an array of errors (documented, sample cut
 * off), `message` with `errors` (public client), `error` with `message` (documented for 429), or text.
 */
export function toWords(body: unknown): Words {
	if (typeof body === 'string') return { code: null, message: wireText(body) };
	if (Array.isArray(body)) return wordsOfAll(body);
	if (!isWireObject(body)) return { code: null, message: null };
	const error = wireText(body.error);
	const details = Array.isArray(body.errors) ? wordsOfAll(body.errors) : null;
	const message = joined([wireText(body.message), details?.message ?? null]);
	return {
		// An error that stands alone is all that was said; beside a message it names the kind of error.
		code: codeOf(body) ?? (message === null ? null : error) ?? details?.code ?? null,
		message: message ?? error,
	};
}

function wordsOfAll(errors: readonly unknown[]): Words {
	const words = errors.map(wordsOfOne);
	return {
		code: words.find(({ code }) => code !== null)?.code ?? null,
		message: joined(words.map(({ message }) => message)),
	};
}

function wordsOfOne(error: unknown): Words {
	if (!isWireObject(error)) return { code: null, message: wireText(error) };
	const { message, errorMessage } = error;
	return {
		code: codeOf(error),
		message: wireText(message) ?? wireText(errorMessage) ?? wireText(error.error),
	};
}

/** An internal code is promised on an overview page; its field is unknown, so these are guesses. */
function codeOf({ code, errorCode }: Readonly<Record<string, unknown>>): string | null {
	const value = code ?? errorCode;
	return typeof value === 'number' ? String(value) : wireText(value);
}

function joined(messages: ReadonlyArray<string | null>): string | null {
	return [...new Set(messages.filter((message) => message !== null))].join(' ') || null;
}
