import type { BookedRefund } from '../../../sandbox/types';
import type { Booking, Facts } from '../story';
import { amountOf, type Wish } from '../wish';

export interface Entry extends BookedRefund {
	readonly booking: Booking;
}

/** What the node's requests have put into the books, with whose and what for. */
export function entriesOf({ bookings, refunds }: Facts): readonly Entry[] {
	const bySeq = new Map(bookings.map((booking) => [booking.seq, booking]));
	return refunds.flatMap((refund) => {
		const booking = bySeq.get(refund.seq);
		return booking ? [{ ...refund, booking }] : [];
	});
}

/** The entries made under a wish's key: same invoice, same reference. */
export function underKeyOf(wish: Wish, facts: Facts): readonly Entry[] {
	const invoiceId = facts.invoiceIds[wish.invoice];
	return entriesOf(facts).filter(
		(entry) => entry.invoiceId === invoiceId && entry.booking.reference === wish.reference,
	);
}

/** Whether an entry is what the wish asked for, to the unit. */
export function fits(entry: Entry, wish: Wish): boolean {
	const amount = amountOf(wish);
	return amount === null || entry.amountMinor === amount;
}
