import { Broken, type Facts } from '../story';
import { entriesOf } from './bookingsOf';

/** Never two refunds for one key in an account's books. What was declined gave nothing back and doesn't count. */
export function nothingDouble(facts: Facts): void {
	const seen = new Map<string, number>();
	for (const { counts, account, invoiceId, booking, amountMinor } of entriesOf(facts)) {
		if (!counts) continue;
		const key = JSON.stringify([account, invoiceId, booking.reference]);
		const before = seen.get(key);
		if (before !== undefined) {
			throw new Broken(
				'double',
				`invoice ${invoiceId} of account ${account + 1} was refunded twice ${booking.reference === '' ? 'without a reference' : `as ${booking.reference}`}, with ${before} and ${amountMinor}`,
			);
		}
		seen.set(key, amountMinor);
	}
}
