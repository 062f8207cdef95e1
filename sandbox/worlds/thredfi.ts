import { defineWorlds } from './defineWorlds';

/** What nobody documents about Thredfi. */
export const thredfiWorlds = defineWorlds({
	provider: 'thredfi',
	dimensions: [
		{
			name: 'repeat',
			question: 'What answers a repeated external_id?',
			values: [
				{
					value: 'existing-200',
					means: '200 with the existing record',
					mark: 'documented',
					source: 'idempotency guide',
					switches: { replay: 200 },
				},
				{
					value: 'existing-201',
					means: '201 with the existing record',
					mark: 'inferred',
					source: 'the reference has no other success',
					switches: { replay: 201 },
				},
				{
					value: 'conflict-409',
					means: '409',
					mark: 'documented',
					source: 'reference: resource already exists',
					switches: { replay: 409 },
				},
			],
		},
		{
			name: 'refund-allocations',
			question: 'Does an invoice show its refund allocations?',
			values: [
				{
					value: 'shown',
					means: '`refund_allocations` is there',
					mark: 'client',
					source: 'browser client 0.8.9',
					switches: { allocationsField: true },
				},
				{
					value: 'missing',
					means: 'the field is not there',
					mark: 'documented',
					source: 'no page shows it',
					switches: { allocationsField: false },
				},
			],
		},
	],
	excludes: [],
	samples: { repeat: 'existing-200', 'refund-allocations': 'shown' },
});
