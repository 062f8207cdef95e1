import type { MinorUnits } from '../../money/minorUnits';
import type { NoAnswerCause } from '../provider/http';

/** Everything a refund can't be, in order of precedence. See docs/architecture.md#codes. */
export const CODES = [
	'invalidParameter',
	'credentialRejected',
	'providerUnavailable',
	'rateLimited',
	'providerAnswerInvalid',
	'invoiceNotFound',
	'currencyMismatch',
	'referenceConflict',
	'notRefundable',
	'refundPending',
	'alreadyHasRefund',
	'earlierRefundsUnknown',
	'referenceSpent',
	'amountTooHigh',
	'limitExceeded',
	'memoryUnavailable',
	'internalError',
	'providerRefused',
	'outcomeUnknown',
	'confirmedOtherwise',
] as const;

export type Code = (typeof CODES)[number];

/** Codes said only when something may have moved. */
export type UnknownCode = 'outcomeUnknown' | 'confirmedOtherwise';

/** Codes said only when nothing can have moved. */
export type RefusalCode = Exclude<Code, UnknownCode>;

/** What the provider itself said, cleaned for showing. */
export interface ProviderWords {
	readonly httpStatus: number | null;
	readonly providerCode: string | null;
	/** One line of at most 300 characters, without e-mail addresses or long digit runs. */
	readonly providerMessage: string | null;
}

export const NO_WORDS: ProviderWords = {
	httpStatus: null,
	providerCode: null,
	providerMessage: null,
};

/** Why not, before it is tied to an item. `message` ends with what it means for the money. */
export interface Refusal extends ProviderWords {
	readonly code: RefusalCode;
	readonly message: string;
	/** Why no answer came, where that decides what to do next. */
	readonly cause?: NoAnswerCause;
}

/** A refund that is there: made now, still pending, or made earlier under the same reference. */
export interface Success {
	readonly outcome: 'refunded' | 'pending' | 'alreadyRefunded';
	readonly refundId: string | null;
	/** What the provider confirmed, in minor units; tax apart. */
	readonly amountMinor: MinorUnits;
	readonly taxMinor: MinorUnits | null;
	readonly currency: string | null;
	/** Digits for `amount`; null where the unit is not sure (Thredfi, ISK). */
	readonly exponent: number | null;
	readonly status: string | null;
	readonly response: unknown;
}

/** No refund was made: nothing can have moved. */
export interface Refused extends ProviderWords {
	readonly outcome: 'refused';
	readonly code: RefusalCode;
	readonly message: string;
	readonly cause?: NoAnswerCause;
	readonly amountMinor: MinorUnits | null;
	readonly refundId: string | null;
}

/** A refund may have been made (`outcomeUnknown`), or was made otherwise than asked (`confirmedOtherwise`). */
export interface Unknown extends ProviderWords {
	readonly outcome: 'unknown';
	readonly code: UnknownCode;
	readonly message: string;
	readonly amountMinor: MinorUnits | null;
	readonly refundId: string | null;
	readonly confirmedMinor: MinorUnits | null;
}

export type Failure = Refused | Unknown;
export type RefundResult = Success | Failure;

export function isSuccess(result: RefundResult): result is Success {
	return result.outcome !== 'refused' && result.outcome !== 'unknown';
}

/** A refusal as the result of an item. */
export function refused(refusal: Refusal, amountMinor: MinorUnits | null = null): Refused {
	return { ...refusal, outcome: 'refused', amountMinor, refundId: null };
}

/** `refused` words for a check of our own, where no provider spoke. */
export function refusal(code: RefusalCode, message: string): Refusal {
	return { ...NO_WORDS, code, message };
}

/** Sorts by precedence; what `refund` says is the first. */
export function byPrecedence(refusals: readonly Refusal[]): Refusal[] {
	return [...refusals].sort((a, b) => CODES.indexOf(a.code) - CODES.indexOf(b.code));
}

/** What was asked for, or what to say because it did not work. */
export type Result<T, E = Refusal> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: E };
