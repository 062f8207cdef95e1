import { defineWorlds } from './defineWorlds';

/** What nobody documents about Duro. */
export const duroWorlds = defineWorlds({
	provider: 'duro',
	dimensions: [
		{
			name: 'envelope',
			question: 'Are answers bare objects, or wrapped in ok and data?',
			values: [
				{
					value: 'bare',
					means: 'the object itself',
					mark: 'documented',
					source: 'page of the refund call',
					switches: { envelope: 'bare' },
				},
				{
					value: 'ok-data',
					means: '`{ok, data}`',
					mark: 'documented',
					source: 'guide on errors and answers',
					switches: { envelope: 'ok' },
				},
			],
		},
		{
			name: 'refunded',
			question: 'Is `refunded` this refund, or everything refunded so far?',
			values: [
				{
					value: 'this-refund',
					means: 'the amount of this refund',
					mark: 'inferred',
					source: 'the page has no description of the field',
					switches: { cumulativeRefunded: false },
				},
				{
					value: 'running-total',
					means: 'the sum of all refunds of the invoice',
					mark: 'inferred',
					source: 'the page has no description of the field',
					switches: { cumulativeRefunded: true },
				},
			],
		},
	],
	excludes: [],
	samples: { envelope: 'bare', refunded: 'this-refund' },
});
