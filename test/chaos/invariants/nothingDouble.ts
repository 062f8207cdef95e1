import { Broken, type Facts } from '../story';
import { entriesOf } from './bookingsOf';

/** Never two refunds for one key in the books. What was declined gave nothing back and doesn't count. */
export function nothingDouble(facts: Facts): void {
	const seen = new Map<string, number>();
	for (const { counts, invoiceId, booking, amountMinor } of entriesOf(facts)) {
		if (!counts) continue;
		const key = JSON.stringify([invoiceId, booking.reference]);
		const before = seen.get(key);
		if (before !== undefined) {
			throw new Broken(
				'double',
				`invoice ${invoiceId} was refunded twice ${booking.reference === '' ? 'without a reference' : `as ${booking.reference}`}, with ${before} and ${amountMinor}`,
			);
		}
		seen.set(key, amountMinor);
	}
}
