import type { Claimed, ClaimEntry, Claims } from '../../../nodes/shared/engine/claims';
import type { ProviderRefund } from '../../../nodes/shared/engine/provider/snapshot';
import { minor } from '../draw';
import { answer, claims, runOf, silence } from './fakes';
import { claimedOf, FACTS, requestOf, shown } from './samples';

const profile = FACTS.revolv3;
const request = requestOf(profile, { options: { allowEarlierRefunds: true } });
const invoiceId = request.target.invoiceId;
const earlier = shown({ refundId: '2001', invoiceId });
const ours = shown({ refundId: '2002', invoiceId });

/** Claims that write down what they are asked and told; `broken` names what their store does not take. */
function claimsOf(
	broken: ReadonlyArray<keyof Claims> = [],
	{
		anotherIsOpen = false,
		claimed = {} as Partial<Claimed>,
		later = {} as Partial<Claimed>,
		others = [] as string[],
	} = {},
) {
	const told: string[] = [];
	const note = (call: keyof Claims, { key }: ClaimEntry, ...more: string[]) => {
		if (broken.includes(call)) throw new Error('The store is down');
		told.push(
			[call, ...(key === request.key ? [] : [key.replace(request.key, 'key')]), ...more].join(' '),
		);
	};
	const recorded: Claims = {
		claim: async (entry, { refundIds }) => {
			note('claim', entry, ...refundIds);
			return claimedOf(entry.key === request.key ? claimed : later);
		},
		settle: async (entry, end) =>
			note('settle', entry, end.as, ...('refundId' in end && end.refundId ? [end.refundId] : [])),
		isOpen: async () => new Set(),
		attribute: async (entry, refundIds) => {
			note('attribute', entry, ...refundIds);
			return anotherIsOpen ? null : new Set(others);
		},
	};
	return { recorded, told };
}

const refundWith = async (
	script: Omit<Parameters<typeof runOf>[1], 'claims'>,
	...of: Parameters<typeof claimsOf>
) => {
	const { recorded, told } = claimsOf(...of);
	const started = runOf(profile, { ...script, claims: recorded });
	return { result: await started.play(request), sent: started.sent, told };
};
const after = { refunds: { kind: 'listed', refunds: [earlier] } } as const;

it('claims before the send, and settles with the refund after it', async () => {
	const { result, told } = await refundWith({
		snapshot: after,
		writes: [claims({ refundId: '2002', invoiceId })],
	});
	expect(result.outcome).toBe('refunded');
	expect(told).toEqual(['claim 2001', 'settle refunded 2002']);
});

it('sends nothing when the store does not take the claim', async () => {
	const script = { snapshot: after, writes: [claims({ refundId: '2002', invoiceId })] };
	const { result, sent } = await refundWith(script, ['claim']);
	expect(result).toMatchObject({ outcome: 'refused', code: 'memoryUnavailable' });
	expect(sent).toEqual([]);
});

it('does not lose a refund because the store does not take its settlement', async () => {
	const script = { writes: [claims({ refundId: '2002', invoiceId })] };
	expect((await refundWith(script, ['settle'])).result.outcome).toBe('refunded');
});

it('takes the claim back after a refusal', async () => {
	const { result, told } = await refundWith({ writes: [answer(422)] });
	expect(result.outcome).toBe('refused');
	expect(told).toEqual(['claim', 'settle closed']);
});

it('keeps that another amount was confirmed', async () => {
	const other = claims({ refundId: '2002', invoiceId, amountMinor: minor(900) });
	const { result, told } = await refundWith({ writes: [other] });
	expect(result).toMatchObject({
		code: 'confirmedOtherwise',
		refundId: '2002',
		confirmedMinor: 900,
	});
	expect(told).toEqual(['claim', 'settle mismatch 2002']);
});

describe('after a lost answer', () => {
	const lost = { writes: [silence], readBacks: [[ours]] };

	it('finds its refund among those that are there now, and keeps it', async () => {
		const { result, told } = await refundWith(lost);
		expect(result).toMatchObject({ outcome: 'refunded', refundId: '2002' });
		expect(told).toEqual(['claim', 'attribute 2002', 'settle refunded 2002']);
	});

	it('finds nothing while another attempt is open on the invoice', async () => {
		const { result, told } = await refundWith(lost, [], { anotherIsOpen: true });
		expect(result.outcome).toBe('unknown');
		expect(told.filter((call) => call.startsWith('settle'))).toEqual(['settle givenUp']);
	});

	it('finds nothing when the store can not be asked whose the refund is', async () => {
		const { result, told } = await refundWith(lost, ['attribute']);
		expect(result.outcome).toBe('unknown');
		expect(told).toEqual(['claim', 'settle givenUp']);
	});

	it('is refused where its refund was declined, which stays attributed to its key', async () => {
		const declined = { ...ours, state: 'declined', status: 'RefundDeclined' } as const;
		const { result, told } = await refundWith({ writes: [silence], readBacks: [[declined]] });
		expect(result).toMatchObject({ outcome: 'refused', code: 'providerRefused' });
		expect(result).toMatchObject({ refundId: '2002' });
		expect(told).toContain('settle pending 2002');
	});
});

describe('which refund is found after a lost answer', () => {
	const found = async (
		readBack: readonly ProviderRefund[],
		...of: Parameters<typeof claimsOf>
	): Promise<unknown> => {
		const script = { snapshot: after, writes: [silence], readBacks: [readBack] };
		const { result } = await refundWith(script, ...of);
		return result.outcome === 'refunded' ? result.refundId : result.outcome;
	};

	it('is a new one of the planned amount', async () => {
		expect(await found([earlier, ours])).toBe('2002');
	});

	it.each<readonly [string, readonly ProviderRefund[]]>([
		['one that was there before', [earlier]],
		['one of two that are new', [ours, { ...ours, refundId: '2003' }]],
		['one of another amount', [{ ...ours, amountMinor: minor(1251) }]],
		['one of another invoice', [{ ...ours, invoiceId: '1009' }]],
	])('is never %s', async (_, readBack) => {
		expect(await found(readBack)).toBe('unknown');
	});

	it("is never another reference's", async () => {
		expect(await found([earlier, ours], [], { others: ['2002'] })).toBe('unknown');
	});
});

describe('after its refund was declined', () => {
	const declined = { ...earlier, state: 'declined', status: 'RefundDeclined' } as const;
	const script = {
		snapshot: { refunds: { kind: 'listed', refunds: [declined] } },
		writes: [claims({ refundId: '2002', invoiceId })],
	} as const;
	const claimed = {
		state: { kind: 'settled', as: 'refunded', amountMinor: minor(1250), taxMinor: null },
		own: new Set(['2001']),
	} as const;

	it('is a new attempt, under a claim of its own', async () => {
		const { result, told } = await refundWith(script, [], { claimed });
		expect(result).toMatchObject({ outcome: 'refunded', refundId: '2002' });
		expect(told).toEqual([
			'claim 2001',
			'claim key after 2001 2001',
			'settle key after 2001 refunded 2002',
		]);
	});

	it('is not sent when another execution has begun the new attempt', async () => {
		const later = { state: { kind: 'open', isUnderWay: true, isBoundToAsked: false } } as const;
		const others = ['2001'];
		const { result, sent, told } = await refundWith(script, [], { claimed, later, others });
		expect([result.outcome, sent.length]).toEqual(['unknown', 0]);
		expect(told.filter((call) => call.startsWith('settle'))).toEqual([]);
	});
});
