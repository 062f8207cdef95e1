import { BUSINESS_ID } from '../../../sandbox/credentials';
import { SEED } from '../../../sandbox/seed';
import type { Fields, FilledForm, Recipe } from './recipe';

export const BULK_FILE = 'bulk-refunds-csv.json';
const HEADINGS = ['provider', 'businessId', 'invoiceId', 'amount', 'currency', 'reference'];
const WHAT = 'What is to happen?';

/** One row of the file, with the outcome and code that its line of the report has to have. */
interface Row {
	/** The cells, with `|` between them. */
	readonly cells: string;
	readonly first: readonly [outcome: string, code: string];
	/** When the same file is handed in again. */
	readonly again: readonly [outcome: string, code: string];
}

const done = { first: ['refunded', ''], again: ['alreadyRefunded', ''] } as const;
const refused = (code: string) => ({ first: ['refused', code], again: ['refused', code] }) as const;

const ROWS: readonly Row[] = [
	{ cells: `revolv3||${SEED.revolv3.paid}|12.50|USD|CORR-1`, ...done },
	{ cells: `layer|${BUSINESS_ID.layer}|${SEED.layer.paid}|40.00|USD|CORR-2`, ...done },
	{ cells: `thredfi|${BUSINESS_ID.thredfi}|${SEED.thredfi.paid}|25.00|USD|CORR-3`, ...done },
	{ cells: `duro||${SEED.duro.paid}|99.99|NGN|CORR-4`, ...done },
	{
		cells: `revolv3||${SEED.revolv3.paid}|12.50|USD|CORR-1`,
		first: ['alreadyRefunded', ''],
		again: ['alreadyRefunded', ''],
	},
	{
		cells: `revolv3||${SEED.revolv3.paidSecond}|1,250.00|USD|CORR-5`,
		...refused('invalidParameter'),
	},
	{
		cells: `thredfi|${BUSINESS_ID.thredfi}|${SEED.thredfi.euro}|10.00|USD|CORR-6`,
		...refused('currencyMismatch'),
	},
	{
		cells: `layer|${BUSINESS_ID.layer}|${SEED.layer.open}|10.00|USD|CORR-7`,
		...refused('notRefundable'),
	},
	{ cells: `revolv3||${SEED.revolv3.paidThird}|10.00|USD|`, ...refused('invalidParameter') },
	{ cells: `stripe||pi_1|10.00|USD|CORR-8`, ...refused('invalidParameter') },
	{ cells: `duro||${SEED.duro.paidSecond}|100.01|NGN|CORR-9`, ...refused('limitExceeded') },
	{ cells: ` Revolv3 ||${SEED.revolv3.paidThird}|5.00|USD|CORR-10`, ...done },
];

/** A file as a spreadsheet saves it. Cells of a row are given with `|` between them. */
export function bulkFile(rows: readonly string[]) {
	const cells = rows.map((row) => row.split('|'));
	const lines = cells.map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)));
	return {
		label: 'File',
		name: 'refunds.csv',
		text: `\uFEFF${[HEADINGS, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`,
		rows: cells.map((row) => Object.fromEntries(HEADINGS.map((name, i) => [name, row[i] ?? '']))),
	};
}

/** The form as somebody fills it in who wants these rows refunded. */
export const handedIn = (rows: readonly string[], what = 'Refund'): FilledForm => ({
	kind: 'form',
	fields: {
		[WHAT]: what,
		'No single refund above': '100.00',
		'No more in all at each provider': '1000.00',
	},
	file: bulkFile(rows),
});

const FILE = ROWS.map(({ cells }) => cells);

const report = (
	lineOf: (row: Row) => readonly [string, string],
): Record<string, readonly Fields[]> => ({
	'In the order of the file': ROWS.map((row, index) => {
		const [outcome, code] = lineOf(row);
		return { line: index + 2, outcome, code };
	}),
});

/** What Check Only says of the rows before any was refunded. */
function checked({ first: [outcome, code] }: Row): readonly [string, string] {
	if (code === 'invalidParameter') return ['refused', code];
	return outcome === 'refused' ? ['wouldBeRefused', code] : ['wouldBeSent', ''];
}

export const bulkRefunds: Recipe = {
	title: 'bulk refunds from a CSV file',
	file: BULK_FILE,
	steps: [
		{
			shows: 'checks every row and sends nothing',
			start: () => handedIn(FILE, 'Check only, send nothing'),
			results: report(checked),
			notReached: ['Which provider to refund at?'],
			sent: 0,
		},
		{
			shows: 'refunds what can be refunded and reports every row, the failed ones too',
			start: () => handedIn(FILE),
			results: report(({ first }) => first),
			booked: { revolv3: 1_750, layer: 4_000, thredfi: 2_500, duro: 9_999 },
			sent: 5,
		},
		{
			shows: 'refunds nothing when the same file is handed in again',
			start: () => handedIn(FILE),
			results: report(({ again }) => again),
			sent: 0,
		},
		{
			shows: 'stops at the sum that was given for each provider',
			start: () => {
				const form = handedIn([
					`revolv3||${SEED.revolv3.paidSecond}|60.00|USD|CORR-11`,
					`revolv3||${SEED.revolv3.paidSecond}|60.00|USD|CORR-12`,
				]);
				return { ...form, fields: { ...form.fields, 'No more in all at each provider': '100.00' } };
			},
			results: {
				'In the order of the file': [
					{ outcome: 'refunded', refunded: '60.00' },
					{ outcome: 'refused', code: 'limitExceeded', refunded: '' },
				],
			},
			booked: { revolv3: 6_000 },
			sent: 1,
		},
	],
};
