import { layer } from '../../../nodes/Layer/adapter';
import { listRefunds } from '../../../nodes/Layer/adapter/lists';
import { onlyFitting } from '../../../nodes/shared/engine/request/onlyFitting';
import {
	answer,
	bare,
	businessId,
	key,
	list,
	otherKey,
	otherRefundId,
	page,
	reading,
	refund,
	refundId,
	refused,
	type Script,
} from './samples';

const ours = refund({ external_id: key });
const theirs = refund({ id: otherRefundId, external_id: otherKey });

/** Follows the list to its end, and tells which rows were asked for. */
async function listWith(script: Script, filters: Readonly<Record<string, string>>) {
	const { http, left } = reading(script);
	const query = { businessId, invoiceId: null, filters, rows: 1 };
	const open = listRefunds.open(http, query);
	const readPage = onlyFitting(open, listRefunds, query, layer.profile);
	const wanted: string[] = [];
	let next: string | null = null;
	do {
		const read: Awaited<ReturnType<typeof readPage>> = await readPage(next);
		if (!read.ok) return read;
		for (const { name, row } of read.value.rows) if (row !== null) wanted.push(name);
		next = read.value.nextPage;
	} while (next !== null);
	expect(left()).toBe(0);
	return wanted;
}

describe("Layer's list of refunds by external id", () => {
	const byKey = { external_id: key };

	it('is compared again, since a server may leave the filter aside', async () => {
		const script: Script = [
			[list(byKey), page([theirs], 'c1')],
			[list({ ...byKey, cursor: 'c1' }), page([ours])],
		];
		expect(await listWith(script, byKey)).toEqual([refundId]);
	});

	it('is read whole when the name of the filter is turned down, and compared here', async () => {
		const script: Script = [
			[list(byKey), answer(400, { type: 'BadRequest', description: 'No.' })],
			[list(), page([theirs], 'c1')],
			[list({ cursor: 'c1' }), page([ours])],
		];
		expect(await listWith(script, byKey)).toEqual([refundId]);
	});

	it('is refused when it is turned down either way', async () => {
		const no = answer(400, { type: 'BadRequest', description: 'No.' });
		const script: Script = [
			[list(byKey), no],
			[list(), no],
			[{ ...list(), query: { limit: 100, ...byKey } }, no],
			[{ ...list(), query: { limit: 100 } }, no],
		];
		expect(await listWith(script, byKey)).toMatchObject(refused('providerAnswerInvalid'));
	});

	it.each([7, null, undefined])(
		'passes over a row whose external id is %p',
		async (external_id) => {
			const other = { ...theirs, external_id };
			expect(await listWith([[list(byKey), bare([other, ours])]], byKey)).toEqual([refundId]);
		},
	);
});

describe("Layer's list of refunds by the day they were completed", () => {
	const from = '2026-02-01T00:00:00.000Z';
	const until = '2026-02-28T23:59:59.999Z';
	const within = { completed_at_start: from, completed_at_end: until };
	const at = (completedAt: unknown) => refund({ completed_at: completedAt });

	it.each([
		['at the first moment', from, 1],
		['at the last moment', until, 1],
		['before', '2026-01-31T23:59:59.999Z', 0],
		['after', '2026-03-01T00:00:00.000Z', 0],
		['nobody knows when', undefined, 1],
		['not at all', null, 0],
	])('has one completed %s: %s, %i', async (_, completedAt, count) => {
		expect(await listWith([[list(within), page([at(completedAt)])]], within)).toHaveLength(count);
	});
});
