import { descriptions, shown, valuesOf, withInner, type Name } from './nodes';

/** What the lists take, written out: saved workflows rely on it. Duro documents no list. */
type Listed = Exclude<Name, 'duro'>;
const LISTED: Listed[] = ['layer', 'revolv3', 'thredfi'];

const FILTERS: Record<Listed, Record<'invoice' | 'refund', string[]>> = {
	layer: {
		invoice: [
			'customerId',
			'customerReference',
			'dueFrom',
			'dueUntil',
			'sentFrom',
			'sentUntil',
			'status',
		],
		refund: ['completedFrom', 'completedUntil', 'externalId'],
	},
	revolv3: {
		invoice: [
			'billedFrom',
			'billedUntil',
			'customerReference',
			'invoiceReference',
			'updatedFrom',
			'updatedUntil',
		],
		refund: ['updatedFrom', 'updatedUntil'],
	},
	thredfi: {
		invoice: ['customerId', 'customerReference', 'dueFrom', 'dueUntil', 'maximumAmountMinor'],
		refund: ['completedFrom', 'completedUntil'],
	},
};

/** Whose list it is. */
const OWNER: Record<Listed, Record<'invoice' | 'refund', string[]>> = {
	layer: { invoice: ['businessId'], refund: ['businessId'] },
	revolv3: { invoice: [], refund: ['invoiceId'] },
	thredfi: { invoice: ['businessId'], refund: ['businessId'] },
};

const RESOURCES = ['invoice', 'refund'] as const;

describe.each(LISTED)('the lists of %s', (name) => {
	const description = descriptions[name];

	it.each(RESOURCES)('of %ss take what applies and no more', (resource) => {
		const names = (chosen: object) =>
			shown(description, { resource, operation: 'getAll', ...chosen }).map((field) => field.name);
		const [first, last] = [
			['resource', 'operation', ...OWNER[name][resource], 'returnAll'],
			['filters', 'simplify'],
		];
		expect(names({})).toEqual([...first, 'limit', ...last]);
		expect(names({ returnAll: true })).toEqual([...first, ...last]);
	});

	it.each(RESOURCES)('of %ss begin with few results', (resource) => {
		const fields = shown(description, { resource, operation: 'getAll' });
		const find = (wanted: string) => fields.find((field) => field.name === wanted);
		expect(find('returnAll')).toMatchObject({ type: 'boolean', default: false });
		expect(find('limit')).toMatchObject({
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
		});
		expect(find('filters')).toMatchObject({ type: 'collection', default: {} });
	});

	it.each(RESOURCES)('of %ss have the documented filters, by the alphabet', (resource) => {
		const filters = shown(description, { resource, operation: 'getAll' })
			.filter((field) => field.name === 'filters')
			.flatMap((field) => withInner(field).slice(1));
		expect(filters.map((field) => field.name)).toEqual(FILTERS[name][resource]);
		const titles = filters.map((field) => field.displayName);
		expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en')));
		for (const filter of filters) {
			expect(filter.default).toEqual(filter.type === 'multiOptions' ? [] : '');
			expect(filter.description).toMatch(/^Only /);
		}
	});

	it.each(RESOURCES)('of %ss are called what n8n calls lists', (resource) => {
		const operation = shown(description, { resource, operation: 'getAll' }).find(
			(field) => field.name === 'operation',
		);
		const option = operation?.options?.find((each) => 'value' in each && each.value === 'getAll');
		expect(option).toMatchObject({ name: 'Get Many', action: `Get many ${resource}s` });
	});
});

it('offers the states of an invoice in Layer’s own words', () => {
	const fields = shown(descriptions.layer, { operation: 'getAll' });
	const filters = fields.find((field) => field.name === 'filters');
	const status = filters && withInner(filters).find((field) => field.name === 'status');
	expect(status && valuesOf(status)).toEqual([
		'PAID',
		'PARTIALLY_PAID',
		'PARTIALLY_WRITTEN_OFF',
		'REFUNDED',
		'SENT',
		'VOIDED',
		'WRITTEN_OFF',
	]);
});

it('lists nothing at Duro', () => {
	const names = descriptions.duro.properties.map((field) => field.name);
	expect(names).not.toContain('returnAll');
	expect(names).not.toContain('limit');
});
