import type { Cell } from './cell';
import type { BenchOptions } from './options';

/** Every field of the matrix that was asked for, small ones first; what makes no sense is left out. */
export function cellsOf(options: BenchOptions): readonly Cell[] {
	const { items, delaysMs, providers, subjects, concurrency, remembered } = options;
	const cells = items.flatMap((count) =>
		delaysMs.flatMap((delayMs) =>
			concurrency.flatMap((width) =>
				remembered.flatMap((known) =>
					providers.flatMap((provider) =>
						subjects.map((subject) => ({
							subject,
							provider,
							items: count,
							delayMs,
							concurrency: width,
							remembered: known,
						})),
					),
				),
			),
		),
	);
	return cells.filter(
		({ subject, concurrency: width, remembered: known }) =>
			subject === 'node' ||
			(known === remembered[0] && (subject.startsWith('pool') || width === concurrency[0])),
	);
}
