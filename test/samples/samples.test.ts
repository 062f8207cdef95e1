import { PROVIDER_IDS } from '../../sandbox';
import { loadProcess } from '../bed';
import { underContract } from '../worlds/contract';
import { samplesOf } from './loadSamples';
import { playSample } from './playSample';

const process = loadProcess();

const readings = PROVIDER_IDS.flatMap((provider) =>
	samplesOf(provider).flatMap((sample) =>
		sample.readings.map((reading, index) => ({
			provider,
			name: `${sample.name}${index === 0 ? '' : ` (${index + 1})`}, by ${reading.ask.operation}`,
			sample,
			reading,
		})),
	),
);

describe("the vendors' own samples, served as they stand", () => {
	it.each(readings)(
		'$provider: $name, is read as a person reads it',
		async ({ provider, sample, reading }) => {
			const { items } = await playSample(provider, sample, reading, process);
			expect(items.map(underContract)).toMatchObject(reading.readAs);
		},
	);
});
