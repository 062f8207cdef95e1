import type { Reading, WireShape } from '../../shared/engine/adapter';
import type { HttpAnswer } from '../../shared/engine/http';
import { isWireObject, wireText } from '../../shared/engine/readAnswer';
import { NOTHING } from '../../shared/money/minorUnits';
import { minorFromWireNumber } from '../../shared/money/wireNumber';
import { attemptsTotal } from './childRefund';
import { refundState } from './status';
import { wireId } from './wireId';

type Shape = Pick<WireShape, 'exponent'> & Partial<Pick<WireShape, 'full' | 'untouched'>>;

/**
 * What the answer to the refund claims (dossier §2.3). `invoice` is the refund's own invoice, and its
 * `parentInvoiceId` the invoice that was refunded (documented). `refunds[]` is left aside: in the sample its
 * amount agrees with nothing else.
 */
export function toReading(
	{ status: httpStatus, body }: HttpAnswer,
	{ exponent, full = false, untouched = false }: Shape,
): Reading {
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
	const amountMinor = minorFromWireNumber(body.refundedSubtotal, exponent);
	// A declined refund gave nothing back, so an amount or an id may well be missing.
	if (state !== 'declined') {
		if (refundId === null) return unclear("The answer lacks the refund's id.");
		if (amountMinor === null) return unclear('The answer does not say how much was refunded.');
		// No amount was sent, and what was left may have shrunk since it was read. A running total (§2.3, unknown)
		// would say "all of it" even so; the refund's own attempts would not.
		if (full && untouched) {
			const returned = attemptsTotal(invoice.invoiceAttempts, exponent);
			const total = minorFromWireNumber(body.refundedTotal, exponent);
			if (returned === null || (returned !== amountMinor && returned !== total))
				return unclear('The refund itself is not of the amount that the answer adds up to.');
		}
	}
	return {
		kind: 'claims',
		alreadyThere: false,
		refund: {
			refundId,
			externalId: null,
			amountMinor: amountMinor ?? NOTHING,
			taxMinor: minorFromWireNumber(body.refundedTax, exponent),
			status,
			state,
			invoiceId,
			response: body,
		},
	};
}

function speaksOfErrors(errors: unknown): boolean {
	if (errors === undefined || errors === null) return false;
	return !Array.isArray(errors) || errors.length > 0;
}

function unclear(why: string): Reading {
	return { kind: 'unclear', why };
}
