import { revolv3 } from '../../../nodes/Revolv3/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import {
	answer,
	child,
	fakeRevolv3,
	invoice,
	pageOf,
	planOf,
	refusalOf,
	snapshotOf,
	strangers,
	type Fields,
} from './samples';

const paidOn = (day: string, id: number): Fields =>
	invoice({
		invoiceId: id,
		merchantCustomerRefId: null,
		customerId: null,
		invoiceAttempts: [{ amount: 110, invoiceAttemptDate: `${day}T10:00:00Z` }],
	});

const invoices = {
	'1001': invoice(),
	'1002': invoice({ invoiceId: 1002 }),
	'1003': invoice({ invoiceId: 1003, merchantCustomerRefId: 'C-2' }),
	'31': paidOn('2026-03-10', 31),
	'32': paidOn('2026-03-12', 32),
	'33': paidOn('2026-03-08', 33),
};

/** Time stands still unless a test moves it. */
let now = 0;

function open(list?: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>) {
	const fake = fakeRevolv3({ invoices, ...(list ? { list } : {}) });
	return { ...fake, books: revolv3.openReader(fake.http, { now: () => now }) };
}

const days = (lists: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
	lists.map(({ lastUpdateStartDate }) => lastUpdateStartDate);

describe('Revolv3, scans within a run', () => {
	it('are shared by the invoices of one customer, while each invoice is read anew', async () => {
		const { books: reader, asked, lists } = open();
		for (const id of ['1001', '1002', '1001']) await snapshotOf(reader, id);
		expect(lists()).toHaveLength(1);
		expect(asked).toHaveLength(4);
	});

	it('are not shared by two customers', async () => {
		const { books: reader, lists } = open();
		for (const id of ['1001', '1003']) await snapshotOf(reader, id);
		expect(lists().map((query) => query.merchantCustomerRefId)).toEqual(['C-1', 'C-2']);
	});

	it('by day are reused for a later day and not for an earlier one', async () => {
		const { books: reader, lists } = open();
		for (const id of ['31', '32', '33', '31']) await snapshotOf(reader, id);
		expect(days(lists())).toEqual(['2026-03-10', '2026-03-08']);
	});

	it('are read once by items that run at the same time', async () => {
		const { books: reader, lists } = open();
		await Promise.all(['1001', '1002', '1001'].map(async (id) => await snapshotOf(reader, id)));
		await Promise.all(['31', '32'].map(async (id) => await snapshotOf(reader, id)));
		expect(lists()).toHaveLength(2);
	});

	it('are not shared by two runs', async () => {
		const fake = fakeRevolv3({ invoices });
		for (let run = 0; run < 2; run++) await snapshotOf(revolv3.openReader(fake.http));
		expect(fake.lists()).toHaveLength(2);
	});

	it.each([
		['failed', answer(503, null)],
		['made no sense', answer(200, {})],
	])('are read again after one that %s', async (_, first) => {
		let call = 0;
		const { books: reader } = open(() => (call++ === 0 ? first : answer(200, [child()])));
		await reader.readSnapshot({ businessId: null, invoiceId: '1001' }, planOf(1).key);
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});

	it('that fail, fail for all that waited for them', async () => {
		const { books: reader, lists } = open(() => answer(503, null));
		const refusals = await Promise.all(
			['1001', '1002'].map(async (id) => await refusalOf(reader, id)),
		);
		expect(refusals.map(({ code }) => code)).toEqual([
			'providerUnavailable',
			'providerUnavailable',
		]);
		expect(lists()).toHaveLength(1);
	});

	it('are read again after one whose request broke', async () => {
		let call = 0;
		const { books: reader } = open(() => {
			if (call++ === 0) throw new Error('cancelled');
			return answer(200, []);
		});
		await expect(snapshotOf(reader)).rejects.toThrow('cancelled');
		expect((await snapshotOf(reader)).refunds.kind).toBe('listed');
	});

	it('that are too long are not repeated for the same or an earlier day, but tried for a later one', async () => {
		const { books: reader, lists } = open((request) =>
			pageOf(strangers(request.query?.lastUpdateStartDate === '2026-03-12' ? 5 : 2_000), request),
		);
		const kinds: string[] = [];
		for (const id of ['31', '31', '33', '32']) {
			kinds.push((await snapshotOf(reader, id)).refunds.kind);
		}
		expect(kinds).toEqual(['unreadable', 'unreadable', 'unreadable', 'listed']);
		expect(lists()).toHaveLength(11);
	});

	it('that turn out too long while others wait leave these to try their own later day', async () => {
		const { books: reader } = open((request) =>
			pageOf(strangers(request.query?.lastUpdateStartDate === '2026-03-12' ? 5 : 2_000), request),
		);
		const [early, late] = await Promise.all([snapshotOf(reader, '31'), snapshotOf(reader, '32')]);
		expect([early.refunds.kind, late.refunds.kind]).toEqual(['unreadable', 'listed']);
	});

	it('are repeated once when the invoice speaks of a refund that the shared one does not show', async () => {
		let rows: Fields[] = [];
		let status = 'Paid';
		const fake = fakeRevolv3({
			invoices: {
				get '1001'() {
					return invoice({ invoiceStatus: status });
				},
			},
			list: () => answer(200, rows),
		});
		const reader = revolv3.openReader(fake.http);
		await snapshotOf(reader);
		rows = [child()];
		status = 'PartialRefund';
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(fake.lists()).toHaveLength(2);
	});

	it.each(['1001', '77'])('are dropped by a refresh of invoice %s', async (invoiceId) => {
		let rows: Fields[] = [];
		const { books: reader } = open(() => answer(200, rows));
		await snapshotOf(reader);
		rows = [child()];
		await reader.refresh?.({ businessId: null, invoiceId });
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});

	it('are read again once they are older than ten seconds', async () => {
		let rows: Fields[] = [];
		const { books: reader, lists } = open(() => answer(200, rows));
		await snapshotOf(reader);
		rows = [child()];
		now += 10_000;
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 10_000 });
		now += 1;
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(lists()).toHaveLength(2);
	});

	it('are joined while they are under way, however long they take', async () => {
		let release: (() => void) | undefined;
		const { books: reader, lists } = open(async () => {
			await new Promise<void>((resolve) => {
				release = resolve;
			});
			return answer(200, []);
		});
		const first = snapshotOf(reader);
		while (!release) await Promise.resolve();
		now += 60_000;
		const second = snapshotOf(reader, '1002');
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
		release();
		await Promise.all([first, second]);
		expect(lists()).toHaveLength(1);
	});

	it('that were too long stay so, however old', async () => {
		const { books: reader, lists } = open((request) => pageOf(strangers(2_000), request));
		await snapshotOf(reader);
		now += 60_000;
		await snapshotOf(reader);
		expect(lists()).toHaveLength(10);
	});
});
