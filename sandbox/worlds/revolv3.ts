import { defineWorlds } from './defineWorlds';

/** What nobody documents about Revolv3. */
export const revolv3Worlds = defineWorlds({
	provider: 'revolv3',
	dimensions: [
		{
			name: 'totals',
			question: 'Are the refunded totals of this refund, or of all refunds so far?',
			values: [
				{
					value: 'this-refund',
					means: 'of this refund',
					mark: 'inferred',
					source: 'the sample does not add up, so it decides nothing',
					switches: { cumulativeTotals: false },
				},
				{
					value: 'running',
					means: 'of all refunds of the invoice so far',
					mark: 'inferred',
					source: 'the sample does not add up, so it decides nothing',
					switches: { cumulativeTotals: true },
				},
			],
		},
		{
			name: 'list-children',
			question: 'Does the list of invoices hold refund invoices?',
			values: [
				{
					value: 'shown',
					means: 'a refund is a row of its own',
					mark: 'documented',
					source: 'the schema of a row has parentInvoiceId',
					switches: { listShowsChildren: true },
				},
				{
					value: 'hidden',
					means: 'only payments are listed',
					mark: 'inferred',
					source: 'no sample row is a refund',
					switches: { listShowsChildren: false },
				},
			],
		},
		{
			name: 'original-status',
			question: 'Does the status of the refunded invoice change?',
			values: [
				{
					value: 'stays',
					means: 'it stays Paid',
					mark: 'inferred',
					source: 'the refund statuses are described as those of the refund’s own invoice',
					switches: { originalTurnsPartialRefund: false },
				},
				{
					value: 'turns',
					means: 'it turns PartialRefund or Refund',
					mark: 'inferred',
					source: 'the status names would fit an original too',
					switches: { originalTurnsPartialRefund: true },
				},
			],
		},
	],
	excludes: [],
	samples: { totals: 'this-refund', 'list-children': 'shown', 'original-status': 'stays' },
});
