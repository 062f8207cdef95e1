import type { ReportedRefund, WireShape } from '../../shared/engine/provider/adapter';
import type { ProviderError } from '../../shared/engine/provider/providerError';
import { type HttpAnswer, isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { wireText } from '../../shared/engine/provider/readAnswer';
import { NOTHING, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { minorFromWireNumber } from '../../shared/money/wireNumber';
import { attemptsIn, latestOf, refundState, returnedBy, wireId } from './wire';

type Shape = Pick<WireShape, 'exponent'> & Partial<Pick<WireShape, 'full' | 'untouched'>>;

/**
 * What the answer to the refund reports. `invoice` is the refund's own invoice, its `parentInvoiceId` the invoice that
 * was refunded, and `refunds[]` has the refund's attempt (documented; every sample has `invoiceAttempts: null`).
 * Whether `refunded*` and `refunds[]` are of this refund alone is not documented.
 * See docs/providers/revolv3.md#what-counts-as-confirmed.
 */
export function parseRefundResponse(
	{ status: httpStatus, body }: HttpAnswer,
	{ exponent, full = false, untouched = false }: Shape,
): ReportedRefund {
	if (httpStatus !== 200) return unclear(`The answer was ${httpStatus}, which is not documented.`);
	if (!isWireObject(body)) return unclear('The answer is not a refund.');
	if (speaksOfErrors(body.errors)) return unclear('The answer speaks of errors and of success.');
	const { invoice } = body;
	if (!isWireObject(invoice)) return unclear("The answer lacks the refund's own invoice.");
	const invoiceId = wireId(invoice.parentInvoiceId);
	if (invoiceId === null) return unclear('The answer does not say which invoice was refunded.');
	const status = wireText(invoice.invoiceStatus);
	const state = refundState(status);
	const refundId = wireId(invoice.invoiceId);
	const sums = sumsOf(body, exponent);
	const moved = movedBy(body, invoice, exponent);
	// A declined refund gave nothing back, so an amount or an id may well be missing.
	if (state !== 'declined') {
		if (refundId === null) return unclear("The answer lacks the refund's id.");
		if (sums.amountMinor === null && moved === null) {
			return unclear('The answer does not say how much was refunded.', refundId);
		}
		// No amount was sent, and what was left may have shrunk since it was read. A running total would say "all of it"
		// even so; the refund's own attempt would not.
		if (full && untouched && sums.amountMinor !== null && !agree(moved, sums)) {
			return unclear(
				'The attempt of the refund is not of the amount that the answer adds up to.',
				refundId,
			);
		}
	}
	return {
		kind: 'claims',
		alreadyThere: false,
		movedMinor: moved,
		refund: {
			refundId,
			externalId: null,
			amountMinor: sums.amountMinor,
			taxMinor: sums.amountMinor === null ? null : sums.taxMinor,
			status,
			state,
			invoiceId,
			response: body,
		},
	};
}

/** `refundedSubtotal`, `refundedTax`, `refundedTotal`: of this refund, or running totals (not documented). */
interface Sums {
	/** Before tax; null where it is not told, and for zero, since a refund is of something. */
	readonly amountMinor: MinorUnits | null;
	readonly taxMinor: MinorUnits | null;
	readonly totalMinor: MinorUnits | null;
}

function sumsOf(body: WireObject, exponent: number): Sums {
	const amountMinor = minorFromWireNumber(body.refundedSubtotal, exponent);
	const taxMinor = minorFromWireNumber(body.refundedTax, exponent);
	const totalMinor = minorFromWireNumber(body.refundedTotal, exponent);
	return {
		amountMinor: amountMinor === NOTHING ? null : amountMinor,
		taxMinor,
		totalMinor: totalMinor ?? sumOf([amountMinor, taxMinor]),
	};
}

/** Whether the attempt and the sums are of one refund. Whether attempts include the tax is not documented. */
function agree(moved: MinorUnits | null, { amountMinor, totalMinor }: Sums): boolean {
	return moved !== null && (moved === amountMinor || moved === totalMinor);
}

/**
 * What this very refund moved, tax perhaps included: by the attempts of its own invoice, which no sample shows, else by
 * `refunds[]`. That list may hold the attempts of earlier refunds too; the latest one is this refund's, and a sum over
 * all of them would be a running total.
 *
 * @returns null where it is not told
 */
function movedBy(body: WireObject, invoice: WireObject, exponent: number): MinorUnits | null {
	const own = attemptsIn(invoice.invoiceAttempts);
	if (own.length > 0) return returnedBy(own, exponent);
	const refunds = attemptsIn(body.refunds);
	const latest = refunds.length > 1 ? latestOf(refunds) : refunds[0];
	return latest === null || latest === undefined ? null : returnedBy([latest], exponent);
}

/** The same for an answer that was kept. */
export function movedIn(body: unknown, exponent: number): MinorUnits | null {
	return isWireObject(body) && isWireObject(body.invoice)
		? movedBy(body, body.invoice, exponent)
		: null;
}

function speaksOfErrors(errors: unknown): boolean {
	if (errors === undefined || errors === null) return false;
	return !Array.isArray(errors) || errors.length > 0;
}

function unclear(why: string, refundId: string | null = null): ReportedRefund {
	return { kind: 'unclear', why, refundId };
}

/**
 * Revolv3's own words in a refusing answer, in the four shapes that are known to be its own: a list of objects with
 * `message` (a 400 carries a list of errors, documented; its sample is cut off), `message` with a list of
 * `fluentValidatorErrors` (documented) or of `errors` (client), and for 429
 * `{ "error": "Too Many Requests", "message" }` (documented).
 * See docs/providers/revolv3.md#error-bodies.
 *
 * @returns null for every other body: it may come from a filter or a gateway in between
 */
export function parseError(body: unknown, status?: number): ProviderError | null {
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
