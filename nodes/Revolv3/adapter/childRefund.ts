import type { CurrentRefund } from '../../shared/engine/adapter';
import { wireText, type WireObject } from '../../shared/engine/readAnswer';
import { ofAmount, type ShownRefund } from '../../shared/engine/snapshot';
import type { MinorUnits } from '../../shared/money/minorUnits';
import { hasNoAttempts, returnedBy } from './attempts';
import { attemptTaxIn, type AttemptTax } from './attemptTax';
import type { Original } from './original';
import { refundState } from './status';
import { taxApart, withoutAttempts, type Took } from './taxApart';
import { wireId } from './wireId';

/**
 * A child invoice as the refund it is. Its amount is null where it is not told, or not how much of it is tax; then
 * `otherAmounts` has what it may be.
 *
 * @param environment whose answers may have shown how attempts are to be read
 * @param isOnly it is known to be the only refund of the original that stands
 */
export function childRefund(
	child: WireObject,
	original: Original,
	environment: string,
	isOnly = false,
): ShownRefund {
	const status = wireText(child.invoiceStatus);
	return {
		refundId: wireId(child.invoiceId),
		externalId: null,
		...amountsOf(tookOf(child, original, attemptTaxIn(environment), isOnly)),
		status,
		state: refundState(status),
		invoiceId: wireId(child.parentInvoiceId),
		response: child,
	};
}

/** A refund to look at: amounts that it only may be of are left out. */
export function currentRefund(shown: ShownRefund, original: Original): CurrentRefund {
	return {
		refund: { ...shown, otherAmounts: undefined },
		mayChange: false,
		currency: original.currency,
		exponent: original.exponent,
	};
}

/** The refund as one of the amount, where it may be of that and its list does not tell. */
export function withAmount(refund: ShownRefund, amountMinor: MinorUnits): ShownRefund {
	const mayBe = refund.amountMinor === null && refund.otherAmounts?.includes(amountMinor) === true;
	return mayBe ? ofAmount(refund, amountMinor) : refund;
}

/** What the child gave back, or would have. */
function tookOf(child: WireObject, original: Original, shown: AttemptTax, isOnly: boolean): Took {
	const currency = wireText(child.currency)?.trim().toUpperCase() || null;
	// Null in every sample. Another currency than the original's would make every comparison wrong.
	if (currency !== null && original.currency !== null && currency !== original.currency) {
		return { kind: 'untold' };
	}
	const returned = returnedBy(child.invoiceAttempts, original.exponent);
	if (returned !== null) return taxApart(returned, child, original, isOnly, shown);
	// Attempts that are there and can't be read contradict whatever else is told.
	return hasNoAttempts(child) ? withoutAttempts(child, original, isOnly) : { kind: 'untold' };
}

function amountsOf(
	took: Took,
): Pick<ShownRefund, 'amountMinor' | 'taxMinor' | 'otherAmounts' | 'totalMinor'> {
	switch (took.kind) {
		case 'told':
			return { amountMinor: took.amountMinor, taxMinor: took.taxMinor };
		case 'perhaps':
			return {
				amountMinor: null,
				taxMinor: null,
				otherAmounts: took.amounts,
				...(took.totalMinor === null ? {} : { totalMinor: took.totalMinor }),
			};
		case 'untold':
			return { amountMinor: null, taxMinor: null };
	}
}
