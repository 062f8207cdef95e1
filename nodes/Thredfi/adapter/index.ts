import type { ProviderAdapter } from '../../shared/engine/provider/adapter';
import { profile } from './profile';
import { listInvoices, listRefunds, readRefund } from './lists';
import { openReader } from './reads';
import { buildRefundRequest } from './request';
import { parseRefundResponse, parseError } from './response';

/** Refunds of invoices in Thredfi's books. */
export const thredfi: ProviderAdapter = {
	profile,
	openReader: openReader,
	listInvoices,
	listRefunds,
	readRefund,
	buildRefundRequest: buildRefundRequest,
	parseRefundResponse: parseRefundResponse,
	parseError: parseError,
};
