import { confirmRefund, findAmongInquired } from '../../../nodes/shared/engine/send/confirm';
import type { RefundPlan } from '../../../nodes/shared/engine/decide/plan';
import type { ProviderRefund } from '../../../nodes/shared/engine/provider/snapshot';
import { minor } from '../draw';
import { FACTS, planFor, shown, snapshotOf } from './samples';

const { layer, revolv3, thredfi } = FACTS;
const plan: RefundPlan = planFor(layer);
const claims = (changes: Partial<ProviderRefund> = {}) =>
	({ kind: 'claims', refund: shown(changes), alreadyThere: false }) as const;
const kindOf = (changes: Partial<ProviderRefund>, profile = layer, of = plan) =>
	confirmRefund(of, claims(changes), profile).kind;

describe('what a provider claims', () => {
	it('is confirmed where invoice, amount and key are those of the plan', () => {
		expect(kindOf({})).toBe('confirmed');
		expect(kindOf({ externalId: plan.key })).toBe('confirmed');
		expect(kindOf({ state: 'pending' })).toBe('confirmed');
	});

	it('is never confirmed with another amount, however near', () => {
		for (const amount of [0, 1, 1_249, 1_251, 125_000, 10_000]) {
			expect(kindOf({ amountMinor: minor(amount) })).toBe('otherwise');
			expect(kindOf({ amountMinor: minor(amount), state: 'pending' })).toBe('otherwise');
		}
	});

	it('proves nothing about another invoice, another key or no invoice', () => {
		expect(kindOf({ invoiceId: 'another' })).toBe('unclear');
		expect(kindOf({ invoiceId: null })).toBe('unclear');
		expect(kindOf({ externalId: 'n8nr1-other' })).toBe('unclear');
		expect(kindOf({ externalId: '' })).toBe('unclear');
	});

	it('is unclear with a status nobody has documented, whatever the amount', () => {
		expect(kindOf({ state: 'undocumented' })).toBe('unclear');
		expect(kindOf({ state: 'undocumented', amountMinor: minor(1) })).toBe('unclear');
	});

	it('is a no where the refund was declined or is spent', () => {
		expect(kindOf({ state: 'declined' })).toBe('declined');
		expect(kindOf({ state: 'keyUsedUp' })).toBe('keyUsedUp');
	});

	it('is unclear where the reading is', () => {
		const reading = { kind: 'unclear', why: 'HTML' } as const;
		expect(confirmRefund(plan, reading, layer)).toEqual(reading);
	});
});

describe('a running total', () => {
	const invoiceId = '1001';
	const earlier = shown({
		refundId: '2001',
		amountMinor: minor(3_000),
		taxMinor: minor(300),
		invoiceId,
	});
	const after = planFor(
		revolv3,
		{ options: { allowEarlierRefunds: true } },
		snapshotOf({
			invoiceId,
			taxMinor: minor(1_000),
			refundableMinor: minor(7_000),
			refunds: { kind: 'listed', refunds: [earlier] },
		}),
	);
	const total = { invoiceId, amountMinor: minor(4_250), taxMinor: minor(425) };

	it('is confirmed with this refund’s own amount and tax, where the provider may tell one', () => {
		expect(confirmRefund(after, claims(total), revolv3)).toMatchObject({
			kind: 'confirmed',
			refund: { amountMinor: 1_250, taxMinor: 125 },
		});
	});

	it('is another amount everywhere else', () => {
		expect(kindOf(total, thredfi, after)).toBe('otherwise');
		expect(kindOf({ ...total, amountMinor: minor(4_251) }, revolv3, after)).toBe('otherwise');
		expect(kindOf({ ...total, amountMinor: minor(3_000) }, revolv3, after)).toBe('otherwise');
	});
});

describe('sums that may be of earlier refunds too', () => {
	const invoiceId = '1001';
	const taxed = planFor(revolv3, {}, snapshotOf({ invoiceId, taxMinor: minor(1_000) }));
	/** @param moved what the refund's own attempt says */
	const compare = (
		moved: number | null,
		amountMinor: number | null,
		taxMinor: number | null = null,
		of = taxed,
	) => {
		const refund = shown({
			refundId: '2002',
			invoiceId,
			amountMinor: amountMinor === null ? null : minor(amountMinor),
			taxMinor: taxMinor === null ? null : minor(taxMinor),
		});
		const movedMinor = moved === null ? null : minor(moved);
		return confirmRefund(of, { kind: 'claims', refund, movedMinor, alreadyThere: false }, revolv3);
	};

	it('are those of the plan, whatever else the answer says', () => {
		for (const moved of [null, 1_375, 1_250, 399]) {
			expect(compare(moved, 1_250, 125)).toMatchObject({
				kind: 'confirmed',
				refund: { amountMinor: 1_250, taxMinor: 125 },
			});
		}
	});

	it.each([
		['with its tax', 1_375, 125],
		['with its tax, rounded another way', 1_376, 126],
		['without its tax', 1_250, null],
	])('hide a refund that nobody has seen: what was moved %s is what was sent', (_, moved, tax) => {
		expect(compare(moved, 6_250, 625)).toMatchObject({
			kind: 'confirmed',
			refund: { amountMinor: 1_250, taxMinor: tax },
		});
	});

	it('may be left out while the refund is under way', () => {
		expect(compare(1_375, null)).toMatchObject({
			kind: 'confirmed',
			refund: { amountMinor: 1_250, taxMinor: 125 },
		});
		expect(compare(null, null)).toMatchObject({ kind: 'unclear', refundId: '2002' });
	});

	it('are another amount where what was moved says so too', () => {
		for (const moved of [9_900, 9_000]) {
			expect(compare(moved, 9_000, 900)).toMatchObject({
				kind: 'otherwise',
				refund: { amountMinor: 9_000 },
			});
		}
		expect(compare(990, 900, 90).kind).toBe('otherwise');
	});

	it('are no word about this refund where what was moved says another', () => {
		for (const moved of [null, 3_000]) {
			expect(compare(moved, 6_250, 625)).toMatchObject({ kind: 'unclear', refundId: '2002' });
		}
		expect(compare(3_000, 900, 90).kind).toBe('unclear');
	});

	it('are not taken apart into earlier refunds where all of it was moved now', () => {
		const earlier = shown({
			refundId: '2001',
			amountMinor: minor(3_000),
			taxMinor: minor(300),
			invoiceId,
		});
		const after = planFor(
			revolv3,
			{ options: { allowEarlierRefunds: true } },
			snapshotOf({
				invoiceId,
				taxMinor: minor(1_000),
				refundableMinor: minor(7_000),
				refunds: { kind: 'listed', refunds: [earlier] },
			}),
		);
		expect(compare(4_675, 4_250, 425, after).kind).toBe('otherwise');
		expect(compare(1_375, 4_250, 425, after)).toMatchObject({
			kind: 'confirmed',
			refund: { amountMinor: 1_250, taxMinor: 125 },
		});
	});
});

describe('a refund that may be of several amounts', () => {
	const target = planFor(revolv3, {}, snapshotOf({ invoiceId: '1001' }));
	const split = shown({
		refundId: '2005',
		invoiceId: '1001',
		amountMinor: null,
		otherAmounts: [minor(1_250), minor(1_375)],
		totalMinor: minor(1_375),
	});

	it('is the plan’s where one of them was sent', () => {
		expect(findAmongInquired(target, [split], new Set(), revolv3)).toBe(split);
		const claim = { kind: 'claims', refund: split, alreadyThere: true } as const;
		const confirmation = confirmRefund(target, claim, revolv3);
		expect(confirmation).toMatchObject({ kind: 'confirmed', refund: { amountMinor: 1_250 } });
		expect(confirmation).not.toHaveProperty(['refund', 'otherAmounts'], expect.anything());
	});

	it('is not the plan’s where another one was sent', () => {
		const other = { ...split, otherAmounts: [minor(1_251)] };
		expect(findAmongInquired(target, [other], new Set(), revolv3)).toBeNull();
	});

	it('is the plan’s where the answer to this send has named it, whatever its amount', () => {
		const other = { ...split, otherAmounts: [minor(1_251)] };
		expect(findAmongInquired(target, [split, other], new Set(), revolv3, '2005')).toBe(split);
		const [unseen, declined] = [
			shown({ ...split, refundId: '2006' }),
			shown({ ...split, state: 'declined' }),
		];
		expect(findAmongInquired(target, [unseen, declined], new Set(), revolv3, '2005')).toBe(
			declined,
		);
	});
});

describe('the plan’s refund in a read-back', () => {
	it('is found by its key alone where the provider shows keys', () => {
		const ours = shown({ externalId: plan.key, amountMinor: minor(7) });
		const others = [shown(), shown({ externalId: `${plan.key}x` })];
		expect(findAmongInquired(plan, [...others, ours], new Set(), layer)).toBe(ours);
		expect(findAmongInquired(plan, others, new Set(), layer)).toBeNull();
	});

	const target = planFor(revolv3, {}, snapshotOf({ invoiceId: '1001' }));
	const child = shown({ refundId: '2005', invoiceId: '1001' });
	const find = (refunds: ProviderRefund[], tied: string[] = [], of = target) =>
		findAmongInquired(of, refunds, new Set(tied), revolv3);

	it('is the one new refund of its amount where the provider shows no keys', () => {
		expect(find([child])).toBe(child);
		expect(find([child, shown({ ...child, refundId: '2006', amountMinor: minor(1) })])).toBe(child);
	});

	it('is not told where two could be it, and is the one that stands where another was declined', () => {
		const second = { ...child, refundId: '2006' };
		expect(find([child, second], [])).toBe('several');
		expect(find([child, { ...second, state: 'declined' }], [])).toEqual(child);
	});

	it.each([
		['it belongs to another reference', [child], ['2005']],
		['it has another amount', [{ ...child, amountMinor: minor(1_251) }], []],
		['it is of another invoice', [{ ...child, invoiceId: '1002' }], []],
		['it has no id', [{ ...child, refundId: null }], []],
		['there is none', [], []],
	])('is not found where %s', (_, refunds, tied) => {
		expect(find(refunds, tied)).toBeNull();
	});

	it('is never one that was there before the send', () => {
		expect(find([child], [], { ...target, seenRefundIds: ['2005'] })).toBeNull();
	});
});
