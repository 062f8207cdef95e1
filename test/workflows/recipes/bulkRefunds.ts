import { BUSINESS_ID } from '../../../sandbox/credentials';
import { SEED } from '../../../sandbox/seed';
import type { Fields, FilledForm, Recipe, Step } from './recipe';

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
	const lines = rows.map((row) =>
		row
			.split('|')
			.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
			.join(','),
	);
	return fileOf(`\uFEFF${[HEADINGS.join(','), ...lines].join('\r\n')}\r\n`, rows.length);
}

/** A file with exactly this text, and the number of lines that its report has to have. */
const fileOf = (text: string, rows: number, encoding: BufferEncoding = 'utf8') => ({
	...{ label: 'File', name: 'refunds.csv', text, rows, encoding },
});

/** The form as somebody fills it in who wants these rows refunded. */
export const handedIn = (rows: readonly string[], what = 'Refund'): FilledForm =>
	withFile(bulkFile(rows), what);

const withFile = (file: NonNullable<FilledForm['file']>, what = 'Refund'): FilledForm => ({
	kind: 'form',
	fields: {
		[WHAT]: what,
		'No single refund above': '100.00',
		'No more in all at each provider': '1000.00',
	},
	file,
});

const HEADING = `${HEADINGS.join(',')}\r\n`;
const good = (reference: string) => `revolv3,,${SEED.revolv3.paidThird},1.00,USD,${reference}\r\n`;

/** Files that are damaged, each with the lines that can't be read; every other line has to be in the report as well. */
const DAMAGED: ReadonlyArray<
	readonly [what: string, text: string, lines: ReadonlyArray<[number, string]>]
> = [
	[
		'a thousands separator without quotes',
		`${HEADING}${good('D-1')}revolv3,,${SEED.revolv3.paidThird},1,250.00,USD,D-2\r\n${good('D-3')}`,
		[
			[2, 'notSent'],
			[3, 'notRead'],
			[4, 'notSent'],
		],
	],
	[
		'a stray quote inside of a cell',
		`${HEADING}${good('D-1"')}${good('D-2')}`,
		[
			[2, 'notRead'],
			[3, 'notSent'],
		],
	],
	[
		'a quote that is opened and never closed',
		`${HEADING}${good('"D-1')}${good('D-2')}${good('D-3')}`,
		[
			[2, 'notRead'],
			[3, 'notSent'],
			[4, 'notSent'],
		],
	],
	[
		'two stray quotes with rows between them',
		`${HEADING}${good('"D-1')}${good('D-2"')}${good('D-3')}`,
		[
			[2, 'notRead'],
			[3, 'notRead'],
			[4, 'notSent'],
		],
	],
	[
		'a last row that is cut',
		`${HEADING}${good('D-1')}revolv3,,${SEED.revolv3.paidThird},1.0`,
		[
			[2, 'notSent'],
			[3, 'notRead'],
		],
	],
];

/** What stands in a file before it is text: encodings that are refused by what they are. */
const NOT_READABLE: ReadonlyArray<readonly [what: string, file: ReturnType<typeof fileOf>]> = [
	['UTF-16', fileOf(`\uFEFF${HEADING}${good('E-1')}`, 1, 'utf16le')],
	['an encoding of DOS', fileOf(`${HEADING}${good('T\x9A-1')}`, 1, 'latin1')],
	['UTF-8 that was cut', fileOf(`${HEADING}${good('T\xC3\xBC-1')}${good('T\xC3')}`, 1, 'latin1')],
	['a workbook', fileOf('PK\x03\x04 ...', 1, 'latin1')],
	['no heading', fileOf(good('E-1'), 1)],
];

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
	// The rows count for each other: of two that are alike, the first would be sent.
	if (outcome === 'alreadyRefunded') return [outcome, ''];
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
		...DAMAGED.map(([what, text, lines]): Step => ({
			shows: `sends nothing of a file with ${what}, and has every row in the report`,
			start: () => withFile(fileOf(text, lines.length)),
			results: {
				'In the order of the file': lines.map(([line, outcome]) => ({ line, outcome })),
			},
			notReached: ['Refund at Revolv3', 'Check only, or refund?'],
			sent: 0,
		})),
		...NOT_READABLE.map(([what, file]): Step => ({
			shows: `refuses ${what} by what it is, and sends nothing`,
			start: () => withFile(file),
			results: { 'In the order of the file': [{ line: 1, outcome: 'notRead' }] },
			notReached: ['Refund at Revolv3'],
			sent: 0,
		})),
		{
			shows: 'names the line of the file, whatever blank lines and line breaks are in it',
			start: () =>
				withFile(
					fileOf(`\r\n${HEADING}\r\n${good('"L-1\r\nsecond line"')},,,,,\r\n${good('L-2')}`, 2),
				),
			results: {
				'In the order of the file': [
					{ line: 4, outcome: 'refunded' },
					{ line: 7, outcome: 'refunded', reference: 'L-2' },
				],
			},
			booked: { revolv3: 200 },
			sent: 2,
		},
		{
			shows: 'reads Windows-1252, so that the same reference in UTF-8 is the same refund',
			start: () => withFile(fileOf(`${HEADING}${good('T\xDC-1')}${good('T\xD6-1')}`, 2, 'latin1')),
			results: {
				'In the order of the file': [
					{ outcome: 'refunded', reference: 'TÜ-1' },
					{ outcome: 'refunded', reference: 'TÖ-1' },
				],
			},
			booked: { revolv3: 200 },
			sent: 2,
		},
		{
			shows: 'sends nothing for them when the same rows come as UTF-8',
			start: () => withFile(fileOf(`${HEADING}${good('TÜ-1')}${good('TÖ-1')}`, 2)),
			results: {
				'In the order of the file': [
					{ outcome: 'alreadyRefunded' },
					{ outcome: 'alreadyRefunded' },
				],
			},
			sent: 0,
		},
		{
			shows: 'lets nothing out of the file become a formula in the report',
			start: () =>
				handedIn([
					`revolv3||${SEED.revolv3.paidThird}|1.00|USD|=HYPERLINK("http://a.example";"b")`,
					`=1+1||@SUM(A1)|-1|+1|\t=2`,
					`revolv3||${SEED.revolv3.paidThird}|1.00|USD|x;=3`,
				]),
			results: {
				'In the order of the file': [
					{ outcome: 'refunded', reference: `'=HYPERLINK("http://a.example";"b")` },
					{
						...{ outcome: 'refused', provider: `'=1+1`, invoiceId: `'@SUM(A1)` },
						...{ asked: `'-1`, currency: `'+1`, reference: `'\t'=2` },
					},
					{ outcome: 'refunded', reference: `x;'=3` },
				],
			},
			booked: { revolv3: 200 },
			sent: 2,
		},
	],
};
