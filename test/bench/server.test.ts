import axios from 'axios';
import type { FastifyInstance } from 'fastify';
import { openCalls } from '../../bench/pool/calls';
import { buildBenchServer, type Item } from '../../bench/server/app';
import type { Traffic } from '../../bench/server/traffic';
import { startSandbox } from '../../sandbox';
import { PROVIDER_IDS, type ProviderId, type Sandbox } from '../../sandbox/types';

let app: FastifyInstance;
let url: string;
let sandbox: Sandbox;

beforeAll(async () => {
	app = buildBenchServer();
	url = await app.listen({ host: '127.0.0.1', port: 0 });
	sandbox = await startSandbox();
});

afterAll(async () => {
	await app.close();
	await sandbox.stop();
});

const PAID = { duro: 'paid', layer: 'PAID', revolv3: 'Paid', thredfi: 'paid' } as const;

/** Names and kinds of all fields, so that two answers about different invoices can be compared. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
}

/** What the pool's calls for these items are answered with. */
async function answersOf(baseURL: string, provider: ProviderId, items: readonly Item[]) {
	const answers: unknown[] = [];
	const http = axios.create({ baseURL, proxy: false });
	http.interceptors.response.use((answer) => {
		answers.push([answer.status, shapeOf(answer.data)]);
		return answer;
	});
	const calls = await openCalls(provider, http);
	for (const item of items) await calls(item);
	return answers;
}

const prepare = async (provider: ProviderId, items: number) => {
	await axios.post(`${url}/bench/batch`, { provider, items, delayMs: 0 }, { proxy: false });
	return (await axios.get<Item[]>(`${url}/bench/items`, { proxy: false })).data;
};

describe.each(PROVIDER_IDS)('the bench server as %s', (provider) => {
	it('answers every call of a refund as the sandbox does', async () => {
		const [mine] = await prepare(provider, 1);
		const spec = { status: PAID[provider], totalMinor: 10_000, currency: 'USD' };
		const invoiceId = sandbox.addInvoice(provider, {
			...spec,
			customerRef: 'customer-of-the-test',
		});
		const expected = await answersOf(sandbox.url, provider, [{ invoiceId, reference: 'one' }]);
		expect(expected.length).toBeGreaterThan(1);
		expect(await answersOf(url, provider, mine ? [mine] : [])).toEqual(expected);
	});

	it('shows in a second look that the invoice was refunded, and counts what came in', async () => {
		const items = await prepare(provider, 3);
		await answersOf(url, provider, items);
		await expect(
			answersOf(url, provider, [{ invoiceId: items[0]?.invoiceId ?? '', reference: 'again' }]),
		).rejects.toThrow(/status code 4/);
		const { data } = await axios.get<Traffic>(`${url}/bench/traffic`, { proxy: false });
		expect(data).toMatchObject({ reads: 4, refunds: 4, turnedDown: 1 });
	});
});

it('lists the refunds of one customer only, as the sandbox does', async () => {
	const items = await prepare('revolv3', 3);
	await answersOf(url, 'revolv3', items);
	const bodies = await Promise.all(
		items.map(
			async ({ invoiceId }) =>
				(
					await axios.get<{ merchantCustomerRefId: string }>(
						`${url}/revolv3/api/Invoices/${invoiceId}`,
						{ headers: { 'x-revolv3-token': sandbox.credentials.revolv3.token }, proxy: false },
					)
				).data,
		),
	);
	const [first] = bodies;
	const { data } = await axios.get<Array<{ invoiceId: number }>>(`${url}/revolv3/api/Invoices/v1`, {
		params: { merchantCustomerRefId: first?.merchantCustomerRefId },
		headers: { 'x-revolv3-token': sandbox.credentials.revolv3.token },
		proxy: false,
	});
	// Short rows, as the samples have them, name no parent: the invoice and its one refund.
	expect(data).toHaveLength(2);
	expect(data.map((row) => row.invoiceId)).toContain(Number(items[0]?.invoiceId));
});
