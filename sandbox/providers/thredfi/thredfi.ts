import { isUuid } from '../../ledger/ids';
import type { Call } from '../../types';
import type { Imitation, Route, World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { thredfiErrorBody, thredfiRefusal } from './errors';
import { assertPartner, enterBusiness, issueBusinessToken, issuePartnerToken } from './gate';
import {
	listThredfiBusinesses,
	listThredfiInvoices,
	listThredfiPayments,
	listThredfiRefunds,
} from './lists';
import {
	findThredfiInvoice,
	thredfiInvoiceBody,
	thredfiRefundBody,
	thredfiStatus,
} from './readings';
import { runThredfiRefund } from './refund';

/** [D] Every path ends in a slash; [ND] without it: no such route here. */
const INVOICES = '/v1/platform/businesses/:business_id/invoices/';

/** Thredfi: bookkeeping in cents, two tiers of tokens, `external_id` as key. */
export const thredfi: Imitation = {
	id: 'thredfi',
	name: 'Thredfi',
	paidStatuses: ['paid'],
	refundStatus: 'paid',
	shownStatus: thredfiStatus,
	errorBody: (world, status, message) => thredfiErrorBody(world, status, message),
	routes: (world) => {
		/** A call inside a business, behind its token. */
		const inBusiness = (
			method: 'GET' | 'POST',
			path: string,
			call: Call,
			handle: (business: string, incoming: Incoming) => Answer,
		): Route => ({
			method,
			path,
			call,
			handle: (incoming) => handle(enterBusiness(world, incoming), incoming),
		});
		return [
			{
				method: 'POST',
				path: '/v1/platform/oauth2/token/',
				call: 'token',
				handle: (incoming) => issuePartnerToken(world, incoming),
			},
			{
				method: 'POST',
				path: '/v1/platform/:business_id/oauth2/token/',
				call: 'token',
				handle: (incoming) => issueBusinessToken(world, incoming),
			},
			{
				method: 'GET',
				path: '/v1/platform/businesses/',
				call: 'credentialTest',
				handle: (incoming) => {
					assertPartner(world, incoming);
					return listThredfiBusinesses(world, incoming);
				},
			},
			inBusiness('GET', INVOICES, 'listInvoices', (business, incoming) =>
				listThredfiInvoices(world, business, incoming),
			),
			inBusiness('GET', `${INVOICES}:invoice_id/`, 'readInvoice', (business, { params }) => {
				const invoice = findThredfiInvoice(world, business, params['invoice_id'] ?? '');
				return answer(200, thredfiInvoiceBody(world, invoice));
			}),
			inBusiness('GET', `${INVOICES}payments/`, 'listPayments', (business, incoming) =>
				listThredfiPayments(world, business, incoming),
			),
			inBusiness('POST', `${INVOICES}refunds/`, 'refund', (business, incoming) =>
				runThredfiRefund(world, business, incoming),
			),
			inBusiness('GET', `${INVOICES}refunds/`, 'listRefunds', (business, incoming) =>
				listThredfiRefunds(world, business, incoming),
			),
			inBusiness('GET', `${INVOICES}refunds/:refund_id/`, 'readRefund', (business, { params }) =>
				readRefund(world, business, params['refund_id'] ?? ''),
			),
		];
	},
};

function readRefund(world: World, business: string, id: string): Answer {
	const refund = isUuid(id) ? world.ledger.refundById('thredfi', id) : null;
	if (refund === null || refund.businessId !== business) {
		throw thredfiRefusal(world, 404, 'The refund was not found.');
	}
	return answer(200, thredfiRefundBody(world, refund));
}
