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

const reason: INodeProperties = {
	displayName: labels.options.reason,
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Duplicate order',
	description: `Why it is refunded, kept by Duro. Empty sends '${labels.reference}' instead.`,
};

/** The parameters of `refund`, and of `checkRefund`. */
export const refund: INodeProperties[] = [
	invoiceId,
	...refundAmount({
		full: 'The whole invoice amount; refused if this workflow has refunded any of it before',
		percentageOf: 'the invoice amount',
		amount: 'How much to refund, in the currency of the invoice',
	}),
	reference,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		expectedCurrency,
		maximumAge,
		maximumAmount(),
		maximumTotal,
		reason,
	]),
];
