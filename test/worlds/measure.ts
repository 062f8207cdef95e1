import type { ProviderId } from '../../sandbox';
import { figuresOf } from './figures';
import type { Measured } from './page';
import type { PlayedStep } from './story/play';

/** The figures of one provider. @param played the samples' world first, as in the covering array */
export function measurementOf(played: ReadonlyArray<readonly PlayedStep[]>): Measured[ProviderId] {
	const samples = played[0] ?? [];
	const requests = (name: string) => samples.find(({ step }) => step.name === name)?.requests ?? 0;
	return {
		worlds: played.length,
		samples: figuresOf(samples),
		all: figuresOf(played.flat()),
		requests: {
			part: requests('part'),
			secondPart: requests('second-part'),
			rest: requests('rest'),
			full: requests('full'),
		},
	};
}
