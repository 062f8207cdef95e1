import { priceOf, type Price } from '../../../nodes/shared/engine/decide/price';
import type { ProviderProfile } from '../../../nodes/shared/engine/provider/profile';
import type { InvoiceSnapshot } from '../../../nodes/shared/engine/provider/snapshot';
import { minor } from '../draw';
import { FACTS, requestOf, shown, snapshotOf, type Raw } from './samples';

const { duro, layer, revolv3, thredfi } = FACTS;
const price = (
	profile: ProviderProfile,
	changes: Partial<Raw>,
	snapshot: Partial<InvoiceSnapshot> = {},
) => priceOf(requestOf(profile, changes), snapshotOf(snapshot), profile);
const pricedAt = (...of: Parameters<typeof price>): Price | string => {
	const priced = price(...of);
	return priced.ok ? priced.price : `${priced.refusal.code}: ${priced.refusal.message}`;
};
const full = { refundType: 'full' };
const percent = (percentage: string) => ({ refundType: 'percentage', percentage });
const yen = {
	currency: 'JPY',
	exponent: 0,
	paidMinor: minor(5_000),
	refundableMinor: minor(5_000),
};
const dinar = {
	currency: 'KWD',
	exponent: 3,
	paidMinor: minor(100_505),
	refundableMinor: minor(100_505),
};

describe('what a request comes to', () => {
	it('is the amount in the digits of the invoice’s own currency', () => {
		expect(pricedAt(layer, { amount: '12.5' })).toMatchObject({ amountMinor: 1250 });
		expect(pricedAt(duro, { amount: '12' }, yen)).toMatchObject({ amountMinor: 12 });
		expect(pricedAt(duro, { amount: '1.005' }, dinar)).toMatchObject({ amountMinor: 1005 });
		expect(pricedAt(duro, { amount: '1250', amountUnit: 'minor' }, yen)).toMatchObject({
			amountMinor: 1250,
		});
	});

	it.each([
		['amount', { amount: '12.5' }, "'Amount'"],
		['limit', { amount: '12', options: { maximumAmount: '99.5' } }, "'Maximum Amount'"],
		['total', { amount: '12', options: { maximumTotal: '99.5' } }, "'Maximum Total'"],
	])('is refused where the %s has more decimals than the currency', (_, changes, label) => {
		expect(pricedAt(duro, changes, yen)).toMatch(
			`invalidParameter: ${label} has more decimals than JPY`,
		);
	});

	it('takes two zeros behind the point for none in a currency without decimals', () => {
		const limits = { maximumAmount: '60.00', maximumTotal: '70.00' };
		expect(pricedAt(duro, { amount: '50.00', options: limits }, yen)).toMatchObject({
			amountMinor: 50,
			maximumAmountMinor: 60,
			maximumTotalMinor: 70,
		});
		for (const amount of ['50.0', '50.000', '50.01', '50.10']) {
			expect(pricedAt(duro, { amount }, yen)).toMatch(/'Amount' has more decimals than JPY/);
		}
		expect(pricedAt(thredfi, { amount: '50.00' }, { currency: 'ISK', exponent: 0 })).toMatch(
			/'Amount Unit' to 'Minor/,
		);
	});

	it('is for full what is left, at Duro all that was paid', () => {
		const touched = {
			refundableMinor: minor(4_000),
			refunds: { kind: 'listed', refunds: [shown({ amountMinor: minor(6_000) })] },
		} as const;
		expect(pricedAt(layer, full, touched)).toMatchObject({ amountMinor: 4_000 });
		expect(
			pricedAt(duro, full, { refundableMinor: null, refunds: { kind: 'invisible' } }),
		).toMatchObject({ amountMinor: 10_000 });
		expect(pricedAt(layer, full, { refundableMinor: null })).toMatchObject({ amountMinor: null });
	});

	it('is for a percentage a share of what was paid, never of the rest', () => {
		const touched = { refundableMinor: minor(4_000) };
		expect(pricedAt(layer, percent('50'), touched)).toMatchObject({ amountMinor: 5_000 });
		expect(pricedAt(layer, percent('100'))).toMatchObject({ amountMinor: 10_000 });
	});

	it('is refused where a percentage comes to less than one minor unit', () => {
		expect(pricedAt(layer, percent('0.0001'))).toMatch(/^invalidParameter: 'Percentage'/);
		expect(pricedAt(layer, percent('0.005'))).toMatchObject({ amountMinor: 1 });
	});

	it('adds the tax share where the provider gives it back on top', () => {
		const taxed = { taxMinor: minor(1_000) };
		expect(pricedAt(revolv3, { amount: '33.33' }, taxed)).toMatchObject({
			amountMinor: 3_333,
			taxMinor: 333,
		});
		expect(pricedAt(revolv3, full, taxed)).toMatchObject({ amountMinor: 10_000, taxMinor: 1_000 });
		const rest = {
			...taxed,
			refundableMinor: minor(6_667),
			refunds: {
				kind: 'listed',
				refunds: [shown({ amountMinor: minor(3_333), taxMinor: minor(333) })],
			},
		} as const;
		expect(pricedAt(revolv3, full, rest)).toMatchObject({ amountMinor: 6_667, taxMinor: 667 });
		expect(pricedAt(layer, {})).toMatchObject({ taxMinor: null });
	});

	it('takes no major units at Thredfi where the currency’s unit is not documented', () => {
		const krona = { currency: 'ISK', exponent: 0 };
		expect(pricedAt(thredfi, { amount: '12' }, krona)).toMatch(
			/^invalidParameter: 'Amount'.*'Amount Unit' to 'Minor/,
		);
		expect(pricedAt(thredfi, { amount: '12', amountUnit: 'minor' }, krona)).toMatchObject({
			amountMinor: 12,
		});
		expect(pricedAt(thredfi, { ...full, options: { maximumAmount: '5' } }, krona)).toMatch(
			/^invalidParameter: 'Maximum Amount'/,
		);
		expect(pricedAt(thredfi, full, krona)).toMatchObject({ amountMinor: 10_000 });
	});

	it('is refused at Revolv3 where it has a third decimal', () => {
		expect(pricedAt(revolv3, { amount: '1.005' }, dinar)).toMatch(
			/^invalidParameter: 'Amount Before Tax'/,
		);
		expect(pricedAt(revolv3, { amount: '1.010' }, dinar)).toMatchObject({ amountMinor: 1_010 });
		expect(pricedAt(revolv3, percent('33.3333'), dinar)).toMatch(/^invalidParameter: 'Percentage'/);
		// Untouched, so nothing but "everything" is sent.
		expect(pricedAt(revolv3, full, dinar)).toMatchObject({ amountMinor: 100_505 });
	});

	it('is refused where another currency makes it larger than the wire is exact', () => {
		const large = { amount: '8000000000000.00' };
		expect(pricedAt(revolv3, large)).toMatchObject({ amountMinor: 800_000_000_000_000 });
		expect(pricedAt(revolv3, large, dinar)).toMatch(
			/^invalidParameter: 'Amount Before Tax' is too large/,
		);
	});
});
