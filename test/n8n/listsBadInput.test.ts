import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, openBed, type Bed } from '../bed';

/** What a list can't be asked for: refused by the name of the field, and nobody is asked. */
let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

const LISTED = ['layer', 'revolv3', 'thredfi'] as const;
type Row = readonly [label: string, parameter: string, value: unknown];

const DATES: Readonly<Record<string, string>> = {
	billedFrom: 'Billed From',
	billedUntil: 'Billed Until',
	completedFrom: 'Completed From',
	completedUntil: 'Completed Until',
	dueFrom: 'Due From',
	dueUntil: 'Due Until',
	sentFrom: 'Sent From',
	sentUntil: 'Sent Until',
	updatedFrom: 'Updated From',
	updatedUntil: 'Updated Until',
};
const NO_DATES = ['', null, 'soon', '1250', '14:00', '2026-13-01', '31.01.2026', true, 7, {}];
const NO_TEXTS = ['', '  ', null, true, {}, ['a'], 'x'.repeat(256)];

const dates = (...names: string[]): Row[] =>
	names.flatMap((name) => NO_DATES.map((value): Row => [DATES[name] ?? '', name, value]));
const texts = (label: string, name: string): Row[] => NO_TEXTS.map((value) => [label, name, value]);
const customer = [
	...texts('Customer Reference', 'customerReference'),
	...['', null, 'x', 7].map((value): Row => ['Customer ID', 'customerId', value]),
];

const FILTERS: Readonly<Record<(typeof LISTED)[number], Record<'invoice' | 'refund', Row[]>>> = {
	layer: {
		invoice: [
			...customer,
			...dates('dueFrom', 'dueUntil', 'sentFrom', 'sentUntil'),
			...[[], '', null, 'paid', 'NEW', ['PAID', 'x'], 7].map((v): Row => ['Status', 'status', v]),
		],
		refund: [...dates('completedFrom', 'completedUntil'), ...texts('External ID', 'externalId')],
	},
	revolv3: {
		invoice: [
			...texts('Customer Reference', 'customerReference'),
			...dates('billedFrom', 'billedUntil', 'updatedFrom', 'updatedUntil'),
		],
		refund: dates('updatedFrom', 'updatedUntil'),
	},
	thredfi: {
		invoice: [
			...customer,
			...dates('dueFrom', 'dueUntil'),
			...['', null, '12.50', -1, 'x', '1e3', true].map((value): Row => [
				'Maximum Amount (Minor Units)',
				'maximumAmountMinor',
				value,
			]),
		],
		refund: dates('completedFrom', 'completedUntil'),
	},
};

describe.each(LISTED.flatMap((name) => [[name, 'invoice'] as const, [name, 'refund'] as const]))(
	'bad input for the list of %s %ss',
	(provider, resource) => {
		async function refusals(parameters: INodeParameters, values: readonly unknown[]) {
			const items = values.map((value) => ({ value: value as string }));
			const { main, error } = await bed.list(provider, resource, parameters, items);
			expect(main).toEqual([]);
			expect(bed.sandbox.requests).toEqual([]);
			return error.map((item) => [detailsOf(item).code, String(item.json.error)]);
		}
		const named = (label: string) => [
			'invalidParameter',
			expect.stringContaining(`'${label}'`) as string,
		];

		it('is refused in Limit and Return All', async () => {
			const limits = [0, -1, 1.5, 'abc', '', null, '1e3', true, {}, '0'];
			const limited = await refusals({ limit: '={{ $json.value }}' }, limits);
			expect(limited).toEqual(limits.map(() => named('Limit')));
			const switches = ['true', 1, null, {}];
			const switched = await refusals({ returnAll: '={{ $json.value }}' }, switches);
			expect(switched).toEqual(switches.map(() => named('Return All')));
		});

		it('is refused in each filter, by its name', async () => {
			const rows = FILTERS[provider][resource];
			for (const filter of new Set(rows.map(([, name]) => name))) {
				const own = rows.filter(([, name]) => name === filter);
				const values = own.map(([, , value]) => value);
				const found = await refusals({ filters: { [filter]: '={{ $json.value }}' } }, values);
				expect([filter, found]).toEqual([filter, own.map(([label]) => named(label))]);
			}
		});

		it('is refused where a range ends before it begins', async () => {
			const names = new Set(FILTERS[provider][resource].map(([, name]) => name));
			for (const from of [...names].filter((name) => name.endsWith('From'))) {
				const until = from.replace('From', 'Until');
				const filters = { [from]: '2026-02-02', [until]: '2026-02-01' };
				expect(await refusals({ filters }, [1])).toEqual([named(DATES[from] ?? '')]);
			}
		});
	},
);

it.each(['layer', 'thredfi'] as const)('%s asks for the business first', async (provider) => {
	const { error } = await bed.list(provider, 'invoice', { businessId: 'x' });
	expect(error[0]?.json.error).toContain("'Business ID'");
	expect(bed.sandbox.requests).toEqual([]);
});

it('Revolv3 asks for the invoice first', async () => {
	const { error } = await bed.list('revolv3', 'refund', { invoiceId: 'x' });
	expect(error[0]?.json.error).toContain("'Invoice'");
	expect(bed.sandbox.requests).toEqual([]);
});
