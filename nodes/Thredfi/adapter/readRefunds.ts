import type { Read } from '../../shared/engine/adapter';
import type { RefundKey } from '../../shared/engine/refundKey';
import type { Target } from '../../shared/engine/request';
import { standingRefunds, type ShownRefund, type ShownRefunds } from '../../shared/engine/snapshot';
import { sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { isNotFound, readBody, type Reads } from './readBody';
import { readRefundList } from './readRefundList';
import { refundPath } from './wire';
import type { RefundShare, WireInvoice } from './wireInvoice';
import { invoicesOf, parseWireRefund, shareOn, toShownRefund } from './wireRefund';

/** Each refund of an invoice is one more request. */
const MOST_REFUNDS = 50;

/**
 * All refunds of an invoice: those it names, each fetched; all of the business where it names none.
 * The invoice's field is only seen in the client (§6 [C]), so its absence is never "no refunds".
 */
export async function readRefunds(
	http: Reads,
	target: Target,
	key: RefundKey,
	{ refundShares: shares }: WireInvoice,
): Promise<Read<ShownRefunds>> {
	if (shares === 'unreadable') return unreadable('its list of refunds is malformed');
	if (shares === 'missing') return await readFromList(http, target, key, null);
	const ids = new Set(shares.flatMap(({ refundId }) => (refundId === null ? [] : [refundId])));
	if (shares.some(({ refundId }) => refundId === null)) {
		return await readFromList(http, target, key, sumOfShares(shares));
	}
	if (ids.size > MOST_REFUNDS) return unreadable(`it has more than ${MOST_REFUNDS} refunds`);
	const refunds: ShownRefund[] = [];
	for (const refundId of ids) {
		const what = `refund ${refundId}`;
		const body = await readBody(http, target, { path: refundPath(target, refundId) }, what);
		if (isNotFound(body)) return unreadable(`it names ${what}, which Thredfi does not have`);
		if (!body.ok) return body;
		const parsed = parseWireRefund(body.value);
		if (!parsed.ok) return unreadable(parsed.why);
		if (parsed.value.refundId !== refundId) return unreadable(`${what} is shown as another one`);
		const amountMinor = shareOn(target.invoiceId, parsed.value);
		if (amountMinor === null) return unreadable(`${what} adds up to more than is exact`);
		const refund = toShownRefund(parsed.value, target.invoiceId, amountMinor);
		const told = sumOfShares(shares.filter((share) => share.refundId === refundId));
		// One that failed or was cancelled takes nothing off the invoice, whatever amount still stands there.
		if (refund.state !== 'spent' && told !== amountMinor) {
			return unreadable(`the invoice and ${what} differ on its amount`);
		}
		refunds.push(refund);
	}
	return { ok: true, value: { kind: 'listed', refunds } };
}

/** @param told what the invoice says was refunded in all; null where it says nothing */
async function readFromList(
	http: Reads,
	target: Target,
	key: RefundKey,
	told: MinorUnits | null,
): Promise<Read<ShownRefunds>> {
	const list = await readRefundList(http, target, () => false);
	if (list.kind === 'failed') return { ok: false, refusal: list.refusal };
	if (list.kind === 'partial') return unreadable(`the list of refunds can't be used: ${list.why}`);
	const refunds: ShownRefund[] = [];
	for (const row of list.rows) {
		const parsed = parseWireRefund(row);
		if (!parsed.ok) return unreadable(parsed.why);
		const { value: refund } = parsed;
		const isOn = invoicesOf(refund).includes(target.invoiceId);
		if (!isOn && refund.externalId !== key) continue;
		// The key is made of the invoice's id: a refund under it belongs here, also once it has lost its allocations.
		const amountMinor = isOn ? shareOn(target.invoiceId, refund) : refund.refundedMinor;
		if (amountMinor === null) return unreadable('a refund adds up to more than is exact');
		const shown = toShownRefund(refund, target.invoiceId, amountMinor);
		if (!isOn && shown.state !== 'spent') {
			return unreadable(
				`refund ${refund.refundId} has this refund's key and is not on the invoice`,
			);
		}
		if (!refunds.some(({ refundId }) => refundId === shown.refundId)) refunds.push(shown);
	}
	const agrees =
		told === null ||
		[refunds, standingRefunds(refunds)].some((some) => sumOfRefunds(some) === told);
	if (!agrees) return unreadable('the invoice and the list of refunds differ on the amount');
	return { ok: true, value: { kind: 'listed', refunds } };
}

const sumOfShares = (shares: readonly RefundShare[]) =>
	sumOf(shares.map(({ amountMinor }) => amountMinor));

/** What refunds add up to; null once the sum stops being exact. */
export const sumOfRefunds = (refunds: readonly ShownRefund[]) =>
	sumOf(refunds.map(({ amountMinor }) => amountMinor));

function unreadable(why: string): Read<ShownRefunds> {
	return {
		ok: true,
		value: { kind: 'unreadable', why: `Thredfi's refunds of this invoice are not clear: ${why}.` },
	};
}
