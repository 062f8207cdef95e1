import { BUSINESS_ID } from '../../../sandbox/credentials';
import { SEED } from '../../../sandbox/seed';
import { BULK_FILE, bulkFile, handedIn } from './bulkRefunds';
import type { Recipe } from './recipe';

const layer = (invoiceId: string, amount: string, reference: string, currency = 'USD') =>
	`layer|${BUSINESS_ID.layer}|${invoiceId}|${amount}|${currency}|${reference}`;
const thredfi = (invoiceId: string, amount: string, reference: string, currency = 'USD') =>
	`thredfi|${BUSINESS_ID.thredfi}|${invoiceId}|${amount}|${currency}|${reference}`;
const revolv3 = (invoiceId: string, amount: string, reference: string, currency = 'USD') =>
	`revolv3||${invoiceId}|${amount}|${currency}|${reference}`;

const BY_REFERENCE = 'by reference';
const BY_AMOUNT = 'by invoice and amount';
const NOT_POSSIBLE = 'not possible';

const MADE = [
	layer(SEED.layer.paid, '40.00', 'REC-1'),
	thredfi(SEED.thredfi.paid, '25.00', 'REC-2'),
	revolv3(SEED.revolv3.paid, '12.50', 'REC-3'),
	revolv3(SEED.revolv3.paid, '7.50', 'REC-4'),
	`duro||${SEED.duro.paid}|99.99|NGN|REC-5`,
];

/** A row of the list, with what the report has to say of it. */
const LIST: ReadonlyArray<readonly [row: string, result: string, how: string]> = [
	[layer(SEED.layer.paid, '40.00', 'REC-1'), 'found', BY_REFERENCE],
	[layer(SEED.layer.paid, '40.01', 'REC-1'), 'differs', BY_REFERENCE],
	[layer(SEED.layer.paid, '40.00', 'rec\u20111 '), 'found', BY_REFERENCE],
	[layer(SEED.layer.paid, '40.00', 'REC-11'), 'missing', BY_REFERENCE],
	[layer(SEED.layer.paidSecond, '40.00', 'REC-1'), 'missing', BY_REFERENCE],
	[layer(SEED.layer.paid, 'forty', 'REC-1'), 'cannotTell', BY_REFERENCE],
	[layer('a1000000-0000-4000-8000-999999999999', '40.00', 'REC-1'), 'cannotTell', BY_REFERENCE],
	[thredfi(SEED.thredfi.paid, '25.00', 'REC-2'), 'found', BY_REFERENCE],
	[thredfi(SEED.thredfi.paid, '25.00', 'REC-2', 'EUR'), 'differs', BY_REFERENCE],
	[thredfi(SEED.thredfi.paidSecond, '5.00', 'REC-6'), 'missing', BY_REFERENCE],
	[revolv3(SEED.revolv3.paid, '12.50', 'REC-3'), 'found', BY_AMOUNT],
	[revolv3(SEED.revolv3.paid, '7.50', 'REC-4'), 'found', BY_AMOUNT],
	[revolv3(SEED.revolv3.paidSecond, '1.00', 'REC-7'), 'missing', BY_AMOUNT],
	[revolv3(SEED.revolv3.partlyRefunded, '49.00', 'REC-8'), 'differs', BY_AMOUNT],
	[revolv3('4711', '49.00', 'REC-9'), 'cannotTell', BY_AMOUNT],
	[`duro||${SEED.duro.paid}|99.99|NGN|REC-5`, 'cannotTell', NOT_POSSIBLE],
	[`paypal||1|1.00|USD|REC-10`, 'cannotTell', NOT_POSSIBLE],
];

const HEADING = 'provider,businessId,invoiceId,amount,currency,reference\r\n';
const GOOD = `revolv3,,${SEED.revolv3.paid},12.50,USD,REC-3\r\n`;

export const reconcile: Recipe = {
	title: 'reconcile',
	file: 'reconcile.json',
	steps: [
		{
			shows: 'has refunds to look for',
			file: BULK_FILE,
			start: () => handedIn(MADE),
			results: { 'In the order of the file': MADE.map(() => ({ outcome: 'refunded' })) },
			booked: { layer: 4_000, thredfi: 2_500, revolv3: 2_000, duro: 9_999 },
			sent: 5,
		},
		{
			shows: 'tells found, missing, different and unknowable refunds apart, and how it looked',
			start: () => ({ kind: 'form', fields: {}, file: bulkFile(LIST.map(([row]) => row)) }),
			results: {
				'In the order of the list': LIST.map(([, result, how], index) => ({
					line: index + 2,
					result,
					how,
				})),
			},
			sent: 0,
		},
		{
			shows: 'looks up nothing of a damaged list, and has every row in the report',
			start: () => ({
				kind: 'form',
				fields: {},
				file: {
					...bulkFile([]),
					text: `${HEADING}${GOOD}${GOOD.replace('12.50', '1,250.00')}`,
					rows: 2,
				},
			}),
			results: {
				'In the order of the list': [
					{ line: 2, result: 'cannotTell', how: 'not read' },
					{ line: 3, result: 'cannotTell', how: 'not read' },
				],
			},
			notReached: ['What was refunded on the invoice'],
			sent: 0,
		},
		{
			shows: 'never takes a provider that cannot be asked for a missing refund',
			faults: [
				{ provider: 'layer', call: 'any', kind: 'status', status: 503, times: Infinity },
				{ provider: 'revolv3', call: 'any', kind: 'status', status: 401, times: Infinity },
			],
			start: () => ({
				kind: 'form',
				fields: {},
				file: bulkFile([
					layer(SEED.layer.paid, '40.00', 'REC-1'),
					revolv3(SEED.revolv3.paid, '12.50', 'REC-3'),
				]),
			}),
			results: {
				'In the order of the list': [
					{ result: 'cannotTell', how: BY_REFERENCE },
					{ result: 'cannotTell', how: BY_AMOUNT },
				],
			},
			sent: 0,
		},
	],
};
