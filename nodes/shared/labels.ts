/**
 * What each parameter is called on the screen. The descriptions show these names and the error
 * texts quote them, so that a message always names the very field a person has to change.
 */
export const labels = {
	resource: 'Resource',
	operation: 'Operation',
	businessId: 'Business ID',
	invoiceId: 'Invoice',
	refundId: 'Refund ID',
	refundType: 'Refund Type',
	refundTypes: {
		amount: 'Amount',
		full: 'Full',
		percentage: 'Percentage',
	},
	amount: 'Amount',
	/** Revolv3 compares the amount with the invoice before tax and adds the tax share itself. */
	amountBeforeTax: 'Amount Before Tax',
	amountUnit: 'Amount Unit',
	amountUnits: {
		major: 'Major (12.50)',
		minor: 'Minor (1250)',
	},
	percentage: 'Percentage',
	reference: 'Reference',
	method: 'Method',
	completedAt: 'Completed At',
	simplify: 'Simplify',
	returnAll: 'Return All',
	limit: 'Limit',
	/** The filters of a list as a whole. */
	filtersCollection: 'Filters',
	/** The single filters in it, by parameter name. Both ends of a range belong to it. */
	filters: {
		billedFrom: 'Billed From',
		billedUntil: 'Billed Until',
		completedFrom: 'Completed From',
		completedUntil: 'Completed Until',
		customerId: 'Customer ID',
		customerReference: 'Customer Reference',
		dueFrom: 'Due From',
		dueUntil: 'Due Until',
		externalId: 'External ID',
		invoiceReference: 'Invoice Reference',
		maximumAmountMinor: 'Maximum Amount (Minor Units)',
		sentFrom: 'Sent From',
		sentUntil: 'Sent Until',
		status: 'Status',
		updatedFrom: 'Updated From',
		updatedUntil: 'Updated Until',
	},
	/** The options collection as a whole. */
	optionsCollection: 'Options',
	/** The single options in it, by parameter name. */
	options: {
		allowEarlierRefunds: 'Allow Earlier Refunds',
		concurrency: 'Concurrency',
		expectedCurrency: 'Expected Currency',
		holdBankDebitDays: 'Hold ACH Refunds (Days)',
		includeRawProcessorResponse: 'Include Raw Processor Response',
		maximumAge: 'Maximum Age',
		maximumAmount: 'Maximum Amount',
		maximumTotal: 'Maximum Total',
		memo: 'Memo',
		metadata: 'Metadata',
		paymentClearingAccount: 'Payment Clearing Account',
		processingFee: 'Processing Fee',
		processor: 'Processor',
		reason: 'Reason',
		referenceNumber: 'Reference Number',
		refundedPaymentFees: 'Refunded Payment Fees',
		reportGroup: 'Report Group',
		tags: 'Tags',
	},
} as const;
