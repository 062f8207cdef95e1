import { growthOf, ratiosOf, type Row } from './summary';

const dash = '–';
const fixed = (value: number | null, digits: number) =>
	value === null ? dash : value.toFixed(digits);

/** A table in Markdown; numbers stand to the right. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const isNumber = header.map((_, column) =>
		rows.every((row) => /^[\d.,×–-]+$/.test(row[column] ?? '')),
	);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(header), line(isNumber.map((is) => (is ? '---:' : '---'))), ...rows.map(line)].join(
		'\n',
	);
}

/** All that was measured, as Markdown. */
export function reportOf(rows: readonly Row[], circumstances: readonly string[]): string {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const heading = `${row.provider}, ${row.delayMs} ms`;
		groups.set(heading, [...(groups.get(heading) ?? []), row]);
	}
	const sections = [...groups].map(
		([heading, group]) => `### ${heading}\n\n${measuredTable(group)}`,
	);
	const growth = growthTable(rows);
	return [
		'# Results',
		circumstances.map((line) => `- ${line}`).join('\n'),
		'## The node beside the others',
		'Wall time of the node over that of the others: below 1.00× the node is faster.',
		ratioTable(rows),
		...(growth === null ? [] : ['## Growth of peak memory', growth]),
		'## What was measured',
		'Per refund, unless the column says otherwise. Requests are without lists and tokens.',
		...sections,
		'',
	].join('\n\n');
}

function ratioTable(rows: readonly Row[]): string {
	const times = (value: number | null) => (value === null ? dash : `${value.toFixed(2)}×`);
	return table(
		[
			'provider',
			'items',
			'delay ms',
			'at once',
			'to pool',
			'to limit',
			'to pair',
			'CPU to pair',
			'same calls as pool',
		],
		ratiosOf(rows).map(({ node, toPool, toLimit, toPair, cpuToPair, sameCallsAsPool }) => [
			node.provider,
			count(node.items),
			String(node.delayMs),
			String(node.concurrency),
			times(toPool),
			times(toLimit),
			times(toPair),
			times(cpuToPair),
			sameCallsAsPool === null ? dash : sameCallsAsPool ? 'yes' : 'no',
		]),
	);
}

function growthTable(rows: readonly Row[]): string | null {
	const growth = growthOf(rows);
	if (growth.length === 0) return null;
	return table(
		['provider', 'delay ms', 'subject', 'at once', 'items', 'kB per item'],
		growth.map((one) => [
			one.provider,
			String(one.delayMs),
			one.subject,
			String(one.concurrency),
			`${count(one.fromItems)} to ${count(one.toItems)}`,
			one.kilobytesPerItem.toFixed(1),
		]),
	);
}

function measuredTable(rows: readonly Row[]): string {
	return table(
		[
			...['items', 'subject', 'at once', 'remembered', 'refunds/s', 'wall ms', 'slowest run ms'],
			...['limit ms', 'CPU ms', 'peak MB', 'most in flight', 'requests', 'lists'],
			...['connections', 'tokens per run', 'runs'],
		],
		rows.map((row) => [
			count(row.items),
			row.subject,
			row.limitMs === null ? dash : String(row.concurrency),
			count(row.remembered),
			row.perSecond.toFixed(0),
			fixed(row.wallMs, 2),
			fixed(row.slowestWallMs, 2),
			fixed(row.limitMs, 2),
			fixed(row.cpuMs, 2),
			fixed(row.peakMegabytes, 0),
			String(row.mostInFlight),
			fixed(row.requests, 2),
			fixed(row.lists, 2),
			fixed(row.connections, 2),
			String(row.tokens),
			String(row.runs),
		]),
	);
}

function count(value: number): string {
	return value.toLocaleString('en-US');
}
