import type { ProviderWords } from '../result/result';

/** The provider's own code and text, as found; the engine cleans them before they are shown. */
export interface ProviderError {
	readonly code: string | null;
	readonly message: string | null;
}

/**
 * Reads a refusing answer's body.
 *
 * @param status of the answer, where a body is the provider's own under some statuses only
 * @returns null where the body has not the provider's own documented error shape: a web page, an empty body or foreign
 * JSON may come from a filter or a gateway in between, and proves nothing about the refund.
 * See docs/architecture.md#what-a-refusal-proves.
 */
export type ParseError = (body: unknown, status?: number) => ProviderError | null;

const LONGEST_MESSAGE = 300;
const LONGEST_CODE = 80;
/** Looked at of a longer text: the patterns below take time that grows with the square of a word's length. */
const LONGEST_LOOKED_AT = 4_000;
const EMAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g;
/** Seven digits or more, also when grouped as card and phone numbers are: "4111 - 1111", "+1 (555) 123". */
const LONG_DIGIT_RUN = /\d(?:[ .\-()/]{0,3}\d){6,}/g;
/** The beginning of a page, or any element of one with its end. */
const PAGE =
	/<!doctype html|<(?:html|head|body|title|h1|div|table|script|center|p)\b[^<>]*>|<\?xml/i;
const TOKEN_LIKE =
	/\b(?:sk|pk|cid|csec|whsec)_[A-Za-z0-9_-]+|\bBearer\s+\S+|\bBasic\s+\S+|\beyJ[\w-]+\.[\w.-]+/gi;

/** Makes a provider's text fit to be shown: one line, bounded, without addresses, numbers of people or tokens. */
export function cleanText(text: string, longest = LONGEST_MESSAGE): string {
	const line = beginningOf(text)
		.replace(/\s+/g, ' ')
		.trim()
		.replace(TOKEN_LIKE, '[removed]')
		.replace(EMAIL, '[removed]')
		.replace(LONG_DIGIT_RUN, '[removed]');
	return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** The words a text begins with; half a word could be half an address, which nothing would know for one. */
function beginningOf(text: string): string {
	if (text.length <= LONGEST_LOOKED_AT) return text;
	const beginning = text.slice(0, LONGEST_LOOKED_AT);
	return beginning.slice(0, beginning.search(/\S*$/));
}

/** What a body is that is not the provider's own, for a message: "a web page". */
export function whatCame(body: unknown): string {
	if (body === null || body === undefined || body === '') return 'no body';
	if (typeof body !== 'string') return 'JSON that is not its own';
	return isPage(body) ? 'a web page' : 'plain text';
}

/** A page or a part of one. Its text is nobody's words about a refund. */
function isPage(text: string): boolean {
	return PAGE.test(text.slice(0, LONGEST_LOOKED_AT));
}

/** What the provider said, cleaned. */
export function providerWords(
	httpStatus: number | null,
	error: ProviderError | null,
): ProviderWords {
	return {
		httpStatus,
		providerCode: !error?.code ? null : cleanText(error.code, LONGEST_CODE) || null,
		providerMessage: !error?.message
			? null
			: isPage(error.message)
				? 'a web page'
				: cleanText(error.message) || null,
	};
}
