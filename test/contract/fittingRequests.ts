import type { Provider, SentRequest } from './checkRequest';

export const externalId = 'n8nr1-068021a74b94b885ddbb341160cd6a33fbf3b31d';
export const id = '2f6b1a3e-8c4d-4f5a-9b7e-0a1b2c3d4e5f';
export const otherId = '7c1d9e52-3b4a-4c6d-8e9f-a0b1c2d3e4f5';
const completedAt = '2026-02-13T10:00:00Z';
const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const basic = (user: string) => `Basic ${Buffer.from(`${user}:s3cret`).toString('base64')}`;

const duro = { Authorization: 'Bearer sk_test_51Hx' };
const layer = { Authorization: 'Bearer eyJhbGciOi.eyJzdWIi.c2ln' };
const revolv3 = { 'x-revolv3-token': 'dev-static-token' };
const thredfi = { Authorization: 'Bearer eyJhbGciOi.eyJzdWIi.c2ln' };
const layerInvoices = `/v1/businesses/${id}/invoices`;
const thredfiInvoices = `/v1/platform/businesses/${id}/invoices/`;

/** One request per operation, keyed by operationId, that fits its contract. */
export const fittingRequests = {
	duro: {
		getInvoice: { method: 'GET', path: '/v1/invoices/inv_8Fk2', headers: duro },
		refundInvoice: {
			method: 'POST',
			path: '/v1/invoices/inv_8Fk2/refund',
			headers: { ...duro, ...json, 'Idempotency-Key': externalId },
			bodyText: '{"amount":250000,"reason":"TICKET-81"}',
		},
		oauthToken: {
			method: 'POST',
			path: '/v1/oauth/token',
			headers: json,
			bodyText:
				'{"grant_type":"client_credentials","client_id":"cid_test_8Fk2","client_secret":"csec_test_9Gm3"}',
		},
		listPlans: { method: 'GET', path: '/v1/plans?limit=1', headers: duro },
	},
	layer: {
		getAccessToken: {
			method: 'POST',
			path: '/oauth2/token',
			headers: { ...form, Authorization: basic('client') },
			bodyText:
				'grant_type=client_credentials&scope=https%3A%2F%2Fsandbox.layerfi.com%2Fsandbox&client_id=client',
		},
		whoami: { method: 'GET', path: '/whoami', headers: layer },
		listInvoices: {
			method: 'GET',
			path: `${layerInvoices}?status=PAID,SENT`,
			query: { limit: 100, sort_order: 'DESC', due_at_start: completedAt },
			headers: layer,
		},
		getInvoice: { method: 'GET', path: `${layerInvoices}/${otherId}`, headers: layer },
		createDedicatedRefund: {
			method: 'POST',
			path: `${layerInvoices}/${otherId}/refund`,
			headers: { ...layer, ...json },
			bodyText: JSON.stringify({
				external_id: externalId,
				completed_at: completedAt,
				method: 'OTHER',
				refund_processing_fee: 30,
				tags: [{ key: 'team', value: 'support' }],
				metadata: { ticket: 81 },
				reference_number: 'TICKET-81',
			}),
		},
		listRefunds: {
			method: 'GET',
			path: `${layerInvoices}/refunds`,
			query: { external_id: externalId },
			headers: layer,
		},
		createRefund: {
			method: 'POST',
			path: `${layerInvoices}/refunds`,
			headers: { ...layer, 'content-type': 'application/json; charset=utf-8' },
			bodyText: JSON.stringify({
				external_id: externalId,
				refunded_amount: 1250,
				completed_at: completedAt,
				allocations: [{ invoice_id: otherId, total_amount: 1250, line_items: [{ amount: 1250 }] }],
				payments: [
					{
						external_id: `${externalId}-p1`,
						refunded_amount: 1250,
						completed_at: completedAt,
						method: 'CREDIT_CARD',
					},
				],
			}),
		},
		getRefund: { method: 'GET', path: `${layerInvoices}/refunds/${otherId}`, headers: layer },
	},
	revolv3: {
		getInvoice: {
			method: 'GET',
			path: '/api/Invoices/1001?includeRawProcessorResponse=false',
			headers: revolv3,
		},
		listInvoices: {
			method: 'GET',
			path: '/api/Invoices/v1',
			query: { lastUpdateStartDate: '2026-02-13', page: 1, pageSize: 100 },
			headers: revolv3,
		},
		refundInvoice: {
			method: 'POST',
			path: '/api/Invoices/1001/refund',
			headers: { ...revolv3, ...json },
			bodyText: '{"amount":12.5,"includeRawProcessorResponse":false}',
		},
	},
	thredfi: {
		getPartnerToken: {
			method: 'POST',
			path: '/v1/platform/oauth2/token/',
			headers: { ...form, Authorization: basic(id) },
			bodyText: `grant_type=client_credentials&client_id=${id}`,
		},
		getBusinessToken: {
			method: 'POST',
			path: `/v1/platform/${id}/oauth2/token/`,
			headers: thredfi,
		},
		listBusinesses: { method: 'GET', path: '/v1/platform/businesses/', headers: thredfi },
		listInvoices: {
			method: 'GET',
			path: thredfiInvoices,
			query: { status: 'paid,overdue', page_size: 100 },
			headers: thredfi,
		},
		getInvoice: { method: 'GET', path: `${thredfiInvoices}${otherId}/`, headers: thredfi },
		listRefunds: {
			method: 'GET',
			path: `${thredfiInvoices}refunds/`,
			query: { page: 2, completed_at_start: completedAt },
			headers: thredfi,
		},
		createRefund: {
			method: 'POST',
			path: `${thredfiInvoices}refunds/`,
			headers: { ...thredfi, ...json },
			bodyText: JSON.stringify({
				invoice_id: otherId,
				method: 'STRIPE',
				completed_at: completedAt,
				external_id: externalId,
				amount_cents: 2500,
				reference_number: 'TICKET-81',
			}),
		},
		getRefund: { method: 'GET', path: `${thredfiInvoices}refunds/${otherId}/`, headers: thredfi },
	},
} satisfies Record<Provider, Record<string, SentRequest>>;

/** The request with some fields of its JSON body set, or taken away where undefined. */
export function withBody(request: SentRequest, change: Record<string, unknown>): SentRequest {
	const body: unknown = JSON.parse(request.bodyText ?? '{}');
	return { ...request, bodyText: JSON.stringify(Object.assign({}, body, change)) };
}

/** The request without one header, named in any case. */
export function withoutHeader(request: SentRequest, name: string): SentRequest {
	const kept = Object.entries(request.headers).filter(
		([each]) => each.toLowerCase() !== name.toLowerCase(),
	);
	return { ...request, headers: Object.fromEntries(kept) };
}
