import { revolv3 } from '../../../nodes/Revolv3/adapter';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import {
	answer,
	child,
	fakeRevolv3,
	invoice,
	minor,
	pageOf,
	planOf,
	shown,
	snapshotOf,
	strangers,
	type Fields,
} from './samples';

/** The numbers of the original, as the documented sample of a refund has them. */
const repeated = { subtotal: 100, tax: 10, total: 110 };
const invoices = { '1001': invoice(), '1002': invoice({ invoiceId: 1002 }) };

function open(list?: (request: HttpRequest) => HttpOutcome | Promise<HttpOutcome>) {
	const fake = fakeRevolv3({ invoices, ...(list ? { list } : {}) });
	return { ...fake, books: revolv3.openReader(fake.http) };
}

describe('Revolv3, refunds this run has made', () => {
	it('count for a second item of the same invoice without another sweep', async () => {
		const { books: reader, lists } = open();
		await snapshotOf(reader);
		reader.noteRefund?.(planOf(2000), shown());
		expect(await snapshotOf(reader)).toMatchObject({
			refundableMinor: 8000,
			refunds: { kind: 'listed', refunds: [shown()] },
		});
		expect(lists()).toHaveLength(1);
	});

	it('count for no other invoice', async () => {
		const { books: reader } = open();
		reader.noteRefund?.(planOf(2000), shown());
		expect(await snapshotOf(reader, '1002')).toMatchObject({ refundableMinor: 10_000 });
	});

	it('are listed once when a later sweep shows them too, as confirmed and in their state of now', async () => {
		const { books: reader } = open(() =>
			answer(200, [child({ ...repeated, invoiceStatus: 'RefundFailed', invoiceAttempts: null })]),
		);
		reader.noteRefund?.(planOf(2000), shown({ state: 'pending', status: 'RefundPending' }));
		expect((await snapshotOf(reader)).refunds).toMatchObject({
			kind: 'listed',
			refunds: [{ refundId: '2002', amountMinor: 2000, taxMinor: 200, state: 'declined' }],
		});
	});

	it('are listed once when they are noted twice', async () => {
		const { books: reader } = open();
		reader.noteRefund?.(planOf(2000), shown({ state: 'pending' }));
		reader.noteRefund?.(planOf(2000), shown());
		expect((await snapshotOf(reader)).refunds).toEqual({ kind: 'listed', refunds: [shown()] });
	});

	it('answer for an invoice that says PartialRefund while the list shows nothing', async () => {
		const fake = fakeRevolv3({ invoices: { '1001': invoice({ invoiceStatus: 'PartialRefund' }) } });
		const reader = revolv3.openReader(fake.http);
		reader.noteRefund?.(planOf(2000), shown());
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
	});
});

describe('Revolv3, the read-back', () => {
	it('asks anew and shows the refund, also to the items that follow', async () => {
		let rows: Fields[] = [];
		const { books: reader, lists } = open(() => answer(200, rows));
		await snapshotOf(reader);
		rows = [child(), child({ invoiceId: 2004, parentInvoiceId: 1002 })];
		expect(await reader.inquire?.(planOf(2000))).toMatchObject({
			ok: true,
			value: [{ refundId: '2002', invoiceId: '1001', amountMinor: 2000 }],
		});
		expect(await snapshotOf(reader, '1002')).toMatchObject({ refundableMinor: 8000 });
		expect(lists()).toHaveLength(2);
	});

	it('never joins a sweep that was under way before the doubt', async () => {
		let release: (() => void) | undefined;
		let call = 0;
		const { books: reader } = open(async () => {
			if (call++ > 0) return answer(200, [child()]);
			await new Promise<void>((resolve) => {
				release = resolve;
			});
			return answer(200, []);
		});
		const waiting = snapshotOf(reader, '1002');
		while (!release) await Promise.resolve();
		const readBack = await reader.inquire?.(planOf(2000));
		release();
		expect(readBack).toMatchObject({ ok: true, value: [{ refundId: '2002' }] });
		expect((await waiting).refunds).toEqual({ kind: 'listed', refunds: [] });
		expect(await snapshotOf(reader)).toMatchObject({ refundableMinor: 8000 });
		expect(call).toBe(2);
	});

	it('reads the invoice first when this run has not', async () => {
		const { books: reader, asked } = open(() => answer(200, [child()]));
		expect(await reader.inquire?.(planOf(2000))).toMatchObject({ ok: true, value: [{}] });
		expect(asked.map(({ path }) => path)).toEqual(['/api/Invoices/1001', '/api/Invoices/v1']);
	});

	it('finds nothing where nothing is', async () => {
		expect(await open().books.inquire?.(planOf(2000))).toEqual({ ok: true, value: [] });
	});

	it.each<readonly [string, HttpOutcome, string]>([
		['no answer', { kind: 'noAnswer', sent: 'perhaps', why: 'it hung up' }, 'providerUnavailable'],
		['no list', answer(200, {}), 'providerAnswerInvalid'],
		['more rows than were asked for', answer(200, strangers(101)), 'providerAnswerInvalid'],
	])('does not say "not there" on %s', async (_, outcome, code) => {
		const { books: reader } = open(() => outcome);
		expect(await reader.inquire?.(planOf(2000))).toMatchObject({ ok: false, refusal: { code } });
	});

	it('does not say "not there" of a list beyond the bound', async () => {
		const { books: reader } = open((request) => pageOf(strangers(2_000), request));
		expect(await reader.inquire?.(planOf(2000))).toMatchObject({
			ok: false,
			refusal: { code: 'providerAnswerInvalid' },
		});
	});

	it('does not say "not there" of an invoice that is not found', async () => {
		const { books: reader } = open();
		const elsewhere = planOf(2000, { target: { businessId: null, invoiceId: '9' } });
		expect(await reader.inquire?.(elsewhere)).toMatchObject({
			ok: false,
			refusal: { code: 'invoiceNotFound' },
		});
	});

	it('keeps the amount that was confirmed for a refund of this run', async () => {
		const { books: reader } = open(() =>
			answer(200, [child({ ...repeated, invoiceAttempts: null })]),
		);
		reader.noteRefund?.(planOf(2000), shown({ amountMinor: minor(1999) }));
		expect(await reader.inquire?.(planOf(500))).toMatchObject({
			ok: true,
			value: [{ refundId: '2002', amountMinor: 1999 }],
		});
	});

	it('shows a declined refund, with its amount where that is told', async () => {
		const declined = { invoiceStatus: 'RefundDeclined' };
		const { books: reader } = open(() =>
			answer(200, [
				child(declined),
				child({ ...declined, ...repeated, invoiceId: 2003, invoiceAttempts: null }),
			]),
		);
		expect(await reader.inquire?.(planOf(2000))).toMatchObject({
			ok: true,
			value: [
				{ refundId: '2002', state: 'declined', amountMinor: 2000 },
				{ refundId: '2003', state: 'declined', amountMinor: null },
			],
		});
	});

	it('takes a new refund for what was sent, where it may be of that', async () => {
		const split = child({ ...repeated, invoiceAttempts: [{ amount: -22 }] });
		const { books: reader } = open(() => answer(200, [split, { ...split, invoiceId: 2003 }]));
		const plan = planOf(2000, { seenRefundIds: ['2003'] });
		expect(await reader.inquire?.(plan)).toMatchObject({
			ok: true,
			value: [
				{ refundId: '2002', amountMinor: 2000, taxMinor: 200 },
				{ refundId: '2003', amountMinor: null },
			],
		});
		expect(await reader.inquire?.(planOf(1500))).toMatchObject({
			value: [{ amountMinor: null }, { amountMinor: null }],
		});
	});

	describe('of a refund that the doubtful answer named', () => {
		const hidden = (
			refund: Fields,
			list: (request: HttpRequest) => HttpOutcome = () => answer(200, []),
		) => {
			const fake = fakeRevolv3({ invoices: { ...invoices, '2002': refund }, list });
			return { ...fake, books: revolv3.openReader(fake.http) };
		};

		it('reads it by itself where the list does not show it', async () => {
			const { books: reader, gets } = hidden(child());
			expect(await reader.inquire?.(planOf(2000), '2002')).toMatchObject({
				ok: true,
				value: [{ refundId: '2002', amountMinor: 2000, taxMinor: 200 }],
			});
			expect(gets()).toEqual(['1001', '2002']);
		});

		it('reads it by itself where the list can not be read at all', async () => {
			const { books: reader } = hidden(child(), () => answer(503, null));
			expect(await reader.inquire?.(planOf(2000), '2002')).toMatchObject({
				ok: true,
				value: [{ refundId: '2002' }],
			});
		});

		it('does not ask for it again where the list shows it', async () => {
			const { books: reader, gets } = hidden(child(), () => answer(200, [child()]));
			expect(await reader.inquire?.(planOf(2000), '2002')).toMatchObject({
				value: [{ refundId: '2002' }],
			});
			expect(gets()).toEqual(['1001']);
		});

		it.each<readonly [string, Fields]>([
			['of another invoice', child({ parentInvoiceId: 1002 })],
			['no refund', child({ parentInvoiceId: null })],
			['another one', child({ invoiceId: 2003 })],
		])('does not take it where it is %s', async (_, refund) => {
			const { books: reader } = hidden(refund);
			expect(await reader.inquire?.(planOf(2000), '2002')).toEqual({ ok: true, value: [] });
		});
	});
});
