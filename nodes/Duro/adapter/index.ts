import type { ProviderAdapter } from '../../shared/engine/provider/adapter';
import { profile } from './profile';
import { openReader } from './reads';
import { buildRefundRequest } from './request';
import { parseRefundResponse, parseError } from './response';

/** Refunds of paid invoices at Duro. */
export const duro: ProviderAdapter = {
	profile,
	openReader: openReader,
	buildRefundRequest: buildRefundRequest,
	parseRefundResponse: parseRefundResponse,
	parseError: parseError,
};
