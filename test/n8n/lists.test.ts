import type { INodeParameters } from 'n8n-workflow';
import { SEED, type Sandbox } from '../../sandbox';
import { detailsOf, openBed, type Bed } from '../bed';
import { openTap, type Tap } from '../contract/tap';

const LISTED = ['layer', 'revolv3', 'thredfi'] as const;
type Listed = (typeof LISTED)[number];
const PAID = { layer: 'PAID', revolv3: 'Paid', thredfi: 'paid' } as const;

let sandbox: Sandbox;
let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
	({ sandbox } = bed);
});
beforeEach(() => sandbox.reset());
afterAll(async () => await bed.close());

const addInvoices = (provider: Listed, count: number, customerRef = 'bulk') =>
	Array.from({ length: count }, (_, index) =>
		sandbox.addInvoice(provider, {
			status: PAID[provider],
			totalMinor: 10_000 + index,
			currency: 'USD',
			customerRef,
		}),
	);

const idsOf = ({ main }: { main: ReadonlyArray<{ json: object }> }, name: string) =>
	main.map(({ json }) => (json as Record<string, unknown>)[name]);

const pagesRead = () =>
	sandbox.requests.filter(({ call, status }) => status === 200 && /^list/.test(String(call)));

describe.each(LISTED)('invoices of %s', (provider) => {
	const seeded = Object.keys(SEED[provider]).length;

	it('are all listed over more than two pages, each once, by their input item', async () => {
		const added = addInvoices(provider, 230);
		const result = await bed.list(provider, 'invoice', { returnAll: true }, [{}, {}]);
		for (const item of [0, 1]) {
			const own = result.main.filter(({ pairedItem }) =>
				expect.objectContaining({ item }).asymmetricMatch(pairedItem),
			);
			const ids = idsOf({ main: own }, 'invoiceId');
			expect(new Set(ids).size).toBe(seeded + 230);
			expect(ids).toEqual(expect.arrayContaining(added));
		}
		expect(result.main).toHaveLength(2 * (seeded + 230));
		expect(pagesRead()).toHaveLength(6);
		expect(sandbox.writes()).toEqual([]);
	});

	it('are fifty unless told otherwise, and a limit asks for no page too many', async () => {
		addInvoices(provider, 230);
		expect((await bed.list(provider, 'invoice')).main).toHaveLength(50);
		expect(pagesRead()).toHaveLength(1);
		const { main } = await bed.list(provider, 'invoice', { limit: '={{ $json.n }}' }, [
			{ n: 1 },
			{ n: '120' },
		]);
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			...Array.from({ length: 120 }, () => ({ item: 1 })),
		]);
	});

	it('come in ten flat fields, and with Simplify off with the provider’s own object', async () => {
		const show = async (simplify: boolean) => {
			const { main } = await bed.list(provider, 'invoice', { returnAll: true, simplify });
			return main.find(({ json }) => json.invoiceId === SEED[provider].taxed)?.json ?? {};
		};
		const simple = await show(true);
		expect(simple).toEqual({
			provider,
			invoiceId: SEED[provider].taxed,
			number: provider === 'revolv3' ? null : expect.stringMatching(/^INV-/),
			customerReference: expect.stringMatching(/^customer-/),
			date: expect.any(String),
			status: provider === 'thredfi' ? 'PAID' : PAID[provider],
			amount: provider === 'revolv3' ? '100.00' : '110.00',
			amountMinor: provider === 'revolv3' ? 10_000 : 11_000,
			total: '110.00',
			// The list of Revolv3 names no currency; a read of the invoice does.
			currency: provider === 'thredfi' ? 'USD' : null,
		});
		expect(await show(false)).toEqual({ ...simple, response: expect.any(Object) });
	});

	it('of one customer are listed, and nothing comes out where there are none', async () => {
		const [mine] = addInvoices(provider, 1, 'customer-of-mine');
		const { main, error } = await bed.list(
			provider,
			'invoice',
			{ filters: { customerReference: '={{ $json.who }}' } },
			[{ who: 'nobody' }, { who: 'customer-of-mine' }],
		);
		expect(idsOf({ main }, 'invoiceId')).toEqual([mine]);
		expect(main[0]?.pairedItem).toEqual({ item: 1 });
		expect(error).toEqual([]);
	});

	it('fail for one item without losing those of another', async () => {
		sandbox.fault({ provider, call: 'listInvoices', kind: 'html', status: 200, times: 1 });
		const { main, error } = await bed.list(provider, 'invoice', { limit: 3 }, [{}, {}]);
		expect(main).toHaveLength(3);
		expect(error).toHaveLength(1);
		expect(detailsOf(error[0])).toMatchObject({
			outcome: 'refused',
			code: 'providerAnswerInvalid',
			provider,
			invoiceId: null,
		});
		expect(error[0]?.json.message).toContain('Nothing was changed.');
	});

	it('stop the workflow where that is set', async () => {
		sandbox.fault({ provider, call: 'listInvoices', kind: 'status', status: 500, times: 9 });
		const { failed, main } = await bed.list(provider, 'invoice', {}, [{}], {
			onError: 'stopWorkflow',
		});
		expect(main).toEqual([]);
		expect(failed).toMatchObject({ context: { code: 'providerUnavailable', itemIndex: 0 } });
	});
});

it('of Revolv3 have the currency where a row of the list names it', async () => {
	sandbox.switches.revolv3.listRows = 'whole';
	const { main } = await bed.list('revolv3', 'invoice', { returnAll: true });
	const row = main.find(({ json }) => json.invoiceId === SEED.revolv3.taxed);
	expect(row?.json).toMatchObject({ amount: '100.00', total: '110.00', currency: 'USD' });
});

it.each(['layer', 'revolv3'] as const)(
	'of one customer of %s are none of another, where the server leaves the filter aside',
	async (provider) => {
		const [mine] = addInvoices(provider, 1, 'customer-of-mine');
		const tap = await openTap(
			sandbox,
			(_status, text) => text,
			(path) => path.replace(/([?&])(?:customer_external_id|merchantCustomerRefId)=[^&]*&?/, '$1'),
		);
		const tapped = await openBed({ sandbox: tap.sandbox });
		const filters = { customerReference: 'customer-of-mine' };
		const { main, error } = await tapped.list(provider, 'invoice', { returnAll: true, filters });
		await tap.close();
		expect(error).toEqual([]);
		expect(idsOf({ main }, 'invoiceId')).toEqual([mine]);
	},
);

describe.each(LISTED)('refunds of %s', (provider) => {
	const of = provider === 'revolv3' ? { invoiceId: SEED.revolv3.paid } : {};

	it('are all listed over several pages, as Get shows each', async () => {
		const made = Array.from({ length: 210 }, (_, index) =>
			sandbox.refundInPortal(provider, SEED[provider].paid, index + 1),
		);
		const { main } = await bed.list(provider, 'refund', { ...of, returnAll: true });
		expect(idsOf({ main }, 'refundId')).toEqual(expect.arrayContaining(made));
		expect(new Set(idsOf({ main }, 'refundId')).size).toBe(main.length);
		const own = main.filter(({ json }) => json.invoiceId === SEED[provider].paid);
		expect(own).toHaveLength(210);
		const get = await bed.get(provider, { resource: 'refund', refundId: made[7] ?? '' });
		expect(own.map(({ json }) => json)).toContainEqual(get.main[0]?.json);
		expect(pagesRead().length).toBeGreaterThan(2);
		// Hundreds of rows: more than five seconds on a busy machine.
	}, 30_000);

	it('have the limit of the item', async () => {
		for (const amount of [100, 200, 300]) {
			sandbox.refundInPortal(provider, SEED[provider].paid, amount);
		}
		expect((await bed.list(provider, 'refund', { ...of, limit: 2 })).main).toHaveLength(2);
	});
});

it.each(['next', 'pageInfo'] as const)('Thredfi is followed in the shape of %s', async (shape) => {
	sandbox.switches.thredfi.pagination = shape;
	addInvoices('thredfi', 230);
	const { main } = await bed.list('thredfi', 'invoice', { returnAll: true });
	expect(main).toHaveLength(Object.keys(SEED.thredfi).length + 230);
});

it('finds at Layer the refund under the key of a reference', async () => {
	const ask = { refundType: 'amount', amount: '12.50', reference: 'TICKET-81' };
	const made = await bed.refund('layer', { ...ask, simplify: false });
	sandbox.refundInPortal('layer', SEED.layer.paidSecond, 100);
	const { key, refundId } = made.main[0]?.json ?? {};
	const { main } = await bed.list('layer', 'refund', { filters: { externalId: String(key) } });
	expect(idsOf({ main }, 'refundId')).toEqual([refundId]);
});

it('says of a refund invoice at Revolv3 that it has no refunds of its own', async () => {
	const child = sandbox.refundInPortal('revolv3', SEED.revolv3.paid, 100);
	const { error } = await bed.list('revolv3', 'refund', { invoiceId: String(child) });
	expect(detailsOf(error[0])).toMatchObject({ code: 'invoiceNotFound', invoiceId: child });
	expect(error[0]?.json.error).toContain("'Invoice'");
});

it('does not say "no refunds" of an invoice of Revolv3 that says it has some', async () => {
	sandbox.switches.revolv3.originalTurnsPartialRefund = true;
	sandbox.switches.revolv3.listShowsChildren = false;
	sandbox.switches.revolv3.customerListShowsChildren = false;
	sandbox.refundInPortal('revolv3', SEED.revolv3.paid, 100);
	const { main, error } = await bed.list('revolv3', 'refund', { invoiceId: SEED.revolv3.paid });
	expect(main).toEqual([]);
	expect(detailsOf(error[0])).toMatchObject({ code: 'providerAnswerInvalid' });
});

it("finds Revolv3's refunds in the customer's own list where the other one shows none", async () => {
	sandbox.switches.revolv3.listShowsChildren = false;
	sandbox.refundInPortal('revolv3', SEED.revolv3.paid, 100);
	const { main } = await bed.list('revolv3', 'refund', { invoiceId: SEED.revolv3.paid });
	expect(main).toMatchObject([{ json: { invoiceId: SEED.revolv3.paid, total: '1.00' } }]);
});

it.each(['invoice', 'refund'] as const)('lists no %ss at Duro', async (resource) => {
	const { error } = await bed.list('duro', resource);
	expect(detailsOf(error[0])).toMatchObject({ code: 'invalidParameter' });
	expect(sandbox.requests).toEqual([]);
});

describe('a list behind a provider that misbehaves', () => {
	/** Every page of the list is replaced by this one. */
	async function listing(provider: Listed, page: object, parameters: INodeParameters = {}) {
		const tap: Tap = await openTap(sandbox, (status, text) =>
			/"data"|"results"|^\[/.test(text) && status === 200 ? JSON.stringify(page) : text,
		);
		const tapped = await openBed({ sandbox: tap.sandbox });
		const all = { returnAll: true, ...parameters };
		const result = await tapped.list(provider, 'invoice', all);
		const asked = tap.exchanges.filter(({ sent }) => /[Ii]nvoices/.test(sent.path));
		await tap.close();
		return { ...result, asked };
	}
	const rows = (count: number, id: string) =>
		Array.from({ length: count }, (_, index) => ({ [id]: 5000 + index, parentInvoiceId: null }));
	const endless = {
		layer: {
			data: [{ id: 'a' }],
			meta: { pagination: { has_more: true, cursor: btoa('after:0') } },
		},
		revolv3: rows(100, 'invoiceId'),
		thredfi: {
			count: 9000,
			next: 'https://elsewhere.example/steal?page=2',
			results: [{ id: 'a' }],
		},
	};

	it.each(LISTED)('ends at %s when the same page comes again', async (provider) => {
		const { main, error, asked } = await listing(provider, endless[provider]);
		expect(main).toEqual([]);
		expect(detailsOf(error[0])).toMatchObject({ code: 'providerAnswerInvalid' });
		// Behind a full page of Revolv3 a smaller one is asked for, so the same page again is too long.
		expect(error[0]?.json.error).toContain(
			provider === 'revolv3' ? 'more rows than were asked for' : 'does not end',
		);
		expect(asked.length).toBeLessThanOrEqual(3);
	});

	it('never follows an address of another host', async () => {
		const page = { count: 2, next: 'http://127.0.0.1:9/steal?page=2', results: [{ id: 'a' }] };
		const { asked } = await listing('thredfi', page);
		expect(asked.map(({ sent }) => sent.path.replace(/\?.*/, ''))).toEqual(
			asked.map(() => `/v1/platform/businesses/${sandbox.businessId.thredfi}/invoices/`),
		);
	});

	it.each(LISTED)(
		'keeps at %s a row that can not be read, and shows it as it is',
		async (provider) => {
			const odd = { amount: '??' };
			const page = {
				layer: { data: [odd], meta: { pagination: { has_more: false, cursor: null } } },
				revolv3: [odd],
				thredfi: { count: 1, next: null, results: [odd] },
			}[provider];
			const { main, error } = await listing(provider, page, { simplify: false });
			expect(error).toEqual([]);
			expect(main.map(({ json }) => json)).toMatchObject([
				{ invoiceId: null, amount: null, amountMinor: null, response: odd },
			]);
		},
	);

	it.each(LISTED)('refuses at %s what is no list', async (provider) => {
		const page = { layer: { data: ['x'] }, revolv3: ['x'], thredfi: { results: ['x'] } }[provider];
		const { error } = await listing(provider, page);
		expect(detailsOf(error[0])).toMatchObject({ code: 'providerAnswerInvalid' });
	});
});
