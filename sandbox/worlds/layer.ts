import { defineWorlds } from './defineWorlds';

/** What nobody documents about Layer. */
export const layerWorlds = defineWorlds({
	provider: 'layer',
	dimensions: [
		{
			name: 'envelope',
			question: 'Are answers wrapped in data?',
			values: [
				{
					value: 'data',
					means: '`{data: …}`',
					mark: 'documented',
					source: 'the newest samples',
					switches: { wrapped: true },
				},
				{
					value: 'bare',
					means: 'the object itself',
					mark: 'documented',
					source: 'older samples',
					switches: { wrapped: false },
				},
			],
		},
		{
			name: 'allocation-names-refund',
			question: 'Does a refund allocation on an invoice name its refund?',
			values: [
				{
					value: 'no',
					means: 'an amount without its refund',
					mark: 'inferred',
					source: 'no readable page shows the field',
					switches: { allocationsCarryRefundId: false },
				},
				{
					value: 'yes',
					means: '`refund_id` is there',
					mark: 'inferred',
					source: 'ledger entries of allocations have the field',
					switches: { allocationsCarryRefundId: true },
				},
			],
		},
	],
	excludes: [],
	samples: { envelope: 'data', 'allocation-names-refund': 'no' },
});
