import type { Read } from '../../shared/engine/adapter';
import {
	standingRefunds,
	type ShownRefund,
	type ShownRefunds,
	isKnown,
} from '../../shared/engine/snapshot';
import { childRefund } from './childRefund';
import type { Original } from './original';
import type { Sweep } from './sweep';
import { wireId } from './wireId';

/**
 * The original's refunds out of a sweep, together with those this run has made.
 * One standing refund of unreadable amount makes the whole list unreadable (design §6).
 *
 * @param noted confirmed in this run: each is listed once, with the amount that was confirmed and the state shown now
 */
export function refundsIn(
	sweep: Sweep,
	original: Original,
	noted: readonly ShownRefund[],
): Read<ShownRefunds> {
	if (sweep.kind === 'failed') return { ok: false, refusal: sweep.refusal };
	if (sweep.kind !== 'complete') return unreadable(sweep.why);
	const refunds: ShownRefund[] = [];
	for (const child of sweep.children.get(original.invoiceId) ?? []) {
		const id = wireId(child.invoiceId);
		const refund = childRefund(
			child,
			original,
			noted.filter(isKnown).find(({ refundId }) => refundId === id) ?? null,
		);
		if (!refund) return unreadable(`The amount of refund ${id ?? 'without id'} can't be read.`);
		refunds.push(refund);
	}
	const shown = new Set(refunds.map(({ refundId }) => refundId));
	refunds.push(...noted.filter(({ refundId }) => refundId === null || !shown.has(refundId)));
	return { ok: true, value: { kind: 'listed', refunds } };
}

/**
 * Whether the original itself speaks of a refund that the list does not show. Whether it ever does is unknown
 * (dossier §3.3, §4); but if it does, an empty list is not to be believed.
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

function unreadable(why: string): Read<ShownRefunds> {
	return { ok: true, value: { kind: 'unreadable', why } };
}
