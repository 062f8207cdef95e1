import { refundInvoice } from '../../../nodes/shared/engine/refundInvoice';
import type { Memory, MemoryEntry, Recall } from '../../../nodes/shared/engine/recall';
import type { ShownRefund } from '../../../nodes/shared/engine/snapshot';
import { minor } from '../draw';
import { answer, claims, deskOf, silence } from './fakes';
import { FACTS, recallOf, requestOf, shown } from './samples';

const facts = FACTS.revolv3;
const request = requestOf(facts, { options: { allowEarlierRefunds: true } });
const invoiceId = request.target.invoiceId;
const earlier = shown({ refundId: '2001', invoiceId });
const ours = shown({ refundId: '2002', invoiceId });

/** A memory that writes down what it is told; `broken` names what its store does not take. */
function memoryOf(
	broken: ReadonlyArray<keyof Memory> = [],
	{
		crowded = false,
		taken = false,
		begunElsewhere = false,
		recalled = {} as Partial<Recall>,
		tied = [] as string[],
	} = {},
) {
	const told: string[] = [];
	const note = async (call: keyof Memory, { refundIds }: MemoryEntry) => {
		if (broken.includes(call)) throw new Error('The store is down');
		told.push([call, ...refundIds].join(' '));
	};
	const memory: Memory = {
		claim: async (entry) => {
			await note('claim', entry);
			return recallOf(recalled);
		},
		claimAgain: async (entry, declinedId) => {
			await note('claimAgain', { ...entry, refundIds: [declinedId] });
			return !taken;
		},
		begin: async (entry) => {
			await note('begin', entry);
			return !begunElsewhere;
		},
		confirm: async (entry) => await note('confirm', entry),
		release: async (entry) => await note('release', entry),
		isOpen: async () => false,
		tiedRefunds: async (entry) => {
			await note('tiedRefunds', entry);
			return crowded ? null : new Set(tied);
		},
	};
	return { memory, told };
}

const refundWith = async (
	script: Omit<Parameters<typeof deskOf>[1], 'memory'>,
	...of: Parameters<typeof memoryOf>
) => {
	const { memory, told } = memoryOf(...of);
	const desk = deskOf(facts, { ...script, memory });
	return { result: await refundInvoice(request, desk.errand), sent: desk.sent, told };
};
const after = { refunds: { kind: 'listed', refunds: [earlier] } } as const;

it('notes what was there before the send, and what was made after it', async () => {
	const { result, told } = await refundWith({
		snapshot: after,
		writes: [claims({ refundId: '2002', invoiceId })],
	});
	expect(result.outcome).toBe('refunded');
	expect(told).toEqual(['claim 2001', 'begin 2001', 'confirm 2002']);
});

it.each<keyof Memory>(['claim', 'begin'])(
	'sends nothing when the store does not take %s',
	async (call) => {
		const script = { snapshot: after, writes: [claims({ refundId: '2002', invoiceId })] };
		const { result, sent } = await refundWith(script, [call]);
		expect(result).toMatchObject({ outcome: 'refused', code: 'memoryUnavailable' });
		expect(sent).toEqual([]);
	},
);

it('does not lose a refund because the store does not take its confirmation', async () => {
	const script = { writes: [claims({ refundId: '2002', invoiceId })] };
	expect((await refundWith(script, ['confirm'])).result.outcome).toBe('refunded');
});

it('releases the reference after a refusal', async () => {
	const { result, told } = await refundWith({ writes: [answer(422)] });
	expect(result.outcome).toBe('refused');
	expect(told).toEqual(['claim', 'begin', 'release']);
});

describe('after a lost answer', () => {
	const lost = { writes: [silence], readBacks: [[ours]] };

	it('finds its refund among those that are there now, and keeps it', async () => {
		const { result, told } = await refundWith(lost);
		expect(result).toMatchObject({ outcome: 'refunded', refundId: '2002' });
		expect(told).toEqual(['claim', 'begin', 'tiedRefunds 2002', 'confirm 2002']);
	});

	it('finds nothing when another attempt was under way at once', async () => {
		const { result, told } = await refundWith(lost, [], { crowded: true });
		expect(result.outcome).toBe('unknown');
		expect(told).not.toContain('release');
	});

	it('finds nothing when the store can not be asked whose the refund is', async () => {
		const { result, told } = await refundWith(lost, ['tiedRefunds']);
		expect(result.outcome).toBe('unknown');
		expect(told).toEqual(['claim', 'begin']);
	});
});

describe('which refund is found after a lost answer', () => {
	const found = async (
		readBack: readonly ShownRefund[],
		...of: Parameters<typeof memoryOf>
	): Promise<unknown> => {
		const script = { snapshot: after, writes: [silence], readBacks: [readBack] };
		const { result } = await refundWith(script, ...of);
		return result.outcome === 'refunded' ? result.refundId : result.outcome;
	};

	it('is a new one of the planned amount', async () => {
		expect(await found([earlier, ours])).toBe('2002');
	});

	it.each<readonly [string, readonly ShownRefund[]]>([
		['one that was there before', [earlier]],
		['one of two that are new', [ours, { ...ours, refundId: '2003' }]],
		['one of another amount', [{ ...ours, amountMinor: minor(1251) }]],
		['one of another invoice', [{ ...ours, invoiceId: '1009' }]],
	])('is never %s', async (_, readBack) => {
		expect(await found(readBack)).toBe('unknown');
	});

	it("is never another reference's", async () => {
		expect(await found([earlier, ours], [], { tied: ['2002'] })).toBe('unknown');
	});
});

describe('after its refund was declined', () => {
	const declined = { ...earlier, state: 'declined', status: 'RefundDeclined' } as const;
	const script = {
		snapshot: { refunds: { kind: 'listed', refunds: [declined] } },
		writes: [claims({ refundId: '2002', invoiceId })],
	} as const;
	const recalled = { state: 'confirmed', own: new Set(['2001']) } as const;

	it('is a new attempt', async () => {
		const { result, told } = await refundWith(script, [], { recalled });
		expect(result).toMatchObject({ outcome: 'refunded', refundId: '2002' });
		expect(told).toContain('claimAgain 2001');
	});

	it('is not sent when another execution has begun the new attempt', async () => {
		const { result, sent, told } = await refundWith(script, [], { recalled, taken: true });
		expect([result.outcome, sent.length]).toEqual(['unknown', 0]);
		expect(told).not.toContain('release');
	});

	it('is not sent when the store does not take the new attempt', async () => {
		const { result, sent } = await refundWith(script, ['claimAgain'], { recalled });
		expect(result).toMatchObject({ outcome: 'refused', code: 'memoryUnavailable' });
		expect(sent).toEqual([]);
	});

	it('is not released by whoever did not begin it: it may be under way elsewhere', async () => {
		const { told } = await refundWith(script, ['claimAgain'], { recalled });
		expect(told).toEqual(['claim 2001']);
	});
});
