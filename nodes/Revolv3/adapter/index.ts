import type { ProviderAdapter } from '../../shared/engine/provider/adapter';
import { profile } from './profile';
import { listInvoices } from './listInvoices';
import { listRefunds } from './listRefunds';
import { openReader } from './reads';
import { readRefund } from './refund';
import { buildRefundRequest } from './request';
import { parseRefundResponse, parseError } from './response';

/** Revolv3: moves money, takes no key, shows a refund as an invoice of its own under the refunded one. */
export const revolv3: ProviderAdapter = {
	profile,
	openReader: openReader,
	listInvoices,
	listRefunds,
	readRefund,
	buildRefundRequest: buildRefundRequest,
	parseRefundResponse: parseRefundResponse,
	parseError: parseError,
};
