import { decide } from '../../../nodes/shared/engine/decide/decide';
import { caseOf, FACTS, requestOf, shown, snapshotOf } from './samples';

const { layer } = FACTS;

/** What a refund dated `completedAt` comes to on an invoice that was last paid at `lastPaymentAt`; Berlin's zone. */
function dated(completedAt: string, lastPaymentAt: string | null, changes = {}) {
	const request = requestOf(layer, { completedAt });
	const { invoiceId } = request.target;
	return decide(
		caseOf(layer, request, snapshotOf({ invoiceId, lastPaymentAt, ...changes })),
		layer,
	);
}

describe('a refund that is dated before the last payment', () => {
	const paid = '2026-01-20T09:00:00.000Z';

	it.each([
		['the day before', '2026-01-19T12:00:00Z'],
		['long before', '2025-01-20T12:00:00Z'],
		['a day without a time', '2026-01-19'],
	])('is refused: %s', (_, completedAt) => {
		expect(dated(completedAt, paid)).toMatchObject({
			kind: 'refuse',
			reasons: [{ code: 'invalidParameter', message: expect.stringContaining("'Completed At'") }],
		});
	});

	it.each([
		['on the same day, though hours earlier', '2026-01-20T01:00:00Z', paid],
		['on the same day where the workflow is', '2026-01-19T23:30:00Z', paid],
		['on the same day in UTC', '2026-01-20', paid],
		['after it', '2026-01-21T00:00:00Z', paid],
		['at the moment of planning', '', paid],
		['whenever no payment is dated', '2025-01-20T12:00:00Z', null],
	])('is taken: %s', (_, completedAt, lastPaymentAt) => {
		expect(dated(completedAt, lastPaymentAt).kind).toBe('plan');
	});

	it('is no reason against a refund that is there already', () => {
		const { key } = requestOf(layer);
		const refunds = [shown({ externalId: key })];
		const found = { refunds: { kind: 'listed', refunds } as const };
		expect(dated('2026-01-19T12:00:00Z', paid, found).kind).toBe('found');
	});
});
