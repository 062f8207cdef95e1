import { decide, type Decision } from '../../../nodes/shared/engine/decide/decide';
import { type Known } from '../../../nodes/shared/engine/decide/decisionInput';
import type { ProviderProfile } from '../../../nodes/shared/engine/provider/profile';
import { KEY_PREFIX } from '../../../nodes/shared/engine/request/refundKey';
import type {
	ProviderRefund,
	InvoiceSnapshot,
} from '../../../nodes/shared/engine/provider/snapshot';
import { minor } from '../draw';
import { caseOf, FACTS, claimedOf, requestOf, shown, snapshotOf, type Raw } from './samples';

const { duro, layer, revolv3, thredfi } = FACTS;

/** Given an invoice, when this is asked, then … */
const given = (
	profile: ProviderProfile,
	snapshot: Partial<InvoiceSnapshot> = {},
	known?: Known,
) => ({
	when: (asked: Partial<Raw> = {}, runTotalMinor: number | null = 0): Decision => {
		const request = requestOf(profile, asked);
		const total = runTotalMinor === null ? null : minor(runTotalMinor);
		const invoiceId = request.target.invoiceId;
		const theCase = caseOf(profile, request, snapshotOf({ invoiceId, ...snapshot }), {
			runTotalMinor: total,
			...(known ? { known } : {}),
		});
		return decide(theCase, profile);
	},
});
const then = (decision: Decision) =>
	decision.kind === 'refuse' ? decision.reasons.map(({ code }) => code) : decision.kind;
const listed = (...refunds: ProviderRefund[]) =>
	({ refunds: { kind: 'listed', refunds } }) as const;
const left = (refundableMinor: number) => ({ refundableMinor: minor(refundableMinor) });
const recalled = (...of: Parameters<typeof claimedOf>): Known => ({
	kind: 'recorded',
	claimed: claimedOf(...of),
});
const own = (profile: ProviderProfile, changes: Partial<ProviderRefund> = {}) =>
	shown({ externalId: requestOf(profile).key, ...changes });
const full = { refundType: 'full' };
const noReference = { reference: '' };
const allow = { options: { allowEarlierRefunds: true } };
const invisible = { refundableMinor: null, refunds: { kind: 'invisible' } } as const;
const unreadable = {
	refundableMinor: null,
	refunds: { kind: 'unreadable', why: 'No list.' },
} as const;

describe('given an untouched paid invoice', () => {
	it.each(Object.values(FACTS))('plans exactly what is asked, at $displayName', (profile) => {
		const decision = given(profile).when();
		expect(decision).toMatchObject({
			kind: 'plan',
			plan: { amountMinor: 1250, full: false, untouched: true, earlierMinor: 0, seenRefundIds: [] },
		});
	});

	it('plans everything for full, and nothing more than everything', () => {
		expect(given(layer).when(full)).toMatchObject({ plan: { amountMinor: 10_000, full: true } });
		expect(then(given(layer).when({ amount: '100.00' }))).toBe('plan');
		expect(then(given(layer).when({ amount: '100.01' }))).toEqual(['amountTooHigh']);
	});
});

describe('given a refund under the very key', () => {
	const after = { ...left(8_750), ...listed(own(layer)) };

	it('finds it for the same amount, also when pending', () => {
		expect(then(given(layer, after).when())).toBe('found');
		const pending = listed(own(thredfi, { state: 'pending' }));
		expect(then(given(thredfi, pending).when())).toBe('found');
	});

	it('finds it although the invoice takes no refund any more, and above every limit', () => {
		const closed = { ...after, ...left(0), notRefundable: 'Voided.' };
		expect(then(given(layer, closed).when({ options: { maximumAmount: '1' } }))).toBe('found');
	});

	it('is referenceConflict for another amount', () => {
		expect(then(given(layer, after).when({ amount: '12.51' }))).toEqual(['referenceConflict']);
	});

	it('is for full the same refund only if nothing is left', () => {
		expect(then(given(layer, after).when(full))).toEqual(['referenceConflict']);
		expect(then(given(layer, { ...after, ...left(0) }).when(full))).toBe('found');
	});

	it('is referenceConflict where it was made on another invoice', () => {
		const elsewhere = listed(own(layer, { invoiceId: 'another' }));
		expect(then(given(layer, elsewhere).when())).toEqual(['referenceConflict']);
	});

	it('is open where its status is not documented', () => {
		expect(then(given(layer, listed(own(layer, { state: 'undocumented' }))).when())).toBe('open');
	});

	it('is referenceSpent where it failed for good', () => {
		const spent = listed(own(thredfi, { state: 'keyUsedUp', status: 'failed' }));
		expect(then(given(thredfi, spent).when())).toEqual(['referenceSpent']);
		expect(then(given(thredfi, spent).when(allow))).toEqual(['referenceSpent']);
	});
});

describe('given what the workflow remembers', () => {
	const child = shown({ refundId: '2001', invoiceId: '1001' });
	const ours = recalled({
		state: { kind: 'settled', as: 'refunded', amountMinor: minor(1250), taxMinor: null },
		own: new Set(['2001']),
		others: new Set(),
	});

	it('finds a remembered refund that is still listed, and conflicts on another amount', () => {
		const after = { ...listed(child), ...left(8_750) };
		expect(then(given(revolv3, after, ours).when())).toBe('found');
		expect(then(given(revolv3, after, ours).when({ amount: '1' }))).toEqual(['referenceConflict']);
	});

	describe('where the listed amount is a guess', () => {
		const guessed = { ...child, amountMinor: minor(1260), otherAmounts: [minor(1250)] };
		const after = { ...listed(guessed), ...left(8_740) };

		it('takes what was confirmed when it was made', () => {
			const confirmed = recalled({
				state: { kind: 'settled', as: 'refunded', amountMinor: minor(1250), taxMinor: null },
				own: new Set(['2001']),
			});
			expect(given(revolv3, after, confirmed).when()).toMatchObject({
				kind: 'found',
				refund: { amountMinor: 1250 },
			});
		});

		it('is open where the confirmed amount is none of those that were asked about', () => {
			const forgotten = recalled({
				state: { kind: 'settled', as: 'refunded', amountMinor: null, taxMinor: null },
				own: new Set(['2001']),
			});
			expect(then(given(revolv3, after, forgotten).when())).toBe('open');
		});
	});

	it('asks for another claim once that refund was declined', () => {
		const declined = listed(shown({ refundId: '2001', state: 'declined' }));
		expect(given(revolv3, declined, ours).when()).toEqual({ kind: 'declined', refundId: '2001' });
	});

	it('finds a final refund that the provider lists no more, with what was confirmed', () => {
		expect(given(revolv3, {}, ours).when()).toMatchObject({
			kind: 'found',
			refund: { refundId: null, amountMinor: 1250 },
		});
		expect(then(given(revolv3, {}, ours).when({ amount: '1' }))).toEqual(['referenceConflict']);
	});

	it('is open where a refund that was pending is not listed any more', () => {
		const pending = recalled({
			state: { kind: 'settled', as: 'pending', amountMinor: minor(1250), taxMinor: null },
		});
		expect(then(given(revolv3, {}, pending).when())).toBe('open');
	});

	it('is a mismatch where another amount was confirmed when it was made', () => {
		const other = recalled({
			state: { kind: 'settled', as: 'mismatch', amountMinor: null, taxMinor: null },
		});
		expect(given(revolv3, {}, other).when()).toEqual({ kind: 'mismatch', refund: null });
		expect(given(duro, invisible, other).when()).toEqual({ kind: 'mismatch', refund: null });
	});

	it('is referenceConflict where the provider shows keys and an attempt in doubt is of another amount', () => {
		const bound = (isBoundToAsked: boolean) =>
			recalled({ state: { kind: 'open', isUnderWay: true, isBoundToAsked } });
		expect(then(given(layer, {}, bound(false)).when())).toEqual(['referenceConflict']);
		expect(then(given(layer, {}, bound(true)).when())).toBe('plan');
	});

	it('is earlierRefundsUnknown for full where a recorded refund is not listed', () => {
		const hidden = recalled({ invoiceHasRefund: true });
		expect(then(given(revolv3, {}, hidden).when(full))).toEqual(['earlierRefundsUnknown']);
		expect(then(given(revolv3, {}, hidden).when())).toBe('plan');
	});

	it('is earlierRefundsUnknown where the amount of an earlier refund is not told', () => {
		const untold = { ...listed({ ...child, amountMinor: null }), refundableMinor: null };
		const known = recalled({ others: new Set(['2001']) });
		expect(then(given(revolv3, untold, known).when())).toContain('earlierRefundsUnknown');
		expect(then(given(revolv3, untold, known).when(allow))).toBe('plan');
		expect(then(given(revolv3, untold, known).when({ ...full, ...allow }))).toContain(
			'earlierRefundsUnknown',
		);
	});

	it('is open where an attempt was never closed, whatever the invoice shows', () => {
		const open = recalled({ state: { kind: 'open', isUnderWay: true, isBoundToAsked: false } });
		expect(then(given(revolv3, {}, open).when())).toBe('open');
		expect(then(given(revolv3, { notRefundable: 'Void.' }, open).when(allow))).toBe('open');
		expect(then(given(duro, invisible, open).when())).toBe('open');
	});

	it('finds at Duro what was confirmed with the same amount, and conflicts otherwise', () => {
		const same = recalled({
			state: { kind: 'settled', as: 'refunded', amountMinor: minor(1250), taxMinor: null },
			invoiceHasRefund: true,
		});
		const other = recalled({
			state: { kind: 'settled', as: 'refunded', amountMinor: null, taxMinor: null },
			invoiceHasRefund: true,
		});
		expect(then(given(duro, invisible, same).when())).toBe('found');
		expect(then(given(duro, invisible, other).when())).toEqual(['referenceConflict']);
	});

	it('explains a refund of another reference', () => {
		const after = { ...listed(child), ...left(8_750) };
		const tied = recalled({ others: new Set(['2001']) });
		expect(given(revolv3, after, tied).when()).toMatchObject({
			kind: 'plan',
			plan: { untouched: false, earlierMinor: 1_250, seenRefundIds: ['2001'] },
		});
		expect(then(given(revolv3, after, tied).when(noReference))).toEqual(['alreadyHasRefund']);
		expect(then(given(revolv3, after, recalled()).when())).toEqual(['alreadyHasRefund']);
	});

	it('is memoryUnavailable last of all reasons', () => {
		const known: Known = { kind: 'unavailable' };
		expect(then(given(revolv3, {}, known).when())).toEqual(['memoryUnavailable']);
		expect(then(given(revolv3, {}, known).when({ amount: '100.01' }))).toEqual([
			'amountTooHigh',
			'memoryUnavailable',
		]);
	});
});

describe('given earlier refunds', () => {
	const foreign = { ...listed(shown()), ...left(8_750) };
	const another = { ...listed(shown({ externalId: `${KEY_PREFIX}other` })), ...left(8_750) };

	it('refuses one that nothing explains, unless allowed', () => {
		expect(then(given(layer, foreign).when())).toEqual(['alreadyHasRefund']);
		expect(then(given(layer, foreign).when(noReference))).toEqual(['alreadyHasRefund']);
		expect(then(given(layer, foreign).when(allow))).toBe('plan');
		expect(then(given(layer, foreign).when({ ...allow, ...noReference }))).toBe('plan');
	});

	it('goes on after one of another reference, but not without a reference', () => {
		expect(then(given(layer, another).when())).toBe('plan');
		expect(then(given(layer, another).when(noReference))).toEqual(['alreadyHasRefund']);
	});

	it('counts neither declined nor spent ones', () => {
		const gone = listed(shown({ state: 'declined' }), shown({ state: 'keyUsedUp' }));
		expect(then(given(layer, gone).when(noReference))).toBe('plan');
	});

	it.each(['pending', 'undocumented'] as const)(
		'refuses while another is %s, allowed or not',
		(state) => {
			const open = {
				...left(8_750),
				...listed(shown({ state, externalId: `${KEY_PREFIX}other` })),
			};
			expect(then(given(layer, open).when())).toEqual(['refundPending']);
			expect(then(given(layer, open).when(allow))).toEqual(['refundPending']);
		},
	);

	it('refuses when nothing is left, allowed or not, also for full', () => {
		const nothingLeft = { ...another, ...left(0) };
		expect(then(given(layer, nothingLeft).when())).toEqual(['alreadyHasRefund']);
		expect(then(given(layer, nothingLeft).when({ ...full, ...allow }))).toEqual([
			'alreadyHasRefund',
		]);
	});

	it('refuses more than is left', () => {
		expect(then(given(layer, another).when({ amount: '87.51' }))).toEqual(['amountTooHigh']);
		expect(then(given(layer, another).when({ amount: '87.50' }))).toBe('plan');
	});

	it('refuses a list that is not readable, for full even when allowed', () => {
		expect(then(given(layer, unreadable).when())).toEqual(['earlierRefundsUnknown']);
		expect(then(given(layer, unreadable).when(allow))).toBe('plan');
		expect(then(given(layer, unreadable).when({ ...full, ...allow }))).toEqual([
			'earlierRefundsUnknown',
		]);
	});

	it('refuses at Duro a full refund of an invoice with any remembered refund, and one without reference', () => {
		const known = recalled({ invoiceHasRefund: true });
		expect(then(given(duro, invisible, known).when(full))).toEqual(['alreadyHasRefund']);
		expect(then(given(duro, invisible, known).when(noReference))).toEqual(['alreadyHasRefund']);
		expect(then(given(duro, invisible, known).when())).toBe('plan');
		expect(then(given(duro, invisible, known).when({ ...full, ...allow }))).toBe('plan');
	});
});

describe('given an invoice that is not the right one', () => {
	it('refuses another currency, and none where one is expected', () => {
		const options = { expectedCurrency: 'EUR' };
		expect(then(given(thredfi).when({ options }))).toEqual(['currencyMismatch']);
		expect(then(given(thredfi, { currency: null }).when({ options }))).toEqual([
			'currencyMismatch',
		]);
		expect(then(given(thredfi, { currency: 'EUR' }).when({ options }))).toBe('plan');
	});

	it('refuses a state that allows no refund, and one on which nothing was paid', () => {
		expect(then(given(layer, { notRefundable: 'Voided.' }).when())).toEqual(['notRefundable']);
		const unpaid = { paidMinor: minor(0), ...left(0) };
		expect(then(given(layer, unpaid).when())).toEqual(['notRefundable']);
		expect(then(given(layer, unpaid).when(full))).toEqual(['notRefundable']);
	});
});

describe('given limits', () => {
	const limited = (options: Record<string, string>) => ({ options });

	it('refuses above them, not at them', () => {
		expect(then(given(layer).when(limited({ maximumAmount: '12.50' })))).toBe('plan');
		expect(then(given(layer).when(limited({ maximumAmount: '12.49' })))).toEqual(['limitExceeded']);
		expect(then(given(layer).when(limited({ maximumTotal: '20' }), 750))).toBe('plan');
		expect(then(given(layer).when(limited({ maximumTotal: '20' }), 751))).toEqual([
			'limitExceeded',
		]);
	});

	it('counts the tax that goes back on top', () => {
		const taxed = { taxMinor: minor(1_000) };
		expect(then(given(revolv3, taxed).when(limited({ maximumAmount: '13.74' })))).toEqual([
			'limitExceeded',
		]);
		expect(then(given(revolv3, taxed).when(limited({ maximumAmount: '13.75' })))).toBe('plan');
	});

	it('cannot hold a total over several currencies, and so refuses', () => {
		expect(then(given(layer).when(limited({ maximumTotal: '999' }), null))).toEqual([
			'limitExceeded',
		]);
		expect(then(given(layer).when({}, null))).toBe('plan');
	});
});

describe('given everything at once', () => {
	it('tells all that speaks against it, in the order of the contract', () => {
		const decision = given(thredfi, {
			notRefundable: 'Voided.',
			...left(8_750),
			...listed(
				own(thredfi, { state: 'keyUsedUp', refundId: 'a' }),
				shown({ state: 'pending', refundId: 'b' }),
			),
		}).when({
			amount: '99.99',
			options: { expectedCurrency: 'EUR', maximumAmount: '1', maximumTotal: '1' },
		});
		expect(then(decision)).toEqual([
			'currencyMismatch',
			'notRefundable',
			'refundPending',
			'alreadyHasRefund',
			'referenceSpent',
			'amountTooHigh',
			'limitExceeded',
			'limitExceeded',
		]);
	});

	it('never plans beside a reason, and never refuses without one', () => {
		for (const profile of Object.values(FACTS)) {
			for (const snapshot of [{}, unreadable, invisible, { notRefundable: 'No.' }, left(0)]) {
				for (const asked of [{}, full, noReference, allow, { ...full, ...allow }]) {
					const decision = given(profile, snapshot).when(asked);
					if (decision.kind === 'refuse') expect(decision.reasons).not.toEqual([]);
				}
			}
		}
	});
});
