/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { TopLevelSpec } from 'vega-lite';
import type { Row } from './summary';

/** What a plot shows of each row. */
export interface Shown {
	/** Part of the file's name. */
	readonly name: string;
	readonly title: string;
	readonly unit: string;
	readonly value: (row: Row) => number;
	/** Whether waiting alone bounds it. */
	readonly hasLimit: boolean;
	/** What lies on the horizontal axis. */
	readonly across: 'items' | 'remembered';
}

/** The plots, each once per server delay and concurrency. */
export const PLOTS: readonly Shown[] = [
	{
		name: 'wall',
		title: 'Time per refund',
		unit: 'milliseconds per refund',
		value: ({ wallMs }) => wallMs,
		hasLimit: true,
		across: 'items',
	},
	{
		name: 'cpu',
		title: 'CPU time per refund',
		unit: 'milliseconds of CPU per refund',
		value: ({ cpuMs }) => cpuMs,
		hasLimit: false,
		across: 'items',
	},
	{
		name: 'memory',
		title: 'Peak memory above idle',
		unit: 'megabytes',
		value: ({ peakMegabytes }) => peakMegabytes,
		hasLimit: false,
		across: 'items',
	},
	{
		name: 'remembered',
		title: 'CPU time per refund by what the workflow remembers',
		unit: 'milliseconds of CPU per refund',
		value: ({ cpuMs }) => cpuMs,
		hasLimit: false,
		across: 'remembered',
	},
];

/** Okabe and Ito's colours, which people see apart whatever their eyes. */
const LINES: Readonly<Record<string, { readonly label: string; readonly color: string }>> = {
	node: { label: 'our node', color: '#0072B2' },
	pair: { label: 'HTTP Request pair', color: '#D55E00' },
	pool: { label: 'axios alone', color: '#009E73' },
	poolNewConnections: { label: 'axios, new connections', color: '#CC79A7' },
	input: { label: 'workflow without refunds', color: '#777777' },
	limit: { label: 'limit', color: '#222222' },
};

interface Point {
	readonly provider: string;
	readonly line: string;
	readonly x: number;
	readonly y: number;
}

/** Least distance of two labels, as a part of the axis. */
const LABEL_GAP = 0.075;

/**
 * One plot over the rows of one delay and concurrency, a panel per provider; null where there is no line to draw.
 */
export function plotOf(shown: Shown, rows: readonly Row[]): TopLevelSpec | null {
	const points = withLines(rows.flatMap((row) => pointsOf(shown, row)));
	const [first] = rows;
	const places = new Set(points.map(({ x }) => x));
	if (first === undefined || places.size === 0) return null;
	const top = Math.max(...points.map(({ y }) => y)) * 1.05;
	const least = Math.min(...places);
	const most = Math.max(...places);
	const lines = Object.keys(LINES).filter((line) => points.some((point) => point.line === line));
	const scale = { domain: lines, range: lines.map((line) => LINES[line]?.color ?? '#000000') };
	const x = {
		field: 'x',
		type: 'quantitative' as const,
		// From the first number to well beyond the last, where the labels stand.
		scale: {
			type: least > 0 ? ('log' as const) : ('symlog' as const),
			domain: [least, most * (most / Math.max(least, 1)) ** 0.55],
		},
		axis: {
			title: shown.across === 'items' ? 'refunds in one run' : 'refunds remembered at the start',
			values: [...places],
			format: ',',
			grid: false,
			labelOverlap: false,
			labelFlush: false,
		},
	};
	const y = {
		field: 'y',
		type: 'quantitative' as const,
		scale: { domain: [0, top] },
		axis: { title: shown.unit, tickCount: 5, gridColor: '#E4E4E4', domain: false },
	};
	const color = { field: 'line', type: 'nominal' as const, scale, legend: null };
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		background: '#FFFFFF',
		padding: 16,
		title: {
			text: shown.title,
			subtitle: subtitleOf(first),
			anchor: 'start',
			fontSize: 18,
			subtitleFontSize: 13,
			offset: 12,
		},
		data: {
			values: [
				...points.map((point) => ({ ...point, is: point.line === 'limit' ? 'limit' : 'value' })),
				...labelsOf(points, most, top).map((label) => ({ ...label, is: 'label' })),
			],
		},
		facet: {
			field: 'provider',
			type: 'nominal',
			header: {
				title: null,
				labelFontSize: 14,
				labelFontWeight: 'bold',
				labelExpr: 'upper(slice(datum.label, 0, 1)) + slice(datum.label, 1)',
			},
		},
		columns: 2,
		spec: {
			width: 400,
			height: 230,
			layer: [
				{
					transform: [{ filter: "datum.is !== 'label'" }],
					mark: { type: 'line', strokeWidth: 2.5, clip: true },
					encoding: {
						x,
						y,
						color,
						strokeDash: {
							condition: { test: "datum.is === 'limit'", value: [6, 4] },
							value: [1, 0],
						},
					},
				},
				{
					transform: [{ filter: "datum.is === 'value'" }],
					mark: { type: 'point', filled: true, size: 55, opacity: 1 },
					encoding: { x, y, color },
				},
				{
					transform: [{ filter: "datum.is === 'label'" }],
					mark: { type: 'text', align: 'left', dx: 10, fontSize: 12, fontWeight: 600 },
					encoding: { x, y, color, text: { field: 'text' } },
				},
			],
		},
		config: {
			view: { stroke: null },
			font: 'Helvetica, Arial, sans-serif',
			axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal' },
		},
	};
}

/** A provider that was measured in one place only has no line, and gets no panel. */
function withLines(points: readonly Point[]): readonly Point[] {
	const placesOf = (provider: string) =>
		new Set(points.filter((point) => point.provider === provider).map(({ x }) => x));
	return points.filter(({ provider }) => placesOf(provider).size > 1);
}

function subtitleOf({ delayMs, concurrency }: Row): string {
	return `n8n 2.41.1, the server answers after ${delayMs} ms; node and axios work on ${concurrency} invoices at once`;
}

function pointsOf({ value, hasLimit, across }: Shown, row: Row): readonly Point[] {
	if (across === 'items' && row.remembered > 0) return [];
	if (across === 'remembered' && (row.subject !== 'node' || row.remembered === 0)) return [];
	const { provider, subject, limitMs } = row;
	const x = row[across];
	const limit =
		hasLimit && subject === 'node' && limitMs !== null && limitMs > 0
			? [{ provider, line: 'limit', x, y: limitMs }]
			: [];
	return [{ provider, line: subject, x, y: value(row) }, ...limit];
}

/** At the end of each line, and moved apart where two would lie on each other. */
function labelsOf(
	points: readonly Point[],
	most: number,
	top: number,
): readonly (Point & { readonly text: string })[] {
	const providers = [...new Set(points.map(({ provider }) => provider))];
	return providers.flatMap((provider) => {
		const ends = points
			.filter((point) => point.provider === provider && point.x === most)
			.sort((a, b) => a.y - b.y);
		let floor = Number.NEGATIVE_INFINITY;
		const placed = ends.map((end) => {
			const y = Math.max(end.y, floor);
			floor = y + LABEL_GAP * top;
			return { ...end, y, text: LINES[end.line]?.label ?? end.line };
		});
		// Whatever was pushed over the top comes down again, and pushes those below.
		let ceiling = top;
		return placed.reverse().map((label) => {
			const y = Math.min(label.y, ceiling);
			ceiling = y - LABEL_GAP * top;
			return { ...label, y };
		});
	});
}
