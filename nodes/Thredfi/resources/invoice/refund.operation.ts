import type { INodeProperties } from 'n8n-workflow';
import { completedAt } from '../../../shared/descriptions/completedAt';
import {
	allowEarlierRefunds,
	concurrency,
	expectedCurrency,
	maximumAge,
	maximumAmount,
	maximumTotal,
	memo,
	optionsCollection,
	processingFee,
	processor,
	referenceNumber,
} from '../../../shared/descriptions/options';
import { reference } from '../../../shared/descriptions/reference';
import { refundAmount } from '../../../shared/descriptions/refundAmount';
import { simplify } from '../../../shared/descriptions/simplify';
import { labels } from '../../../shared/labels';
import { businessId } from './businessId';
import { invoiceId } from './invoiceId';
import { method } from './method';

/** The parameters of `refund`, and of `checkRefund`. */
export const refund: INodeProperties[] = [
	businessId,
	invoiceId,
	...refundAmount({
		full: 'Everything still refundable is recorded as refunded',
		percentageOf: 'what was paid before any refund',
		amount: 'How much to record as refunded, in the currency of the invoice',
		amountUnitHint: `Invoices in ISK take '${labels.amountUnits.minor}' only, in the unit of Thredfi's API`,
	}),
	reference,
	method,
	completedAt,
	simplify,
	optionsCollection([
		allowEarlierRefunds,
		concurrency,
		expectedCurrency,
		maximumAge,
		maximumAmount(),
		maximumTotal,
		memo,
		processingFee,
		processor,
		referenceNumber,
	]),
];
