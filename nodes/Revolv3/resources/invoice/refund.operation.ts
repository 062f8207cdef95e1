import type { INodeProperties } from 'n8n-workflow';
import {
	allowEarlierRefunds,
	concurrency,
	expectedCurrency,
	maximumAge,
	maximumAmount,
	maximumTotal,
	optionsCollection,
} from '../../../shared/descriptions/options';
import { reference } from '../../../shared/descriptions/reference';
import { refundAmount } from '../../../shared/descriptions/refundAmount';
import { simplify } from '../../../shared/descriptions/simplify';
import { labels } from '../../../shared/labels';
import { invoiceId } from './invoiceId';

const holdBankDebitDays: INodeProperties = {
	displayName: labels.options.holdBankDebitDays,
	name: 'holdBankDebitDays',
	type: 'number',
	default: 7,
	typeOptions: { minValue: 1, maxValue: 60, numberPrecision: 0 },
	description:
		'How many days a payment by ACH has to be old before it is refunded. It reads as paid at once and may still bounce within five business days; a refund until then is money that never came. A payment whose date is not told is not refunded either. Remove the option to refund at once.',
};

const includeRawProcessorResponse: INodeProperties = {
	displayName: labels.options.includeRawProcessorResponse,
	name: 'includeRawProcessorResponse',
	type: 'boolean',
	default: false,
	description: `Whether to ask Revolv3 for the processor's own answer. It shows where '${labels.simplify}' is off.`,
};

const reportGroup: INodeProperties = {
	displayName: labels.options.reportGroup,
	name: 'reportGroup',
	type: 'string',
	default: '',
	description: 'Passed on to Revolv3 as it is; what it does there is not documented',
};

/** The parameters of `refund`, and of `checkRefund`. */
export const refund: INodeProperties[] = [
	invoiceId,
	...refundAmount({
		full: 'Everything still refundable goes back to the payer, tax included',
		percentageOf: 'the invoice amount before tax',
		amountLabel: labels.amountBeforeTax,
		amount:
			'How much to refund before tax. Revolv3 adds the tax share, so the payer gets more than this on a taxed invoice.',
	}),
	reference,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		expectedCurrency,
		holdBankDebitDays,
		includeRawProcessorResponse,
		maximumAge,
		maximumAmount(', the tax share included'),
		maximumTotal,
		reportGroup,
	]),
];
