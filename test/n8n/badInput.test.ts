import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SEED, type ProviderId } from '../../sandbox';
import { detailsOf, openBed, PROVIDERS, type Bed } from '../bed';
import { rowsFor, type Row } from './badValues';

/** Every bad value: refused, the field named as on the screen, and not one request on the wire. */
let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

const seen = () => [...bed.sandbox.requests, ...bed.sandbox.strayRequests];
const good: INodeParameters = { refundType: 'amount', amount: '12.50', reference: 'TICKET-81' };

const steersTheRun = (list: readonly Row[]) => list[0]?.[2] === 'Maximum Total';

/** Each value behind an expression, as it comes from the node before. */
function asExpressions(list: readonly Row[]) {
	const items = list.map(([, parameters]) => ({ p: { ...good, ...parameters } as IDataObject }));
	const names = new Set(list.flatMap(([, parameters]) => Object.keys(parameters)));
	const options = new Set(
		list.flatMap(([, { options: given }]) => Object.keys((given ?? {}) as IDataObject)),
	);
	return { items, names, options };
}

/** Rows that differ in the same parameter run together: one node, one bad value per item. */
function groups(list: readonly Row[]): Array<readonly [string, Row[]]> {
	const byShape = new Map<string, Row[]>();
	for (const row of list) {
		const { options, ...rest } = row[1];
		const shape = [...Object.keys(rest), ...Object.keys((options ?? {}) as IDataObject)].join(' ');
		const label = `${shape}${'amountUnit' in rest && 'amount' in rest ? ' (minor)' : ''}`;
		// Only the first item's counts, so each value needs a run of its own.
		const name = shape === 'maximumTotal' ? row[0] : label;
		byShape.set(name, [...(byShape.get(name) ?? []), row]);
	}
	return [...byShape];
}

/** The parameters of a group with an expression in place of each value. */
function withExpressions(list: readonly Row[]): {
	parameters: INodeParameters;
	items: IDataObject[];
} {
	const { items, names, options } = asExpressions(list);
	const parameters: INodeParameters = { ...good };
	for (const name of names) {
		if (name === 'options') {
			parameters.options = Object.fromEntries(
				[...options].map((each) => [each, `={{ $json.p.options.${each} }}`]),
			);
		} else if (name === 'invoiceId') {
			parameters.invoiceId = { __rl: true, mode: 'id', value: '={{ $json.p.invoiceId.value }}' };
		} else {
			parameters[name] = `={{ $json.p.${name} }}`;
		}
	}
	return { parameters, items };
}

function expectRefusals(result: Awaited<ReturnType<Bed['refund']>>, list: readonly Row[]): void {
	expect(result.main).toEqual([]);
	expect(
		result.error.map((item, index) => [
			list[index]?.[0],
			detailsOf(item).code,
			String(item.json.error).includes(`'${list[index]?.[2]}'`) || item.json.error,
		]),
	).toEqual(list.map(([what]) => [what, 'invalidParameter', true]));
	expect(seen()).toEqual([]);
}

describe.each(PROVIDERS)('bad input at %s', (provider) => {
	const all = rowsFor(provider);

	describe.each(groups(all))('in %s', (_, list) => {
		const { parameters, items } = withExpressions(list);

		it('is refused by the name of its field, and nothing is asked or sent', async () => {
			for (const operation of ['refund', 'check'] as const) {
				expectRefusals(await bed[operation](provider, parameters, items), list);
			}
		});
	});

	it('stops the workflow before anything is sent for the good items beside it', async () => {
		for (const [shape, list] of groups(all)) {
			const { parameters, items } = withExpressions(list.slice(0, 1));
			const [bad = {}] = items;
			const paid = { ...good, ...neutral(provider), invoiceId: { value: SEED[provider].paid } };
			const result = await bed.refund(
				provider,
				parameters,
				steersTheRun(list) ? [bad, { p: paid }] : [{ p: paid }, bad, { p: paid }],
				{
					onError: 'stopWorkflow',
				},
			);
			expect([shape, result.main, seen()]).toEqual([shape, [], []]);
			expect(result.failed?.message).toContain(`'${list[0]?.[2]}'`);
			expect(result.failed?.context).toMatchObject({
				code: 'invalidParameter',
				outcome: 'refused',
			});
		}
	});

	it.each(literals(all))('typed into the field is refused: %s', async (_, parameters, label) => {
		const result = await bed.refund(provider, { ...good, ...parameters }, [{}, {}]);
		const row: Row = [_, parameters, label];
		expectRefusals(result, [row, row]);
	});
});

/** What a person can type and n8n itself lets pass: it checks option lists and required fields before the node runs. */
function literals(list: readonly Row[]): Row[] {
	const perLabel = new Map<string, number>();
	return list.filter(([what, parameters, label]) => {
		const flat = Object.values({ ...parameters, ...((parameters.options ?? {}) as IDataObject) });
		const typed = flat.every((value) => typeof value === 'string' || typeof value === 'object');
		const skipped = ['Reference', 'Refund Type', 'Amount Unit', 'Method', 'Simplify'].includes(
			label,
		);
		const count = perLabel.get(label) ?? 0;
		const required = label === 'Business ID' && parameters.businessId === '';
		if (!typed || skipped || required || count >= 4 || what.endsWith(': nothing')) return false;
		perLabel.set(label, count + 1);
		return true;
	});
}

/** Good values for every parameter that a row may turn into an expression. */
function neutral(provider: ProviderId): IDataObject {
	return {
		amountUnit: 'major',
		percentage: '50',
		simplify: true,
		method: 'OTHER',
		completedAt: '',
		businessId: bed.sandbox.businessId[provider === 'thredfi' ? 'thredfi' : 'layer'],
		options: {
			...{
				maximumAmount: '100',
				maximumTotal: '100',
				processingFee: '0',
				metadata: '{}',
				tags: {},
			},
			...{
				allowEarlierRefunds: false,
				includeRawProcessorResponse: false,
				expectedCurrency: 'USD',
			},
		},
	};
}

describe('bad tags at layer', () => {
	const tag = (key: string, value: string) => ({ options: { tags: { tag: [{ key, value }] } } });

	it.each([
		['no key', tag('', 'support')],
		['a blank key', tag('  ', 'support')],
		['a key that yields nothing', tag('={{ $json.missing }}', 'support')],
		['a value that yields nothing', tag('department', '={{ $json.missing }}')],
		['a number as value', tag('department', '={{ 1 }}')],
		['an object as key', tag('={{ ({ a: 1 }) }}', 'support')],
	] as const)('are refused by name: %s', async (what, parameters) => {
		const result = await bed.refund('layer', { ...good, ...parameters });
		expectRefusals(result, [[what, parameters, 'Tags']]);
	});
});

describe.each(PROVIDERS)('the number of invoices at once, at %s', (provider) => {
	it.each([0, 21, -1, 1.5, 'x', '3', '', true, null])(
		'is never %p: every item is refused, and nothing is asked',
		async (concurrency) => {
			const parameters = { ...good, options: { concurrency: '={{ $json.c }}' } };
			const items = [{ c: concurrency }, { c: 3 }];
			const result = await bed.refund(provider, parameters, items);
			const row: Row = ['concurrency', parameters, 'Concurrency'];
			expectRefusals(result, [row, row]);
		},
	);

	it('is read from the first item only', async () => {
		const parameters = { ...good, options: { concurrency: '={{ $json.c }}' } };
		const result = await bed.check(provider, parameters, [{ c: 20 }, { c: 'x' }]);
		expect(result.error).toEqual([]);
		expect(result.main).toHaveLength(2);
	});
});

describe('an id at duro that looks like a path', () => {
	it.each(['../inv_0001', 'a/b?c#d', 'inv_0001/refund', '..%2finv_0001', '%2e%2e', 'inv 1', '...'])(
		'reaches only the invoice route: %s',
		async (invoiceId) => {
			const result = await bed.refund('duro', { ...good, invoiceId });
			expect(result.error.map(detailsOf)).toMatchObject([{ code: 'invoiceNotFound', invoiceId }]);
			expect(bed.sandbox.strayRequests).toEqual([]);
			expect(bed.sandbox.requests).toMatchObject([
				{
					call: 'readInvoice',
					method: 'GET',
					path: `/v1/invoices/${encodeURIComponent(invoiceId)}`,
				},
			]);
		},
	);
});
