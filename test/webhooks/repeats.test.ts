import {
	markOf,
	MOST_REMEMBERED,
	noteDelivery,
	REMEMBERED_MS,
} from '../../nodes/shared/webhook/repeats';
import type { WebhookEvent } from '../../nodes/shared/webhook/webhook';

const event: WebhookEvent = {
	event: 'invoice_created',
	eventId: 'evt_1',
	invoiceId: null,
	parentInvoiceId: null,
	status: null,
	amountMinor: null,
	body: {},
};
const start = 1_782_896_400_000;

describe('the mark of a delivery', () => {
	it('is the same for the same event, whatever else is in the body', () => {
		expect(markOf(event, Buffer.from('one'))).toBe(markOf(event, Buffer.from('two')));
		expect(markOf(event, Buffer.from('one'))).not.toBe(
			markOf({ ...event, eventId: 'evt_2' }, Buffer.from('one')),
		);
	});

	it('is that of the whole body where the event has no id', () => {
		const nameless = { ...event, eventId: null };
		expect(markOf(nameless, Buffer.from('one'))).toBe(markOf(nameless, Buffer.from('one')));
		expect(markOf(nameless, Buffer.from('one'))).not.toBe(markOf(nameless, Buffer.from('two')));
	});

	it('shows nothing of the event', () => {
		expect(markOf(event, Buffer.from('one'))).toMatch(/^[\w-]{22}$/);
	});
});

describe('noting a delivery', () => {
	it('calls the second one repeated, for an hour from the last', () => {
		const first = noteDelivery([], 'a', start);
		expect(first.repeated).toBe(false);
		const second = noteDelivery([first.remembered], 'a', start + REMEMBERED_MS - 1);
		expect(second.repeated).toBe(true);
		const third = noteDelivery([second.remembered], 'a', start + 2 * REMEMBERED_MS - 2);
		expect(third.repeated).toBe(true);
		expect(noteDelivery([first.remembered], 'a', start + REMEMBERED_MS).repeated).toBe(false);
		expect(noteDelivery([first.remembered], 'b', start).repeated).toBe(false);
	});

	it('forgets what is older, and what a wrong clock put into the future', () => {
		const kept = { old: start - REMEMBERED_MS, future: start + 1, recent: start - 1 };
		expect(noteDelivery([kept], 'a', start).remembered).toEqual({ a: start, recent: start - 1 });
		expect(noteDelivery([kept], 'future', start).repeated).toBe(false);
	});

	it('keeps the latest and no more than it may', () => {
		let remembered: unknown;
		for (let count = 0; count < MOST_REMEMBERED + 7; count++) {
			({ remembered } = noteDelivery([remembered], `${count}`, start + count));
		}
		const marks = Object.keys(remembered as object).map(Number);
		expect(marks.sort((one, other) => one - other)).toEqual(
			[...Array(MOST_REMEMBERED).keys()].map((place) => place + 7),
		);
	});

	it('goes by all memories, and by the later time where two know a delivery', () => {
		const [old, recent] = [{ a: start - REMEMBERED_MS, b: start - 2 }, { a: start - 1 }];
		for (const memories of [
			[old, recent],
			[recent, old],
		]) {
			expect(noteDelivery(memories, 'a', start).repeated).toBe(true);
			expect(noteDelivery(memories, 'b', start).repeated).toBe(true);
			expect(noteDelivery([{ a: start - 9 }, ...memories], 'c', start).remembered).toEqual({
				a: start - 1,
				b: start - 2,
				c: start,
			});
		}
	});

	it.each([null, 'text', 7, [], { a: 'then' }, { a: null }, { a: {} }])(
		'begins anew where n8n kept %j',
		(kept) => {
			expect(noteDelivery([kept], 'a', start)).toEqual({
				repeated: false,
				remembered: { a: start },
			});
		},
	);
});
