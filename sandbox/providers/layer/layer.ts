import { isUuid } from '../../ledger/ids';
import type { LedgerRefund } from '../../ledger/records';
import type { Call } from '../../types';
import type { Imitation, Route, World } from '../../world';
import type { Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { findLayerInvoice, runDedicatedRefund } from './dedicated';
import { inShape, layerErrorBody, layerRefusal, shapedError } from './errors';
import { LayerGate } from './gate';
import { upsertLayerRefund } from './general';
import { listLayerInvoices, listLayerRefunds } from './lists';
import { layerAnswer, layerInvoiceBody, layerRefundBody, layerStatus } from './readings';
import { issueLayerToken } from './token';

const INVOICES = '/v1/businesses/:businessId/invoices';

/** Layer: bookkeeping in cents, OAuth2 tokens, a dedicated refund and an upsert. */
export const layer: Imitation = {
	id: 'layer',
	name: 'Layer',
	paidStatuses: ['PAID'],
	refundStatus: 'PAID',
	shownStatus: layerStatus,
	errorBody: (world, status, message) => shapedError(world, layerErrorBody(status, message)),
	routes: (world) => {
		const gate = new LayerGate(world);
		/** A call inside a business, behind token and limit. */
		const inBusiness = (
			method: 'GET' | 'POST',
			path: string,
			call: Call,
			handle: (business: string, incoming: Incoming) => Answer,
		): Route => ({
			method,
			path,
			call,
			handle: (incoming) =>
				inShape(world, () => {
					gate.pass(incoming);
					return gate.withLimitHeaders(handle(gate.business(incoming), incoming), incoming);
				}),
		});
		return [
			{
				method: 'POST',
				path: '/oauth2/token',
				call: 'token',
				handle: (incoming) => issueLayerToken(world, incoming),
			},
			{
				method: 'GET',
				path: '/whoami',
				call: 'credentialTest',
				handle: (incoming) =>
					inShape(world, () => {
						gate.pass(incoming);
						const clientId = world.credentials.layer.clientId;
						const whoami = { type: 'whoami', clientName: 'Client 1', clientId };
						return gate.withLimitHeaders(layerAnswer(world, 200, whoami), incoming);
					}),
			},
			inBusiness('GET', INVOICES, 'listInvoices', (business, { query }) =>
				listLayerInvoices(world, business, query),
			),
			inBusiness('GET', `${INVOICES}/:invoiceId`, 'readInvoice', (business, { params }) => {
				const invoice = findLayerInvoice(world, business, params['invoiceId'] ?? '');
				return layerAnswer(world, 200, layerInvoiceBody(world, invoice));
			}),
			inBusiness('POST', `${INVOICES}/:invoiceId/refund`, 'refund', (business, incoming) =>
				runDedicatedRefund(world, business, incoming),
			),
			inBusiness('POST', `${INVOICES}/refunds`, 'refund', (business, incoming) =>
				upsertLayerRefund(world, business, incoming),
			),
			inBusiness('GET', `${INVOICES}/refunds`, 'listRefunds', (business, { query }) =>
				listLayerRefunds(world, business, query),
			),
			inBusiness('GET', `${INVOICES}/refunds/:refundId`, 'readRefund', (business, { params }) => {
				const refund = findRefund(world, business, params['refundId'] ?? '');
				return layerAnswer(world, 200, layerRefundBody(world, refund));
			}),
		];
	},
};

/** [D] 404: business or refund not found. */
function findRefund(world: World, business: string, id: string): LedgerRefund {
	if (!isUuid(id)) throw layerRefusal(400, 'The refund id is not a UUID.');
	const refund = world.ledger.refundById('layer', id);
	if (refund === null || refund.businessId !== business) {
		throw layerRefusal(404, 'The refund was not found.');
	}
	return refund;
}
