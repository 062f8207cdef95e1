import { FACTS, parse, type Raw } from './samples';

const { layer } = FACTS;
const UUID = '3c90c3cc-0d44-4b50-8888-8dd25736052a';

const detailsOf = (options: object, changes: Partial<Raw> = {}) => {
	const parsed = parse(layer, { ...changes, options });
	if (!parsed.ok) throw new Error(parsed.refusal.message);
	return parsed.value.details;
};
const refused = (options: object, changes: Partial<Raw> = {}) => {
	const parsed = parse(layer, { ...changes, options });
	return parsed.ok ? null : parsed.refusal;
};

describe('fees that were given back', () => {
	const fee = { account: 'MERCHANT_FEES', amount: '0.45' };

	it.each([
		['as n8n keeps them', { fee: [fee] }],
		['as an expression yields them', [fee]],
	])('are taken %s', (_, refundedPaymentFees) => {
		expect(detailsOf({ refundedPaymentFees }).refundedPaymentFees).toEqual([
			{ account: 'MERCHANT_FEES', feeMinor: 45, description: null },
		]);
	});

	it('are read in the unit of the amount, and may be named by a UUID and described', () => {
		const refundedPaymentFees = [{ account: ` ${UUID} `, amount: 45, description: ' Card fee ' }];
		const changes = { amountUnit: 'minor', amount: '1250' };
		expect(detailsOf({ refundedPaymentFees }, changes).refundedPaymentFees).toEqual([
			{ account: UUID, feeMinor: 45, description: 'Card fee' },
		]);
	});

	it.each([undefined, null, '', {}, [], { fee: [] }])('are none for %j', (refundedPaymentFees) => {
		expect(detailsOf({ refundedPaymentFees }).refundedPaymentFees).toEqual([]);
	});

	it.each<[string, unknown]>([
		['a text', 'MERCHANT_FEES'],
		['no account', [{ amount: '1' }]],
		['a blank account', [{ account: ' ', amount: '1' }]],
		['an account that is no text', [{ account: {}, amount: '1' }]],
		['a very long account', [{ account: 'x'.repeat(256), amount: '1' }]],
		['no amount', [{ account: 'A' }]],
		['a negative amount', [{ account: 'A', amount: '-1' }]],
		['a third decimal', [{ account: 'A', amount: '0.455' }]],
		['a comma', [{ account: 'A', amount: '0,45' }]],
		['a description that is no text', [{ account: 'A', amount: '1', description: 5 }]],
		['an entry that is no object', ['A']],
		['another name for the entries', { fees: [fee] }],
	])('are refused by name: %s', (_, refundedPaymentFees) => {
		expect(refused({ refundedPaymentFees })).toMatchObject({
			code: 'invalidParameter',
			message: expect.stringContaining("'Refunded Payment Fees'"),
		});
	});
});

describe('the clearing account', () => {
	it.each([
		['its stable name', ' CURRENT_ASSETS ', 'CURRENT_ASSETS'],
		['its UUID', UUID, UUID],
		['nothing', '', null],
		['blanks', '  ', null],
	])('is %s', (_, paymentClearingAccount, account) => {
		expect(detailsOf({ paymentClearingAccount }).paymentClearingAccount).toBe(account);
	});

	it.each([5, true, {}, [], 'x'.repeat(256)])('is refused by name: %j', (account) => {
		expect(refused({ paymentClearingAccount: account })).toMatchObject({
			code: 'invalidParameter',
			message: expect.stringContaining("'Payment Clearing Account'"),
		});
	});
});

describe('tags', () => {
	const tag = { key: 'team', value: 'support' };

	it('may have names that people see', () => {
		const tags = { tag: [{ ...tag, dimensionDisplayName: ' Team ', valueDisplayName: '' }] };
		expect(detailsOf({ tags }).tags).toEqual([
			{ ...tag, dimensionDisplayName: 'Team', valueDisplayName: null },
		]);
	});

	it('are refused by name where such a name is no text', () => {
		expect(refused({ tags: [{ ...tag, valueDisplayName: 5 }] })).toMatchObject({
			code: 'invalidParameter',
			message: expect.stringContaining("'Tags'"),
		});
	});
});

describe('a method that is not sent', () => {
	const notSent = { method: 'notSent' };

	it('is left out of a refund in full', () => {
		expect(detailsOf({}, { ...notSent, refundType: 'full' }).method).toBeNull();
	});

	it.each([
		['an amount', {}],
		['a percentage', { refundType: 'percentage', percentage: '50' }],
	])('is refused for %s, before anything is read', (_, changes) => {
		expect(refused({}, { ...notSent, ...changes })).toMatchObject({
			code: 'invalidParameter',
			message: "'Method' can be left unsent with 'Refund Type' 'Full' only.",
		});
	});
});
