import { runCode } from './engine/runCode';
import { readWorkflow } from './readWorkflow';

interface Item {
	readonly json: Readonly<Record<string, unknown>>;
}

/** The code of a node, as it stands in the file. */
function codeOf(file: string, name: string): string {
	const node = readWorkflow(file).nodes.find((one) => one.name === name);
	return String(node?.parameters.jsCode);
}

function rowsIn(text: string, encoding: BufferEncoding = 'utf8'): readonly Item[] {
	const file = Buffer.from(text, encoding).toString('base64');
	return runCode<Item[]>(codeOf('bulk-refunds-csv.json', 'One item for each row'), {
		$input: { first: () => ({ json: { file } }) },
	});
}

const HEADING = 'provider,businessId,invoiceId,amount,currency,reference\n';
const row = (reference: string) => `revolv3,,1001,1.00,USD,${reference}\n`;
const seen = (items: readonly Item[]) =>
	items.map(({ json: { line, state, reference } }) => [line, state, reference]);

describe('reading the rows of a file', () => {
	it.each([
		['commas', HEADING + row('A')],
		['semicolons', (HEADING + row('A')).replaceAll(',', ';')],
		['tabs', (HEADING + row('A')).replaceAll(',', '\t')],
		['a byte order mark', `\uFEFF${HEADING}${row('A')}`],
		['the line ends of Windows', (HEADING + row('A')).replaceAll('\n', '\r\n')],
		['the line ends of old Macs', (HEADING + row('A')).replaceAll('\n', '\r')],
		['a heading in capitals', HEADING.toUpperCase() + row('A')],
		['an empty column more', HEADING.replace('\n', ',\n') + row('A').replace('\n', ',\n')],
		['an empty cell more in one row', HEADING + row('A').replace('\n', ',\n')],
		['no line end at the end', HEADING + row('A').trimEnd()],
		['every cell in quotes', (HEADING + row('A')).replaceAll(/[^,\n]+/g, '"$&"')],
	])('takes %s', (_what, text) => {
		expect(seen(rowsIn(text))).toEqual([[2, 'row', 'A']]);
	});

	it('keeps what stands in quotes as it is', () => {
		const [item] = rowsIn(`${HEADING}revolv3,,1001,"1,250.00",USD,"a ""b"", c\nd"\n`);
		expect(item?.json).toMatchObject({
			state: 'row',
			amount: '1,250.00',
			reference: 'a "b", c\nd',
		});
	});

	it('has every line that holds something in its answer, whatever is damaged', () => {
		const lines = [
			...[row('A'), row('"B'), row('C"'), row('D').replace('1.00', '1,000.00'), '\n'],
			...[row('E'), 'revolv3,,10\n', row('F'), row('"G" x'), row('H')],
		];
		const items = rowsIn(HEADING + lines.join(''));
		expect(items.map(({ json }) => json['line'])).toEqual([2, 3, 4, 5, 7, 8, 9, 10, 11]);
		expect(items.filter(({ json }) => json['state'] === 'row')).toEqual([]);
	});

	it('says for a row that is whole which lines are damaged', () => {
		const [whole] = rowsIn(`${HEADING}${row('A')}revolv3,,10\n`);
		expect(whole?.json['why']).toContain('line 3');
	});

	it('refuses a row of a provider that nobody has, and no other', () => {
		const items = rowsIn(`${HEADING}stripe,,1,1.00,USD,A\n${row('B')}`);
		expect(items.map(({ json }) => json['state'])).toEqual(['refused', 'row']);
	});

	it.each([
		['letters of the West', 'T\xDC-1 \x80', 'TÜ-1 €'],
		['an apostrophe of a word processor', 'it\x92s', 'it’s'],
		['a dash of a word processor', 'T \x96 1', 'T – 1'],
	])('takes %s for Windows-1252', (_what, bytes, reference) => {
		expect(rowsIn(HEADING + row(bytes), 'latin1')[0]?.json).toMatchObject({
			...{ state: 'row', reference, encoding: 'Windows-1252' },
		});
	});

	it.each([
		['an encoding of DOS', 'T\x81-1'],
		['an old Mac', 'T\x9F-1'],
		['Cyrillic', '\xCF\xF0\xE8\xE2\xE5\xF2'],
		['UTF-8 with a broken letter', 'T\xC3\xBC T\xC3'],
	])('does not take %s for Windows-1252', (_what, bytes) => {
		expect(rowsIn(HEADING + row(bytes), 'latin1')[0]?.json).toMatchObject({ state: 'notRead' });
	});

	it('takes its time with no large file', () => {
		const many = Array.from({ length: 5_000 }, (_, i) => row(`"R ${i}"`)).join('');
		expect(rowsIn(HEADING + many)).toHaveLength(5_000);
	});

	it('is the same in both workflows, but for what did not happen', () => {
		const [bulk, reconcile] = ['bulk-refunds-csv.json', 'reconcile.json'].map((file) =>
			codeOf(file, 'One item for each row').split('\n').slice(1),
		);
		const differing = bulk?.filter((line, index) => line !== reconcile?.[index]);
		expect(differing).toEqual(["const NOTHING = 'Nothing was sent';"]);
	});
});

describe('the report', () => {
	const reportOf = (rows: readonly object[], lines: readonly object[]) => {
		const all = (items: readonly object[]) => ({ all: () => items.map((json) => ({ json })) });
		const names = { $input: all(lines), $: () => all(rows) };
		return runCode<Item[]>(codeOf('bulk-refunds-csv.json', 'Every row of the file'), names);
	};

	it('has a row that no branch answered for, and says so', () => {
		const rows = [2, 3].map((line) => ({ line, provider: 'duro', reference: 'A' }));
		const answered = { line: 3, outcome: 'refunded', message: '' };
		const raw = [2, 3].map((line) => ({ line, outcome: '', message: '' }));
		expect(reportOf(rows, [raw[0] ?? {}, answered, raw[1] ?? {}])).toMatchObject([
			{ json: { line: 2, outcome: 'noAnswer', provider: 'duro' } },
			{ json: { line: 3, outcome: 'refunded' } },
		]);
	});

	it.each([
		'=1',
		'+1',
		'-1',
		'@a',
		'\t=1',
		'\r=1',
		'\n=1',
		' =1',
		'\u200B=1',
		'＝1',
		'a;=1',
		'a\n=1',
	])('makes %j a text', (message) => {
		const [line] = reportOf([{ line: 2 }], [{ line: 2, outcome: 'refused', message }]);
		const text = String(line?.json['message']);
		expect(text.replaceAll("'", '')).toBe(message);
		// Whatever a program takes for the beginning of a cell, no formula begins there.
		for (const cell of text.split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^[\s\u200B]*[=+\-@＝]/);
	});

	it('leaves other texts and numbers as they are', () => {
		const line = { line: 2, outcome: 'refunded', asked: '12.50', message: "It's done: a-b = c@d" };
		expect(reportOf([{ line: 2 }], [line])[0]?.json).toEqual(line);
	});
});
