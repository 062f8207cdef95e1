import type { AccountRefund, Booking, Facts } from '../story';
import { amountOf, type Wish } from '../wish';

export interface Entry extends AccountRefund {
	readonly booking: Booking;
}

/** What the node's requests have put into the books, with whose and what for. */
export function entriesOf({ bookings, refunds }: Facts): readonly Entry[] {
	const nameOf = ({ account, seq }: Booking | AccountRefund) => `${account} ${seq}`;
	const byName = new Map(bookings.map((booking) => [nameOf(booking), booking]));
	return refunds.flatMap((refund) => {
		const booking = byName.get(nameOf(refund));
		return booking ? [{ ...refund, booking }] : [];
	});
}

/** The entries made under a wish's key: same account, same invoice, same reference. */
export function underKeyOf(wish: Wish, facts: Facts): readonly Entry[] {
	const invoiceId = facts.invoiceIds[wish.invoice];
	return entriesOf(facts).filter(
		(entry) =>
			entry.account === wish.account &&
			entry.invoiceId === invoiceId &&
			entry.booking.reference === wish.reference,
	);
}

/** Whether an entry is what the wish asked for, to the unit. */
export function fits(entry: Entry, wish: Wish): boolean {
	const amount = amountOf(wish);
	return amount === null || entry.amountMinor === amount;
}
