import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { ProviderId } from '../../sandbox';

/** One bad value of one parameter, and the name of that parameter on the screen. */
export type Row = readonly [what: string, parameters: INodeParameters, label: string];
type Value = IDataObject[string];
type Values = ReadonlyArray<readonly [what: string, value: Value]>;

const amountLabel = (provider: ProviderId) =>
	provider === 'revolv3' ? 'Amount Before Tax' : 'Amount';
const hasBusiness = (provider: ProviderId) => provider === 'layer' || provider === 'thredfi';

const amounts: Values = [
	['empty', ''],
	['blank', '   '],
	['nothing', null],
	['zero', 0],
	['zero with decimals', '0.00'],
	['minus zero', '-0'],
	['negative', -12.5],
	['negative text', '-12.50'],
	['with a plus', '+12.50'],
	['NaN', NaN],
	['the text NaN', 'NaN'],
	['Infinity', Infinity],
	['the text Infinity', 'Infinity'],
	['true', true],
	['false', false],
	['a list', [12.5]],
	['an empty list', []],
	['an object', { amount: 12.5 }],
	['an exponent', '1e3'],
	['an upper case exponent', '1E3'],
	['a number so large that it shows an exponent', 1e21],
	['a number so small that it shows an exponent', 1e-7],
	['hex', '0x10'],
	['thousands with a comma', '1,250.00'],
	['thousands with a space', '1 250'],
	['thousands with an underscore', '1_250'],
	['a decimal comma', '12,50'],
	['a leading zero', '012.50'],
	['two leading zeros', '00.50'],
	['no digit before the point', '.50'],
	['no digit after the point', '12.'],
	['two points', '1.250.00'],
	['four decimals', '12.5000'],
	['a currency', '12.50 USD'],
	['a currency sign', '$12.50'],
	['a percent sign', '50%'],
	['words', 'all of it'],
	['foreign digits', '١٢'],
	['one cent too large', '90071992547409.92'],
	['far too large', '99999999999999999999'],
];
const minorAmounts: Values = [
	['a fraction', '1250.5'],
	['a fraction of nothing', '1250.0'],
	['a fractional number', 1250.5],
	['above 2^53 − 1', '9007199254740992'],
	['an exponent', '1e3'],
	['zero', '0'],
];
const percentages: Values = [
	...[
		'',
		' ',
		'0',
		'0.0000',
		'-5',
		'100.0001',
		'101',
		'12.50000',
		'5%',
		'1e1',
		'12,5',
		'.5',
		'half',
	].map((value) => [JSON.stringify(value), value] as const),
	...[null, true, [50], { value: 50 }, NaN, Infinity, 0, 1e-7].map(
		(value) => [`${typeof value} ${JSON.stringify(value)}`, value] as const,
	),
];
const limits: Values = [
	['empty', ''],
	['blank', '  '],
	['nothing', null],
	['zero', '0'],
	['negative', '-1'],
	['words', 'no limit'],
	['a separator', '1,000'],
	['an exponent', '1e3'],
	['a list', [100]],
	['an object', {}],
	['true', true],
	['NaN', NaN],
	['too large', '99999999999999999999'],
];
/** Names that were damaged on their way: another one may look the same by now. */
const damaged: Values = [
	['a lost letter', 'T\ufffd-1'],
	['half a character', 'T-\ud83d'],
	['a code of no character', 'T-1\uffff'],
	['a control character', 'T-1\u0001'],
	['a shortened number', '2.02611E+11'],
	['a shortened number with a comma', '2,02611E+11'],
	['a small shortened number', '5E-324'],
	['a missing value of a spreadsheet', '#N/A'],
	['a broken formula', '#REF!'],
	['a translated error value', '#BEZUG!'],
	['a cell that is still loading', 'Loading...'],
	['a template', '{{ticket.id}}'],
	['the word undefined', 'undefined'],
	['the word null in it', 'TICKET-null'],
	['the word NaN', 'NaN'],
	['an object as text', 'TICKET-[object Object]'],
	['only hidden marks', '\u200b\u200e'],
	['an integer whose digits are lost', 820982911946154500],
];
const uuids: Values = [
	...damaged,
	['empty', ''],
	['blank', '   '],
	['nothing', null],
	['words', 'invoice 1'],
	['too short', '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a1'],
	['too long', '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a100'],
	['without dashes', '3f0b7c1e5d2a4c8e9b1f0a2d4e6f8a10'],
	['in braces', '{3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10}'],
	['with a foreign letter', '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a1g'],
	['two of them', '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10,3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10'],
	['a path', '../3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10'],
	['a query', '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10?x=1'],
	['a number', 1001],
	['true', true],
];
const invoiceIds: Record<ProviderId, Values> = {
	duro: [
		...damaged,
		['empty', ''],
		['blank', '   '],
		['nothing', null],
		['the folder', '.'],
		['the folder above', '..'],
		['the folder above in blanks', ' .. '],
		['a line break', 'inv_0001\nx'],
		['a zero byte', 'inv_\u00000001'],
		['201 characters', 'i'.repeat(201)],
		['true', true],
		['a fraction', 1.5],
	],
	layer: uuids,
	thredfi: uuids,
	revolv3: [
		...damaged,
		['empty', ''],
		['blank', '  '],
		['nothing', null],
		...([0, -1, 1.5, 'abc', '0', '000', '1e3', '0x10', '+1', '1001.0'] as const).map(
			(value) => [JSON.stringify(value), value] as const,
		),
		['above a thousand million', 1_000_000_001],
		['so large that digits are lost', '99999999999999999999'],
		['a path', '../1001'],
		['two of them', '1001,1002'],
		['true', true],
	],
};
const references: Values = [
	...damaged,
	['nothing', null],
	['empty', ''],
	['blank', ' \t '],
	['false', false],
	['true', true],
	['an object', { id: 1 }],
	['a list', ['TICKET-81']],
	['a fraction', 1.5],
	['a number too large to be exact', 2 ** 53],
	['201 characters', 'x'.repeat(201)],
];
const moments: Values = [
	['words', 'yesterday'],
	['a day that is not', '2026-02-30'],
	['a German date', '31.01.2026'],
	['an American date', '01/31/2026'],
	['a year', '2026'],
	['a time of day', '00:00'],
	['a number', 1_769_868_000_000],
	['true', true],
	['an object', {}],
	['the year 2999', '2999-01-01T00:00:00Z'],
];
const ages: Values = [
	['empty', ''],
	['nothing', null],
	['zero', 0],
	['negative', -1],
	['a fraction', 1.5],
	['more than ten years', 3651],
	['words', 'a month'],
	['true', true],
];
const notTrueOrFalse: Values = [
	['the text true', 'true'],
	['the text false', 'false'],
	['one', 1],
	['zero', 0],
	['an object', {}],
];

/** One bad value of one parameter, everything else in order. */
const rows = (label: string, values: Values, parametersOf: (value: Value) => IDataObject): Row[] =>
	values.map(([what, value]) => [
		`${label}: ${what}`,
		parametersOf(value) as INodeParameters,
		label,
	]);

const option = (name: string, label: string, values: Values): Row[] =>
	rows(label, values, (value) => ({ options: { [name]: value } }));

/** Every row of one provider. */
export function rowsFor(provider: ProviderId): Row[] {
	const amount = amountLabel(provider);
	const inMinor = (value: Value) => ({ amountUnit: 'minor', amount: value });
	const shared = [
		...rows(amount, amounts, (value) => ({ amount: value })),
		...rows(amount, minorAmounts, inMinor),
		...rows('Percentage', percentages, (percentage) => ({ refundType: 'percentage', percentage })),
		...rows('Reference', references, (reference) => ({ reference })),
		...option('maximumAmount', 'Maximum Amount', limits),
		...option('maximumTotal', 'Maximum Total', limits),
		...option('maximumAge', 'Maximum Age', ages),
		...option('allowEarlierRefunds', 'Allow Earlier Refunds', notTrueOrFalse),
		...rows('Simplify', notTrueOrFalse, (simplify) => ({ simplify })),
		...rows('Invoice', invoiceIds[provider], (value) => ({
			invoiceId: { __rl: true, mode: 'id', value } as IDataObject,
		})),
		...rows(
			'Refund Type',
			[
				['Full', 'Full'],
				['all', 'all'],
				['empty', ''],
				['true', true],
			],
			(refundType) => ({ refundType }),
		),
		...rows(
			'Amount Unit',
			[
				['cents', 'cents'],
				['Minor', 'Minor'],
				['empty', ''],
			],
			(amountUnit) => ({ amountUnit }),
		),
	];
	const expectedCurrency: Values = [
		['empty', ''],
		['too short', 'US'],
		['words', 'dollars'],
		['nothing', null],
		['a number', 840],
	];
	const fee: Values = [
		['empty', ''],
		['negative', '-1'],
		['words', 'none'],
		['a comma', '0,30'],
		['true', true],
		['nothing', null],
	];
	const texts: Values = [
		['true', true],
		['an object', { a: 1 }],
		['a list', ['a']],
	];
	const long: Values = [['101 characters', 'x'.repeat(101)]];
	const method: Values = [
		['a cheque', 'CHEQUE'],
		['lower case', 'cash'],
		['empty', ''],
		['nothing', null],
		['a list', ['CASH']],
	];
	const own: Record<ProviderId, Row[]> = {
		duro: option('reason', 'Reason', texts),
		revolv3: [
			...rows(amount, [['2^46 × 100 and one', '7036874417766401']], inMinor),
			...rows(amount, [['2^46 and a cent', '70368744177664.01']], (value) => ({ amount: value })),
			...option('includeRawProcessorResponse', 'Include Raw Processor Response', notTrueOrFalse),
			...option('reportGroup', 'Report Group', texts),
		],
		layer: [
			...option('memo', 'Memo', texts),
			...option('processor', 'Processor', texts),
			...option('referenceNumber', 'Reference Number', texts),
			...option('metadata', 'Metadata', [
				['words', 'department: support'],
				['a list', '[1]'],
				['a number', '5'],
				['null in JSON', 'null'],
				['more than 1 KB', JSON.stringify({ text: 'x'.repeat(1_024) })],
				['more than 1 KB in bytes', JSON.stringify({ text: 'ü'.repeat(512) })],
			]),
		],
		thredfi: [
			...option('memo', 'Memo', texts),
			...option('processor', 'Processor', [...texts, ...long]),
			...option('referenceNumber', 'Reference Number', [...texts, ...long]),
			...rows('Method', [['only known to Layer', 'notSent']], (value) => ({ method: value })),
		],
	};
	const books = hasBusiness(provider)
		? [
				...rows('Business ID', uuids, (businessId) => ({ businessId })),
				...rows('Method', method, (value) => ({ method: value })),
				...rows('Completed At', moments, (completedAt) => ({ completedAt })),
				...option('processingFee', 'Processing Fee', fee),
			]
		: [];
	const currency =
		provider === 'layer' ? [] : option('expectedCurrency', 'Expected Currency', expectedCurrency);
	return [...shared, ...currency, ...books, ...own[provider]];
}
