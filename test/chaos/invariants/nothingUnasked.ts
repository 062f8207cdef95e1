import { Broken, type Facts } from '../story';
import { entriesOf, fits } from './bookingsOf';
import { keyOf } from './keyOf';

/** No refund by accident: each one in the books was asked for in that account, with that amount, and is under its own key. */
export function nothingUnasked(facts: Facts): void {
	const wishes = facts.executions.flatMap(({ batch }) => batch.wishes);
	for (const entry of entriesOf(facts)) {
		const { account, invoiceId, amountMinor, key, booking } = entry;
		const what = `${amountMinor} of invoice ${invoiceId} of account ${account + 1} as '${booking.reference}'`;
		const asked = wishes.some(
			(wish) =>
				wish.account === account &&
				facts.invoiceIds[wish.invoice] === invoiceId &&
				wish.reference === booking.reference &&
				fits(entry, wish),
		);
		if (!asked) throw new Broken('unasked', `${what} is in the books and nobody asked for it`);
		if (facts.wasChanged(entry))
			throw new Broken('unasked', `${what} was changed after it was made`);
		const wanted = keyOf(facts, account, invoiceId, booking.reference);
		if (facts.provider !== 'revolv3' && key !== wanted) {
			throw new Broken('unasked', `${what} is under the key ${key ?? 'none'} instead of ${wanted}`);
		}
	}
}
