import type { IDataObject } from 'n8n-workflow';
import { SEED } from '../../sandbox';
import { openBed, detailsOf, type Bed } from '../bed';
import { reply, startToyServer, type ToyServer } from '../n8n/harness/toyServer';
import { leadThrough, startMeddler, type Meddler, type Passing } from './meddler';

let bed: Bed;
let meddler: Meddler;
let foreign: ToyServer;
beforeEach(async () => {
	bed = await openBed();
	meddler = await startMeddler(bed.sandbox);
	foreign = await startToyServer((_request, response) => reply(response, 200, {}));
});
afterEach(async () => {
	expect(foreign.seen).toEqual([]);
	expect(bed.sandbox.strayRequests).toEqual([]);
	await foreign.close();
	await meddler.close();
	await bed.close();
});

const partial = { refundType: 'amount', amount: '10', reference: 'TICKET-1' };

function changeJson(passing: Passing, change: (body: IDataObject) => void): void {
	const body = JSON.parse(passing.text) as IDataObject;
	change(body);
	passing.text = JSON.stringify(body);
}

const search = async (provider: 'layer' | 'thredfi', paginationToken?: string) =>
	await bed.n8n.listSearch({
		type: `n8n-nodes-invoice-refunds.${provider}`,
		method: 'searchInvoices',
		parameters: { businessId: bed.sandbox.businessId[provider] },
		...(paginationToken === undefined ? {} : { paginationToken }),
	});

describe("Thredfi's link to the next page", () => {
	const lead = (next: string) => {
		leadThrough(bed, 'thredfi', meddler);
		Object.assign(bed.sandbox.switches.thredfi, { allocationsField: false, pagination: 'next' });
		meddler.meddle = (passing) => {
			const isFirst = /\/invoices\/(refunds\/)?\?.*page=1(&|$)/.test(passing.request.path);
			if (isFirst) changeJson(passing, (body) => (body.next = next));
		};
	};
	const pages = (path: RegExp) =>
		bed.sandbox.requests.filter((request) => path.test(request.path)).map(({ query }) => query);

	it.each(['/v1/x?page=2', '//HOST/x', 'file:///etc/hosts', 'FOREIGN/?page=2'])(
		'%s is not followed while refunds are looked for',
		async (link) => {
			lead(link.replace('FOREIGN', foreign.url).replace('HOST', new URL(foreign.url).host));
			await bed.refund('thredfi', partial);
			// The refund under way is booked by now, so both looks (before the send, and none after) asked by number.
			expect(pages(/\/invoices\/refunds\/$/).slice(0, 2)).toMatchObject([
				{ page: '1' },
				{ page: '2' },
			]);
		},
	);

	it('is not followed in the list of invoices', async () => {
		lead(`${foreign.url}/v1/?page=2`);
		const { paginationToken } = await search('thredfi');
		expect(paginationToken).toBe('2');
		await search('thredfi', String(paginationToken));
		expect(pages(/\/invoices\/$/)).toMatchObject([{ page: '1' }, { page: '2' }]);
	});
});

describe("Layer's cursor", () => {
	it.each([
		'FOREIGN/x',
		'//HOST',
		'../../whoami',
		'?x=1#y',
		'a&limit=1&external_id=x',
		'a\r\nX: 1',
	])('%s is sent as one value to the same list', async (text) => {
		const cursor = text.replace('FOREIGN', foreign.url).replace('HOST', new URL(foreign.url).host);
		leadThrough(bed, 'layer', meddler);
		meddler.meddle = (passing) => {
			if (!passing.request.path.includes('/refunds?')) return;
			const next = passing.request.path.includes('cursor=') ? null : cursor;
			passing.status = 200;
			passing.text = JSON.stringify({
				data: [],
				meta: { pagination: { cursor: next, has_more: next !== null } },
			});
		};
		await bed.refund('layer', partial);
		const lists = bed.sandbox.requests.filter(({ call }) => call === 'listRefunds');
		expect(lists.map(({ query }) => query)).toEqual([
			{ external_id: expect.any(String), limit: '100', sort_order: 'DESC' },
			{ external_id: expect.any(String), limit: '100', sort_order: 'DESC', cursor },
		]);
	});
});

describe('a refund id in an answer', () => {
	const list = { layer: 'refund_allocations', thredfi: 'refund_allocations' } as const;

	it.each(
		(['layer', 'thredfi'] as const).flatMap((provider) =>
			['..', '.', '../../../../whoami', 'x?y=1', 'x#y', '%2e%2e', '/', 'FOREIGN'].map(
				(id) => [provider, id] as const,
			),
		),
	)('of %s, %s, never leads out of the list of refunds', async (provider, id) => {
		leadThrough(bed, provider, meddler);
		meddler.meddle = (passing) => {
			if (!passing.request.path.endsWith(invoicePathOf(provider))) return;
			changeJson(passing, (body) => {
				const invoice = (body.data ?? body) as IDataObject;
				invoice[list[provider]] = [
					{ id: 'x', refund_id: id.replace('FOREIGN', foreign.url), amount: 500 },
				];
			});
		};
		const { error } = await bed.refund(provider, partial);
		expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused' });
		const business = `/${bed.sandbox.businessId[provider]}/`;
		for (const { path, call } of bed.sandbox.requests) {
			if (call === 'token') continue;
			expect(path).toMatch(
				/\/invoices\/(payments\/|refunds\/?|refunds\/[^/]+\/?|[0-9a-f-]{36}\/?)$/,
			);
			expect(path).toContain(business);
		}
		expect(bed.sandbox.writes()).toEqual([]);
	});
});

function invoicePathOf(provider: 'layer' | 'thredfi'): string {
	return provider === 'layer' ? `/invoices/${SEED.layer.paid}` : `/invoices/${SEED.thredfi.paid}/`;
}

describe("Revolv3's customer reference", () => {
	it.each([
		'a&page=9&pageSize=1',
		'a#b',
		'a?b=c',
		'a=b&merchantCustomerRefId=other',
		'../../x',
		'%26x%3D1',
		'a+b c',
		'a\r\nX-Evil: 1',
		'[0]',
		'ünïcode 😀',
	])('%j is asked for as it is, and a repeated refund is found by it', async (customerRef) => {
		const invoiceId = bed.sandbox.addInvoice('revolv3', {
			status: 'Paid',
			totalMinor: 10_000,
			currency: 'USD',
			customerRef,
		});
		const { main } = await bed.refund('revolv3', { ...partial, invoiceId });
		expect(main[0]?.json.outcome).toBe('refunded');
		const again = await bed.refund('revolv3', { ...partial, invoiceId });
		expect(again.main[0]?.json.outcome).toBe('alreadyRefunded');
		for (const { call, query, headers } of bed.sandbox.requests) {
			expect(headers).not.toHaveProperty('x-evil');
			if (call !== 'listInvoices' && call !== 'listRefunds') continue;
			const { lastUpdateStartDate, ...rest } = query;
			expect(lastUpdateStartDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
			expect(rest).toEqual({ merchantCustomerRefId: customerRef, page: '1', pageSize: '100' });
		}
	});
});
