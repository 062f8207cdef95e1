import type { BookedRefund } from '../../sandbox';
import { judge, type StageBooks } from './story/judge';
import { saidIn } from './story/said';
import type { Step, Word } from './story/script';

const booked = (changes: Partial<BookedRefund> = {}): BookedRefund => ({
	seq: 1,
	provider: 'revolv3',
	refundId: '2001',
	invoiceId: 'main',
	amountMinor: 2_000,
	taxMinor: 200,
	key: null,
	status: 'PartialRefund',
	counts: true,
	source: 'api',
	rewrites: 0,
	...changes,
});

const success = {
	outcome: 'refunded',
	provider: 'revolv3',
	invoiceId: 'main',
	refundId: '2001',
	amount: '20.00',
	amountMinor: 2_000,
	total: '22.00',
	currency: 'USD',
	status: 'PartialRefund',
	reference: 'TICKET-1',
};

const failure = (outcome: string, code: string, more: object = {}) => ({
	error: 'no',
	message: 'no',
	details: { outcome, code, amountMinor: 2_000, ...more },
});

/** Judges a refund of 20.00 of which the node said this, while the books hold that. */
function judged(
	item: object,
	books: readonly BookedRefund[],
	{
		fresh = books,
		expect: words = ['refunded'],
		operation = 'refund',
	}: {
		fresh?: readonly BookedRefund[];
		expect?: readonly Word[];
		operation?: 'refund' | 'checkRefund';
	} = {},
) {
	const stage: StageBooks = {
		provider: 'revolv3',
		idOf: (invoice) => invoice,
		booked: () => books.filter(({ counts }) => counts),
	};
	const step: Step = {
		name: 'part',
		does: 'refunds a part',
		ask: { operation, items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 2_000 }] },
		expect: [words],
	};
	const ledger = { of: () => stage.booked('main') };
	return judge(
		stage,
		ledger,
		step,
		{ words: [words], doubt: null, hides: new Set() },
		[saidIn({ ...item })],
		fresh,
	);
}

describe('the judge of the story', () => {
	it('finds nothing in a success that the books hold', () => {
		expect(judged(success, [booked()])).toEqual({ unsafe: [], useless: [] });
	});

	it.each<[string, object, readonly BookedRefund[], RegExp]>([
		['a success that is not booked', success, [], /nothing is booked/],
		['two refunds under one reference', success, [booked(), booked({ seq: 2 })], /2 refunds stand/],
		[
			'another amount',
			{ ...success, amount: '21.00', amountMinor: 2_100 },
			[booked()],
			/amount is 2100/,
		],
		['another total', { ...success, total: '20.00' }, [booked()], /total is 2000/],
		['another refund', { ...success, refundId: '2002' }, [booked()], /refund is 2002/],
		[
			'a final word about a pending refund',
			success,
			[booked({ status: 'RefundPending' })],
			/the books say RefundPending/,
		],
		[
			'a pending word about a final refund',
			{ ...success, outcome: 'pending' },
			[booked()],
			/the books say PartialRefund/,
		],
		['a success that was declined', success, [booked({ counts: false })], /nothing is booked/],
		[
			'a refusal that left a refund',
			failure('refused', 'providerUnavailable'),
			[booked()],
			/this run booked a refund/,
		],
		[
			'a mismatch where there is none',
			failure('unknown', 'confirmedOtherwise', { confirmedMinor: 2_000 }),
			[booked()],
			/it was this one/,
		],
	])('calls unsafe: %s', (_name, item, books, why) => {
		expect(judged(item, books).unsafe.join('; ')).toMatch(why);
	});

	it.each(['notRefundable', 'providerRefused', 'amountTooHigh', 'referenceConflict'])(
		'calls unsafe: %s of a refund that was made before',
		(code) => {
			const { unsafe } = judged(failure('refused', code), [booked()], { fresh: [] });
			expect(unsafe.join('; ')).toMatch(/the refund is booked/);
		},
	);

	it('calls unsafe: a check that booked, and one that would refund again', () => {
		const item = { wouldRefund: true, reasons: [], amount: '20.00', refundable: '80.00' };
		const { unsafe } = judged(item, [booked()], {
			operation: 'checkRefund',
			expect: ['would refund'],
		});
		expect(unsafe).toEqual(['it booked a refund', 'it would refund what is refunded']);
	});

	it('calls useless, and not unsafe, a doubt about a refund that can be known', () => {
		const { unsafe, useless } = judged(failure('unknown', 'outcomeUnknown'), [booked()]);
		expect(unsafe).toEqual([]);
		expect(useless.join('; ')).toMatch(/unknown outcomeUnknown, not refunded/);
	});

	it('calls useless, and not unsafe, an amount that is kept back', () => {
		const { unsafe, useless } = judged({ ...success, total: null }, [booked()]);
		expect(unsafe).toEqual([]);
		expect(useless).toEqual(['the total is not told, and it is 2200']);
	});
});
