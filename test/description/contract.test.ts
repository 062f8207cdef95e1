import type { INodeProperties } from 'n8n-workflow';
import { descriptions, names, optionsOf, shown, valuesOf, type Name } from './nodes';

/** The contract, written out: saved workflows rely on these names, kinds, defaults and values. */
const books: Name[] = ['layer', 'thredfi'];
const nineMethods = [
	'ACH',
	'BANK_TRANSFER',
	'CASH',
	'CHECK',
	'CREDIT_CARD',
	'DEBIT_CARD',
	'OTHER',
	'PAYPAL',
	'STRIPE',
];
const layerMethods = ['ACH', 'CASH', 'CHECK', 'CREDIT_CARD', 'notSent', 'OTHER', 'STORE_CREDIT'];

type Row = [name: string, type: string, defaultValue: unknown, values?: unknown[]];

const refundRows = (provider: Name): Row[] => [
	...(books.includes(provider) ? [['businessId', 'string', ''] as Row] : []),
	['invoiceId', 'resourceLocator', { mode: provider === 'duro' ? 'id' : 'list', value: '' }],
	['refundType', 'options', 'amount', ['amount', 'full', 'percentage']],
	['amount', 'string', ''],
	['percentage', 'string', ''],
	['amountUnit', 'options', 'major', ['major', 'minor']],
	['reference', 'string', ''],
	...(provider === 'layer' ? [['method', 'options', 'OTHER', layerMethods] as Row] : []),
	...(provider === 'thredfi' ? [['method', 'options', 'OTHER', nineMethods] as Row] : []),
	...(books.includes(provider) ? [['completedAt', 'dateTime', ''] as Row] : []),
	['simplify', 'boolean', true],
	['options', 'collection', {}],
];

const optionRows: Record<Name, Row[]> = {
	duro: [
		['allowEarlierRefunds', 'boolean', false],
		['concurrency', 'number', 3],
		['expectedCurrency', 'string', ''],
		['maximumAge', 'number', 90],
		['maximumAmount', 'string', ''],
		['maximumTotal', 'string', ''],
		['reason', 'string', ''],
	],
	layer: [
		['allowEarlierRefunds', 'boolean', false],
		['concurrency', 'number', 3],
		['maximumAge', 'number', 90],
		['maximumAmount', 'string', ''],
		['maximumTotal', 'string', ''],
		['memo', 'string', ''],
		['metadata', 'json', '{}'],
		['paymentClearingAccount', 'string', ''],
		['processingFee', 'string', ''],
		['processor', 'string', ''],
		['referenceNumber', 'string', ''],
		['refundedPaymentFees', 'fixedCollection', {}],
		['tags', 'fixedCollection', {}],
	],
	revolv3: [
		['allowEarlierRefunds', 'boolean', false],
		['concurrency', 'number', 3],
		['expectedCurrency', 'string', ''],
		['holdBankDebitDays', 'number', 7],
		['includeRawProcessorResponse', 'boolean', false],
		['maximumAge', 'number', 90],
		['maximumAmount', 'string', ''],
		['maximumTotal', 'string', ''],
		['reportGroup', 'string', ''],
	],
	thredfi: [
		['allowEarlierRefunds', 'boolean', false],
		['concurrency', 'number', 3],
		['expectedCurrency', 'string', ''],
		['maximumAge', 'number', 90],
		['maximumAmount', 'string', ''],
		['maximumTotal', 'string', ''],
		['memo', 'string', ''],
		['processingFee', 'string', ''],
		['processor', 'string', ''],
		['referenceNumber', 'string', ''],
	],
};

const rowOf = (property: INodeProperties): Row =>
	property.type === 'options'
		? [property.name, property.type, property.default, valuesOf(property)]
		: [property.name, property.type, property.default];

const isFixed = ({ name }: INodeProperties) =>
	['resource', 'operation', 'refundNotice'].includes(name);

describe.each(names)('the node of %s', (name) => {
	const description = descriptions[name];

	it('keeps its names and its credential', () => {
		expect(description).toMatchObject({
			name,
			version: 1,
			credentials: [{ name: `${name}Api`, required: true }],
		});
	});

	it('begins with resource and operation', () => {
		expect(description.properties.slice(0, 2).map(rowOf)).toEqual([
			['resource', 'options', 'invoice', name === 'duro' ? ['invoice'] : ['invoice', 'refund']],
			[
				'operation',
				'options',
				'checkRefund',
				['checkRefund', 'get', ...(name === 'duro' ? [] : ['getAll']), 'refund'],
			],
		]);
	});

	it('takes the parameters of the contract, and the check takes the same', () => {
		const contract = refundRows(name);
		for (const operation of ['refund', 'checkRefund']) {
			const offered = description.properties.filter(
				(property) =>
					!isFixed(property) && property.displayOptions?.show?.operation?.includes(operation),
			);
			expect(offered.map(rowOf)).toEqual(contract);
		}
	});

	it('takes the options of the contract', () => {
		expect(optionsOf(description).map(rowOf)).toEqual(optionRows[name]);
	});

	it('demands the business and nothing that an expression might leave empty', () => {
		const required = description.properties.filter((property) => property.required === true);
		expect([...new Set(required.map((property) => property.name))]).toEqual(
			books.includes(name) ? ['businessId'] : [],
		);
	});

	it('finds the invoice by id, and in a list where one is documented', () => {
		const invoice = description.properties.find((property) => property.name === 'invoiceId');
		const modes = invoice?.modes?.map((mode) => [mode.name, mode.typeOptions?.searchListMethod]);
		expect(modes).toEqual(
			name === 'duro'
				? [['id', undefined]]
				: [
						['list', 'searchInvoices'],
						['id', undefined],
					],
		);
	});

	it.each(['full', 'amount', 'percentage'])('shows for %s what applies and no more', (type) => {
		const visible = shown(description, { operation: 'refund', refundType: type })
			.filter((property) => !isFixed(property))
			.map((property) => property.name);
		const hidden = ['amount', 'percentage'].filter((parameter) => parameter !== type);
		expect(visible).toEqual(
			refundRows(name)
				.map(([parameter]) => parameter)
				.filter((parameter) => !hidden.includes(parameter)),
		);
	});

	it('never hides the unit that the limits are read in', () => {
		for (const operation of ['refund', 'checkRefund']) {
			for (const refundType of ['full', 'amount', 'percentage', '={{ $json.type }}']) {
				const visible = shown(description, { operation, refundType });
				expect(visible.map((property) => property.name)).toContain('amountUnit');
			}
		}
	});

	it('shows both amount and percentage while the type is still an expression', () => {
		const visible = shown(description, { operation: 'refund', refundType: '={{ $json.type }}' });
		expect(visible.map((property) => property.name)).toEqual(
			expect.arrayContaining(['amount', 'percentage']),
		);
	});

	it('shows for a refund, where it has an id, that id and no more', () => {
		const properties = shown(description, { resource: 'refund' });
		const business: Row[] = books.includes(name) ? [['businessId', 'string', '']] : [];
		const rows: Row[] = [
			['resource', 'options', 'invoice', ['invoice', 'refund']],
			['operation', 'options', 'get', ['get', 'getAll']],
			...business,
			['refundId', 'string', ''],
			['simplify', 'boolean', true],
		];
		if (name !== 'duro') expect(properties.map(rowOf)).toEqual(rows);
		expect(description.properties.some(({ name: field }) => field === 'refundId')).toBe(
			name !== 'duro',
		);
	});

	it('shows nothing of a refund when an invoice is only read', () => {
		const visible = shown(description, { operation: 'get' }).map((property) => property.name);
		expect(visible).toEqual([
			'resource',
			'operation',
			...(books.includes(name) ? ['businessId'] : []),
			'invoiceId',
			'simplify',
		]);
	});
});
