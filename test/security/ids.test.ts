import { SEED } from '../../sandbox';
import { openBed, PROVIDERS, detailsOf, type Bed } from '../bed';

let bed: Bed;
beforeEach(async () => {
	bed = await openBed();
});
afterEach(async () => await bed.close());

const uuid = 'a1000000-0000-4000-8000-000000000001';
const HARMFUL = [
	'/refund',
	'?amount=1',
	'#',
	'/..',
	'%2f..',
	'\\..',
	';x=1',
	' x',
	'\r\nX-Evil: 1',
];

describe('an invoice id of Duro, which may be any text,', () => {
	it.each([
		'../../v1/plans',
		'inv_0001/refund',
		'inv_0001?amount=1',
		'inv_0001#x',
		'..%2f..%2fv1%2fplans',
		'%2e%2e',
		'inv_0001%00',
		'inv_0001;x=1',
		'inv_0001\\..\\..',
		'inv_0001&x=1',
		'inv 0001',
		'{inv_0001}',
		'...',
		'http://127.0.0.1/',
		'//127.0.0.1/',
		'@127.0.0.1',
		':80',
		'ｉｎｖ_0001',
		'inv_\u2028\u202e1',
		'😀'.repeat(20),
	])('%j stays one part of the path', async (invoiceId) => {
		const { error } = await bed.refund('duro', { invoiceId, refundType: 'full' });
		// A mark that nobody sees is no part of an id.
		const visible = invoiceId.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
		expect(detailsOf(error[0])).toMatchObject({ code: 'invoiceNotFound', invoiceId: visible });
		expect(bed.sandbox.strayRequests).toEqual([]);
		expect(bed.sandbox.requests).toHaveLength(1);
		const { path = '', query } = bed.sandbox.requests[0] ?? {};
		const [, part = ''] = /^\/v1\/invoices\/([^/?#]+)$/.exec(path) ?? [];
		expect(decodeURIComponent(part)).toBe(visible);
		expect(query).toEqual({});
	});

	it.each(['.', '..', ' .. ', 'inv_\u0000', 'inv_0001\r\nX-Evil: 1', 'inv_\u007f', 'inv_\ud800'])(
		'%j is refused before anything is asked',
		async (invoiceId) => {
			const { error } = await bed.refund('duro', { invoiceId, refundType: 'full' });
			expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'invalidParameter' });
			expect(error[0]?.json.error).toContain("'Invoice'");
			expect(bed.sandbox.requests).toEqual([]);
		},
	);
});

describe.each(PROVIDERS.filter((provider) => provider !== 'duro'))('an id of %s', (provider) => {
	it.each([
		...HARMFUL.map((tail) => `${SEED[provider].paid}${tail}`),
		'../x',
		'..',
		'１００１',
		'0x3e9',
		'-1',
	])('%j is refused before anything is asked', async (invoiceId) => {
		const { error } = await bed.refund(provider, { invoiceId, refundType: 'full' });
		expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'invalidParameter' });
		expect(bed.sandbox.requests).toEqual([]);
	});
});

describe.each(['layer', 'thredfi'] as const)('a business id of %s', (provider) => {
	it.each(HARMFUL.map((tail) => `${uuid}${tail}`))(
		'%j is refused before anything is asked',
		async (businessId) => {
			const { error } = await bed.refund(provider, { businessId, refundType: 'full' });
			expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'invalidParameter' });
			expect(error[0]?.json.error).toContain("'Business ID'");
			expect(bed.sandbox.requests).toEqual([]);
		},
	);
});
