import { defineWorlds } from './defineWorlds';

/** What nobody documents about Revolv3. */
export const revolv3Worlds = defineWorlds({
	provider: 'revolv3',
	dimensions: [
		{
			name: 'totals',
			question: 'Are the refunded totals in the answer of this refund, or of all refunds so far?',
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
			name: 'answer-attempts',
			question: "Does the answer to a refund show the attempt in the refund's own invoice?",
			values: [
				{
					value: 'null',
					means: '`invoice.invoiceAttempts` is null',
					mark: 'documented',
					source:
						'every sample of /api-reference/invoices/refund-invoice (2025-09-08, 2025-10-31, 2026-03-30, 2026-07-01)',
					switches: { answerShowsAttempts: false },
				},
				{
					value: 'filled',
					means: 'the attempt is in the invoice as well',
					mark: 'inferred',
					source: 'the schema has the field, and Get Invoice fills it',
					switches: { answerShowsAttempts: true },
				},
			],
		},
		{
			name: 'answer-refunds',
			question: 'Which attempts are in `refunds[]` of the answer?',
			values: [
				{
					value: 'this-refund',
					means: "this refund's",
					mark: 'documented',
					source: 'the samples have one',
					switches: { refundsInAnswer: 'own' },
				},
				{
					value: 'all',
					means: 'those of all refunds of the invoice so far',
					mark: 'inferred',
					source: 'the field is a list, and nothing says of what',
					switches: { refundsInAnswer: 'all' },
				},
				{
					value: 'null',
					means: 'none',
					mark: 'documented',
					source: 'the schema: object[] or null',
					switches: { refundsInAnswer: 'none' },
				},
			],
		},
		{
			name: 'refund-numbers',
			question: "What are subtotal, tax and total of a refund's own invoice?",
			values: [
				{
					value: 'repeated',
					means: 'those of the refunded invoice',
					mark: 'documented',
					source:
						'the sample: 10.99, 0.10 and 11.09 on a refund of 5.99 (/api-reference/invoices/refund-invoice)',
					switches: { childNumbers: 'repeated' },
				},
				{
					value: 'own',
					means: "the refund's own",
					mark: 'documented',
					source:
						'subtotal is the invoice amount before tax (/docs/core-concepts/invoice/get-details-of-invoice-attempts), and the refund is an invoice',
					switches: { childNumbers: 'own' },
				},
				{
					value: 'negative',
					means: "the refund's own, with a minus sign",
					mark: 'inferred',
					source: "a refund's attempt has one",
					switches: { childNumbers: 'negative' },
				},
			],
		},
		{
			name: 'attempt-amount',
			question: 'Does the amount of an attempt include the tax?',
			values: [
				{
					value: 'with-tax',
					means: 'it does',
					mark: 'documented',
					source:
						'the payment on the sample of /api-reference/payments/void: 30.99 for 25 and 5.99 tax',
					switches: { attemptsIncludeTax: true },
				},
				{
					value: 'before-tax',
					means: 'it does not',
					mark: 'inferred',
					source: 'the amount that is sent is before tax',
					switches: { attemptsIncludeTax: false },
				},
			],
		},
		{
			name: 'refund-attempts',
			question: 'Does Get Invoice show the attempts of a refund?',
			values: [
				{
					value: 'filled',
					means: 'it does',
					mark: 'documented',
					source:
						'"all payment attempts" on /docs/core-concepts/invoice/get-details-of-invoice-attempts; no sample of a refund there',
					switches: { childShowsAttempts: true },
				},
				{
					value: 'null',
					means: '`invoiceAttempts` is null',
					mark: 'inferred',
					source: 'so it is in the answer to the refund',
					switches: { childShowsAttempts: false },
				},
			],
		},
		{
			name: 'list-rows',
			question: 'What does a row of the list of invoices have?',
			values: [
				{
					value: 'short',
					means: 'neither `parentInvoiceId` nor attempts',
					mark: 'documented',
					source:
						'every sample of /api-reference/invoices/get-invoices-v1 and /api-reference/customers/search-invoices-for-customer',
					switches: { listRows: 'short' },
				},
				{
					value: 'without-attempts',
					means: '`parentInvoiceId`, and attempts are null',
					mark: 'inferred',
					source:
						'the schema has both, attempts may be null, and the guide calls the list a summary',
					switches: { listRows: 'withoutAttempts' },
				},
				{
					value: 'whole',
					means: 'all that Get Invoice shows',
					mark: 'documented',
					source: 'the schema on the same pages',
					switches: { listRows: 'whole' },
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
			name: 'customer-list',
			question: "Does the customer's own list hold refund invoices?",
			values: [
				{
					value: 'shown',
					means: 'a refund is a row of its own',
					mark: 'documented',
					source: 'the schema of a row has parentInvoiceId',
					switches: { customerListShowsChildren: true },
				},
				{
					value: 'hidden',
					means: 'only payments are listed',
					mark: 'inferred',
					source: 'no sample row is a refund',
					switches: { customerListShowsChildren: false },
				},
			],
		},
		{
			name: 'customer',
			question: 'What does an invoice tell of its customer?',
			values: [
				{
					value: 'reference',
					means: "the merchant's reference and Revolv3's id",
					mark: 'documented',
					source: 'the sample of a refund, and of /api-reference/payments/void',
					switches: { customerTold: 'both' },
				},
				{
					value: 'id',
					means: "Revolv3's id alone",
					mark: 'documented',
					source: 'the schema: merchantCustomerRefId may be null',
					switches: { customerTold: 'id' },
				},
				{
					value: 'guest',
					means: 'nothing',
					mark: 'documented',
					source: 'the sample of /api-reference/invoices/get-invoice has null for both',
					switches: { customerTold: 'nothing' },
				},
			],
		},
		{
			name: 'customer-filter',
			question: 'Does the list heed `merchantCustomerRefId`?',
			values: [
				{
					value: 'heeded',
					means: 'only that customer is listed',
					mark: 'documented',
					source: '/api-reference/invoices/get-invoices-v1',
					switches: { listHeedsCustomer: true },
				},
				{
					value: 'ignored',
					means: 'everybody is',
					mark: 'inferred',
					source: 'the name is spelled RefId on one page and RefID on another',
					switches: { listHeedsCustomer: false },
				},
			],
		},
		{
			name: 'update-filter',
			question: 'Does the list heed `lastUpdateStartDate`?',
			values: [
				{
					value: 'heeded',
					means: 'only what was updated since is listed',
					mark: 'documented',
					source: '/api-reference/invoices/get-invoices-v1',
					switches: { listHeedsUpdates: true },
				},
				{
					value: 'ignored',
					means: 'all is',
					mark: 'inferred',
					source: 'the guide names the dates of billing alone',
					switches: { listHeedsUpdates: false },
				},
			],
		},
		{
			name: 'list-order',
			question: 'In which order is the list?',
			values: [
				{
					value: 'up',
					means: 'oldest first',
					mark: 'documented',
					source: 'the samples: invoice 1, then 2',
					switches: { listOrder: 'up' },
				},
				{
					value: 'down',
					means: 'newest first',
					mark: 'inferred',
					source: 'what orderBy means is not documented',
					switches: { listOrder: 'down' },
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
		{
			name: 'original-attempts',
			question: 'Which attempts does Get Invoice show of the refunded invoice?',
			values: [
				{
					value: 'payment',
					means: 'those of its payment',
					mark: 'documented',
					source: '/docs/core-concepts/invoice/get-details-of-invoice-attempts',
					switches: { originalAttempts: 'payment' },
				},
				{
					value: 'with-refunds',
					means: 'those of its refunds as well, with a minus sign',
					mark: 'inferred',
					source:
						'"all refund attempts are … reflected in the invoice history" on /api-reference/invoices/refund-invoice',
					switches: { originalAttempts: 'withRefunds' },
				},
				{
					value: 'null',
					means: 'none',
					mark: 'documented',
					source: 'the sample of /api-reference/invoices/get-invoice, whose invoice is pending',
					switches: { originalAttempts: 'none' },
				},
			],
		},
		{
			name: 'currency',
			question: 'Does an invoice name its currency?',
			values: [
				{
					value: 'told',
					means: 'it does; a refund does not',
					mark: 'documented',
					source: 'the samples of /api-reference/payments/void (USD) and of a refund (null)',
					switches: { currencyTold: true },
				},
				{
					value: 'null',
					means: 'it does not',
					mark: 'documented',
					source: 'the sample of /api-reference/invoices/get-invoice',
					switches: { currencyTold: false },
				},
			],
		},
		{
			name: 'tax-back',
			question: 'How much tax goes back with a part?',
			values: [
				{
					value: 'in-proportion',
					means: 'its share, half-up',
					mark: 'inferred',
					source: 'the sample: 5.99 x 0.10 / 10.99 is about its 0.05',
					switches: { taxGoesBack: 'inProportion' },
				},
				{
					value: 'with-the-last',
					means: 'none before the last refund',
					mark: 'inferred',
					source: "the guide's section on taxes is cut in every copy",
					switches: { taxGoesBack: 'withTheLast' },
				},
			],
		},
		{
			name: 'error-body',
			question: 'What does the body of a refusal look like?',
			values: [
				{
					value: 'list',
					means: 'a list of objects with `message`',
					mark: 'documented',
					source:
						'a 400 carries a list of errors (/docs/error-codes/error-responses; its sample is cut)',
					switches: { errorBody: 'list' },
				},
				{
					value: 'message',
					means: '`message` and `errors`',
					mark: 'client',
					source: 'the public client reads these two',
					switches: { errorBody: 'message' },
				},
				{
					value: 'validator',
					means: '`message` and `fluentValidatorErrors`',
					mark: 'documented',
					source: 'the sample of /docs/error-responses, to a payment',
					switches: { errorBody: 'validator' },
				},
			],
		},
	],
	excludes: [],
	samples: {
		totals: 'this-refund',
		'answer-attempts': 'null',
		'answer-refunds': 'this-refund',
		'refund-numbers': 'repeated',
		'attempt-amount': 'with-tax',
		'refund-attempts': 'filled',
		'list-rows': 'short',
		'list-children': 'shown',
		'customer-list': 'shown',
		customer: 'reference',
		'customer-filter': 'heeded',
		'update-filter': 'heeded',
		'list-order': 'up',
		'original-status': 'stays',
		'original-attempts': 'payment',
		currency: 'told',
		'tax-back': 'in-proportion',
		'error-body': 'list',
	},
});
