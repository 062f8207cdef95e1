import type { Read } from '../../shared/engine/adapter';
import type { WireObject } from '../../shared/engine/readAnswer';
import {
	isKnown,
	standingRefunds,
	type ShownRefund,
	type ShownRefunds,
} from '../../shared/engine/snapshot';
import { hasNoAttempts } from './attempts';
import { childRefund } from './childRefund';
import type { OpenedInvoices } from './openedInvoices';
import type { Original } from './original';
import { refundState } from './status';
import { wireId } from './wireId';

/** What refunds are read with. */
export interface RefundReader {
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
	noted: readonly ShownRefund[],
	{ opened, environment }: RefundReader,
	areAll = true,
): Promise<Read<readonly ShownRefund[]>> {
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

function stateOf({ invoiceStatus }: WireObject): Pick<ShownRefund, 'state'> {
	return { state: refundState(typeof invoiceStatus === 'string' ? invoiceStatus : null) };
}

/**
 * Whether the original itself speaks of a refund that the list does not show. Whether it ever does is not documented;
 * but if it does, an empty list is not to be believed.
 */
export function contradicts(original: Original, refunds: ShownRefunds): boolean {
	return refunds.kind === 'listed' && hidesRefunds(original, refunds.refunds);
}

/** The same for a list that shows no more than how each refund stands. */
export function hidesRefunds(
	original: Original,
	shown: ReadonlyArray<Pick<ShownRefund, 'state'>>,
): boolean {
	const hasStatus = original.status === 'PartialRefund' || original.status === 'Refund';
	if (hasStatus && standingRefunds(shown).length === 0) return true;
	return original.hasNegativeAttempt && shown.length === 0;
}
