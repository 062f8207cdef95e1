import { openBed, PROVIDERS, detailsOf, type Bed } from '../bed';
import { leadThrough, startMeddler } from './meddler';

let bed: Bed;
beforeEach(async () => {
	bed = await openBed();
});
afterEach(async () => await bed.close());

const LINES = 'TICKET\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1';
const amount = { refundType: 'amount', amount: '10' };

describe.each(PROVIDERS)('line breaks at %s', (provider) => {
	it('in a reference become no header and no second request', async () => {
		const { main } = await bed.refund(provider, { ...amount, reference: LINES });
		expect(main[0]?.json).toMatchObject({ outcome: 'refunded', reference: LINES });
		expect(bed.sandbox.strayRequests).toEqual([]);
		for (const { headers } of bed.sandbox.requests) {
			expect(headers).not.toHaveProperty('x-evil');
			const key = headers['idempotency-key'];
			if (key !== undefined) expect(key).toMatch(/^n8nr1-[0-9a-f]{40}$/);
		}
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});

	it('in a secret are refused without being sent or shown', async () => {
		const field = { duro: 'secretKey', layer: 'clientId', revolv3: 'token', thredfi: 'apiKey' };
		const secret = `${provider === 'duro' ? 'sk_test_' : ''}hidden-part\r\nX-Evil: 1`;
		bed.n8n.editCredential(`${provider}Api`, { [field[provider]]: secret });
		const { main, error } = await bed.refund(provider, amount);
		expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused' });
		expect(JSON.stringify([main, error])).not.toContain('hidden-part');
		for (const { headers } of bed.sandbox.requests) expect(headers).not.toHaveProperty('x-evil');
		expect(bed.sandbox.writes()).toEqual([]);
	});
});

it.each(['layer', 'thredfi'] as const)(
	'a token of %s that would not fit a header is taken for none',
	async (provider) => {
		const meddler = await startMeddler(bed.sandbox);
		leadThrough(bed, provider, meddler);
		meddler.meddle = (passing) => {
			if (!passing.request.path.includes('/oauth2/token')) return;
			passing.text = passing.text.replace(/"access_token":"/, '$&part\\r\\nX-Evil: 1 ');
		};
		const { error } = await bed.refund(provider, amount);
		expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused' });
		expect(error[0]?.json.error).not.toContain('part');
		expect(meddler.seen.map(({ headers }) => headers)).not.toContainEqual(
			expect.objectContaining({ 'x-evil': expect.anything() }),
		);
		await meddler.close();
	},
);

describe('names that JavaScript gives a meaning to', () => {
	const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"note":"x"}';
	afterEach(() => {
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
	});

	it('in metadata change nothing but metadata', async () => {
		const options = { metadata: text, tags: { tag: [{ key: '__proto__', value: 'v' }] } };
		const { main } = await bed.refund('layer', { ...amount, options, reference: '__proto__' });
		expect(main[0]?.json).toMatchObject({ outcome: 'refunded', reference: '__proto__' });
		const [write] = bed.sandbox.writes('layer');
		// n8n's axios leaves such names out.
		expect(write?.body).toMatchObject({ metadata: { note: 'x' } });
		expect(write?.bodyText).toContain('"tags":[{"key":"__proto__","value":"v"}]');
	});

	it.each(PROVIDERS)('in the answers of %s stay data', async (provider) => {
		const meddler = await startMeddler(bed.sandbox);
		leadThrough(bed, provider, meddler);
		meddler.meddle = (passing) => {
			if (passing.text.startsWith('{'))
				passing.text = passing.text.replace('{', `{${text.slice(1, -1)},`);
		};
		const { main } = await bed.refund(provider, { ...amount, simplify: false });
		expect(main[0]?.json).toMatchObject({ outcome: 'refunded' });
		expect(main[0]?.json).not.toHaveProperty('polluted');
		await meddler.close();
	});

	it.each(PROVIDERS)(
		'in the ids and references of %s are texts like any other',
		async (provider) => {
			for (const reference of ['__proto__', 'constructor', 'toString']) {
				const first = await bed.refund(provider, { ...amount, reference });
				expect(first.main[0]?.json).toMatchObject({ outcome: 'refunded', reference });
				const again = await bed.refund(provider, { ...amount, reference });
				expect(again.main[0]?.json).toMatchObject({ outcome: 'alreadyRefunded', reference });
			}
			expect(bed.sandbox.writes(provider)).toHaveLength(3);
		},
	);
});
