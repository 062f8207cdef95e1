import type { Adapter, Read } from './adapter';
import type { HttpOutcome } from './http';
import { NO_WORDS, type RefusalCode } from './result';
import { providerWords } from './words';

/** A JSON object as it came off the wire: nothing in it is proven. */
export type WireObject = Readonly<Record<string, unknown>>;

export function isWireObject(value: unknown): value is WireObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty text, or null. */
export function wireText(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * What a read before the write brought: the body of a 2xx, or the refusal to say.
 * Nothing can have moved yet, so every failure here is `refused`.
 *
 * @param what names what was read, for the message: "invoice 1001"
 */
export function bodyOfRead(
	outcome: HttpOutcome,
	what: string,
	adapter: Pick<Adapter, 'facts' | 'toWords'>,
): Read<unknown> {
	const name = adapter.facts.displayName;
	if (outcome.kind === 'noAnswer') {
		const words = { ...NO_WORDS, httpStatus: outcome.status ?? null };
		if (outcome.notFound) return failed('invoiceNotFound', `${name}: ${outcome.why}.`, words);
		return outcome.credentialRejected
			? failed('credentialRejected', `${name} turned the credential down.`, words)
			: failed(
					'providerUnavailable',
					`${name} could not be asked for ${what}: ${outcome.why}.`,
					words,
				);
	}
	const { status, body } = outcome;
	if (status >= 200 && status < 300) return { ok: true, value: body };
	const words = providerWords(status, adapter.toWords(body));
	const said = words.providerMessage === null ? '' : ` It said: ${words.providerMessage}`;
	switch (true) {
		case status === 401 || status === 403:
			return failed(
				'credentialRejected',
				`${name} turned the credential down (${status}).${said}`,
				words,
			);
		case status === 404:
			return failed('invoiceNotFound', `${name} has no ${what}.${said}`, words);
		case status === 429:
			return failed(
				'rateLimited',
				`${name} is limiting requests, and waiting did not help.`,
				words,
			);
		case status >= 500:
			return failed(
				'providerUnavailable',
				`${name} answered ${status} when asked for ${what}.${said}`,
				words,
			);
		default:
			return failed(
				'providerAnswerInvalid',
				`${name} answered ${status} when asked for ${what}, which makes no sense there.${said}`,
				words,
			);
	}
}

/** A 2xx whose body is not what it has to be. */
export function senselessAnswer(
	adapter: Pick<Adapter, 'facts'>,
	what: string,
	why: string,
): Read<never> {
	return failed(
		'providerAnswerInvalid',
		`${adapter.facts.displayName}'s answer about ${what} can't be used: ${why}.`,
		NO_WORDS,
	);
}

function failed(code: RefusalCode, message: string, words: typeof NO_WORDS): Read<never> {
	return { ok: false, refusal: { ...words, code, message } };
}
