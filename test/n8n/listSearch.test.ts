import { SEED } from '../../sandbox';
import { checkRequest } from '../contract/checkRequest';
import { openBed, PROVIDERS, type Bed } from '../bed';

const LISTED = PROVIDERS.filter((provider) => provider !== 'duro');
const PAID = { layer: 'PAID', revolv3: 'Paid', thredfi: 'paid' } as const;

let bed: Bed;
beforeEach(async () => {
	bed = await openBed();
});
afterEach(async () => await bed.close());

const search = async (
	provider: (typeof LISTED)[number],
	more: { filter?: string; paginationToken?: string } = {},
) =>
	await bed.n8n.listSearch({
		type: `n8n-nodes-invoice-refunds.${provider}`,
		method: 'searchInvoices',
		parameters: provider === 'revolv3' ? {} : { businessId: bed.sandbox.businessId[provider] },
		...more,
	});

describe.each(LISTED)('the invoice list of %s', (provider) => {
	it('offers the invoices by what people know of them', async () => {
		const { results } = await search(provider);
		const paid = results.find(({ value }) => value === SEED[provider].paid);
		expect(paid?.name).toContain('100.00');
		expect(paid?.name.toLowerCase()).toContain('paid');
	});

	it('leaves out what does not hold every word that was typed', async () => {
		const { results } = await search(provider, { filter: '249.90 paid' });
		expect(results.map(({ value }) => value)).toEqual([SEED[provider].paidSecond]);
	});

	it('goes on where the page before ended, until the last', async () => {
		for (let made = 0; made < 130; made++) {
			bed.sandbox.addInvoice(provider, {
				status: PAID[provider],
				totalMinor: 1_000 + made,
				currency: 'USD',
			});
		}
		const seen = new Set<unknown>();
		let token: unknown;
		let pages = 0;
		do {
			const page = await search(
				provider,
				typeof token === 'string' ? { paginationToken: token } : {},
			);
			page.results.forEach(({ value }) => seen.add(value));
			token = page.paginationToken;
			pages += 1;
		} while (token !== undefined && pages < 10);
		expect(pages).toBeGreaterThan(1);
		expect(seen.size).toBe(Object.keys(SEED[provider]).length + 130);
	});

	it('finds what stands on a later page', async () => {
		for (let made = 0; made < 230; made++) {
			bed.sandbox.addInvoice(provider, {
				status: PAID[provider],
				totalMinor: 1_000 + made,
				currency: 'USD',
			});
		}
		// Newest first, the seeded ones come last; else the last that was made does.
		const wanted = provider === 'layer' ? '249.90' : '12.29';
		const { results } = await search(provider, { filter: wanted });
		expect(results).toHaveLength(1);
		expect(results[0]?.name).toContain(wanted);
		expect(bed.sandbox.requests.filter(({ call }) => call === 'listInvoices')).toHaveLength(3);
	});

	it('says that it has not looked through all, rather than show nothing', async () => {
		for (let made = 0; made < 1_100; made++) {
			bed.sandbox.addInvoice(provider, {
				status: PAID[provider],
				totalMinor: 1_000 + made,
				currency: 'USD',
			});
		}
		await expect(search(provider, { filter: 'nobody' })).rejects.toThrow(/By ID/);
		expect(bed.sandbox.requests.filter(({ call }) => call === 'listInvoices')).toHaveLength(10);
	});

	it('shows nothing where all was looked through', async () => {
		expect(await search(provider, { filter: 'nobody' })).toEqual({ results: [] });
	});

	it('asks only what the contract knows, and nothing but reads', async () => {
		await search(provider);
		for (const { method, path, query, headers, bodyText } of bed.sandbox.requests) {
			expect(
				checkRequest(provider, {
					method,
					path,
					query,
					headers: unmasked(provider, headers),
					bodyText,
				}),
			).toEqual([]);
		}
		expect(bed.sandbox.writes()).toEqual([]);
	});

	it('names the credential when it is turned down', async () => {
		bed.n8n.editCredential(`${provider}Api`, {
			[SECRET[provider]]: 'wrong',
			accessToken: '',
			partnerToken: '',
		});
		await expect(search(provider)).rejects.toThrow(/credential|did not accept/i);
	});
});

it.each(['layer', 'thredfi'] as const)(
	'%s asks for the business before it asks the provider',
	async (provider) => {
		const asked = bed.n8n.listSearch({
			type: `n8n-nodes-invoice-refunds.${provider}`,
			method: 'searchInvoices',
			parameters: { businessId: '' },
		});
		await expect(asked).rejects.toThrow("'Business ID' is empty");
		expect(bed.sandbox.requests).toEqual([]);
	},
);

const SECRET = { layer: 'clientSecret', revolv3: 'token', thredfi: 'apiKey' } as const;

/** The sandbox masks secrets; the contract only asks for their form. */
function unmasked(
	provider: (typeof LISTED)[number],
	headers: Readonly<Record<string, string>>,
): Record<string, string> {
	const { authorization = '' } = headers;
	const scheme = authorization.split(' ')[0];
	if (scheme === 'Basic') {
		const user = Object.values(bed.sandbox.credentials[provider])[0];
		return { ...headers, authorization: `Basic ${Buffer.from(`${user}:x`).toString('base64')}` };
	}
	return { ...headers, ...(scheme === 'Bearer' ? { authorization: 'Bearer token' } : {}) };
}
