import type { CurrentRefund, ReadRefund } from '../../shared/engine/provider/adapter';
import { type Result, refusal } from '../../shared/engine/result/result';
import { senselessAnswer, wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import {
	isKnown,
	ofAmount,
	standingRefunds,
	type ProviderRefund,
	type ProviderRefunds,
} from '../../shared/engine/provider/snapshot';
import { labels } from '../../shared/labels';
import type { MinorUnits } from '../../shared/money/minorUnits';
import { profile } from './profile';
import { readOriginal, type Original } from './invoice';
import { environmentOf, readInvoice, type OpenedInvoices } from './pages';
import { attemptTaxIn, taxApart, withoutAttempts, type AttemptTax, type Took } from './tax';
import { hasNoAttempts, refundState, returnedBy, wireId } from './wire';

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
): ProviderRefund {
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
export function currentRefund(shown: ProviderRefund, original: Original): CurrentRefund {
	return {
		refund: { ...shown, otherAmounts: undefined },
		mayChange: false,
		currency: original.currency,
		exponent: original.exponent,
	};
}

/** The refund as one of the amount, where it may be of that and its list does not tell. */
export function withAmount(refund: ProviderRefund, amountMinor: MinorUnits): ProviderRefund {
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
): Pick<ProviderRefund, 'amountMinor' | 'taxMinor' | 'otherAmounts' | 'totalMinor'> {
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

/** What refunds are read with. */
interface RefundReader {
	readonly opened: OpenedInvoices;
	readonly environment: string;
}

/**
 * The original's refunds out of a scan, together with those this run has made. A refund whose amount is not told is
 * listed without it. One that the list shows without attempts is read by itself first.
 *
 * @param areAll whether the children are all of the original's
 * @param noted confirmed in this run: each is listed once, with the amount that was confirmed and the state shown now
 */
export async function refundsOf(
	original: Original,
	children: readonly WireObject[],
	noted: readonly ProviderRefund[],
	{ opened, environment }: RefundReader,
	areAll = true,
): Promise<Result<readonly ProviderRefund[]>> {
	const known = noted.filter(isKnown);
	const notedAs = (child: WireObject) =>
		known.find(({ refundId }) => refundId === wireId(child.invoiceId)) ?? null;
	const short = children.filter(
		(child) =>
			notedAs(child) === null && childRefund(child, original, environment).amountMinor === null,
	);
	const untold = short.filter(hasNoAttempts);
	const bodies = await opened.open(untold);
	if (!bodies.ok) return bodies;
	const whole = new Map(untold.map((child, index) => [child, bodies.value[index] ?? child]));
	const shownIds = new Set(children.map(({ invoiceId }) => wireId(invoiceId)));
	const unlisted = noted.filter(({ refundId }) => refundId === null || !shownIds.has(refundId));
	const standing = standingRefunds(children.map(stateOf)).length + standingRefunds(unlisted).length;
	const refunds = children.map((child) => {
		const refund = childRefund(
			bodyOf(child, whole),
			original,
			environment,
			areAll && standing === 1,
		);
		const confirmed = notedAs(child);
		if (confirmed === null) return refund;
		const { amountMinor, taxMinor } = confirmed;
		return { ...refund, amountMinor, taxMinor, otherAmounts: undefined, totalMinor: undefined };
	});
	return { ok: true, value: [...refunds, ...unlisted] };
}

/** The invoice that was read by itself, where it still is a refund of the same invoice. */
function bodyOf(child: WireObject, whole: ReadonlyMap<WireObject, WireObject>): WireObject {
	const body = whole.get(child) ?? child;
	return wireId(body.parentInvoiceId) === wireId(child.parentInvoiceId) ? body : child;
}

function stateOf({ invoiceStatus }: WireObject): Pick<ProviderRefund, 'state'> {
	return { state: refundState(typeof invoiceStatus === 'string' ? invoiceStatus : null) };
}

/**
 * Whether the original itself speaks of a refund that the list does not show. Whether it ever does is not documented;
 * but if it does, an empty list is not to be believed.
 */
export function contradicts(original: Original, refunds: ProviderRefunds): boolean {
	return refunds.kind === 'listed' && hidesRefunds(original, refunds.refunds);
}

/** The same for a list that shows no more than how each refund stands. */
export function hidesRefunds(
	original: Original,
	shown: ReadonlyArray<Pick<ProviderRefund, 'state'>>,
): boolean {
	const hasStatus = original.status === 'PartialRefund' || original.status === 'Refund';
	if (hasStatus && standingRefunds(shown).length === 0) return true;
	return original.hasNegativeAttempt && shown.length === 0;
}

/**
 * A refund is a child invoice (documented). The invoice it was made on is read as well: it alone tells the
 * currency for sure, and the tax in what went back.
 */
export const readRefund: ReadRefund = async (http, { refundId }) => {
	const what = `refund ${refundId}`;
	const senseless = (why: string) => senselessAnswer({ profile }, what, why);
	const body = await readInvoice(http, refundId, what);
	if (!body.ok) return body;
	const child = body.value;
	if (!isWireObject(child)) return senseless('it is not an invoice');
	if (wireId(child.invoiceId) !== refundId) return senseless('it is about another invoice');
	// Not `providerAnswerInvalid`: Revolv3's answer is sound, the id is of the wrong thing. There is no such refund.
	if (child.parentInvoiceId === null) {
		const message = `'${labels.refundId}' ${refundId} is an invoice at Revolv3 and not a refund of one.`;
		return { ok: false, refusal: refusal('invoiceNotFound', message) };
	}
	const parentId = wireId(child.parentInvoiceId);
	if (parentId === null) return senseless('it does not say which invoice was refunded');
	const parent = await readInvoice(http, parentId);
	if (!parent.ok) {
		const isGone = parent.refusal.code === 'invoiceNotFound';
		return isGone ? senseless(`it names invoice ${parentId}, which Revolv3 does not have`) : parent;
	}
	const read = readOriginal(parent.value, parentId);
	if (!read.ok)
		return senseless(`invoice ${parentId}, which it was made on, is unclear: ${read.why}`);
	const { original } = read;
	if (original.parentInvoiceId !== null) {
		return senseless(`invoice ${parentId}, which it was made on, is itself a refund`);
	}
	return {
		ok: true,
		value: currentRefund(childRefund(child, original, environmentOf(http)), original),
	};
};
