import type { ProviderAdapter } from './adapter';
import { type Result, NO_WORDS, type Refusal, type RefusalCode } from '../result/result';
import type { HttpOutcome, NoAnswer } from './http';
import { providerWords } from './providerError';

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
	adapter: Pick<ProviderAdapter, 'profile' | 'parseError'>,
): Result<unknown> {
	const name = adapter.profile.displayName;
	if (outcome.kind === 'noAnswer') return { ok: false, refusal: refusalOf(outcome, name, what) };
	const { status, body } = outcome;
	if (status >= 200 && status < 300) return { ok: true, value: body };
	const words = providerWords(status, adapter.parseError(body, status));
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

/** No answer came to a request by which nothing can have moved. */
function refusalOf(noAnswer: NoAnswer, name: string, what: string): Refusal {
	const { why, cause, status } = noAnswer;
	const code = codeOfNoAnswer(noAnswer);
	const isPlain = code === 'credentialRejected' || code === 'invoiceNotFound';
	return {
		...NO_WORDS,
		httpStatus: status ?? null,
		code,
		message: isPlain ? `${name}: ${why}.` : `${name} could not be asked for ${what}: ${why}.`,
		...(cause === undefined ? {} : { cause }),
	};
}

/** What it is called that no answer came. */
export function codeOfNoAnswer({ credentialRejected, notFound, cause }: NoAnswer): RefusalCode {
	if (credentialRejected) return 'credentialRejected';
	if (notFound) return 'invoiceNotFound';
	switch (cause) {
		case 'limit':
			return 'rateLimited';
		case 'foreignAnswer':
			return 'providerAnswerInvalid';
		default:
			return 'providerUnavailable';
	}
}

/** A 2xx whose body is not what it has to be. */
export function senselessAnswer(
	adapter: Pick<ProviderAdapter, 'profile'>,
	what: string,
	why: string,
): Result<never> {
	return failed(
		'providerAnswerInvalid',
		`${adapter.profile.displayName}'s answer about ${what} can't be used: ${why}.`,
		NO_WORDS,
	);
}

function failed(code: RefusalCode, message: string, words: typeof NO_WORDS): Result<never> {
	return { ok: false, refusal: { ...words, code, message } };
}
