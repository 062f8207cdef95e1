/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AxiosInstance } from 'axios';
import { BUSINESS_ID, CREDENTIALS } from '../../sandbox/credentials';
import type { ProviderId } from '../../sandbox/types';
import type { Item } from '../server/app';

/** The calls that one refund takes, sent one after another. */
export type RefundCalls = (item: Item) => Promise<void>;

const { duro, layer, revolv3, thredfi } = CREDENTIALS;
const INVOICES = {
	layer: `/layer/v1/businesses/${BUSINESS_ID.layer}/invoices`,
	thredfi: `/thredfi/v1/platform/businesses/${BUSINESS_ID.thredfi}/invoices`,
};
const COMPLETED_AT = '2026-01-05T09:00:00.000Z';

interface Invoice {
	readonly amount: number;
	readonly total_amount: number;
	readonly merchantCustomerRefId: string;
}

/**
 * Signs in as the node does and returns the very calls that its good path makes: as many, of the same kinds and sizes,
 * full refunds. Nothing of the answers is checked but that they are 2xx.
 */
export async function openCalls(provider: ProviderId, http: AxiosInstance): Promise<RefundCalls> {
	switch (provider) {
		case 'duro':
			return duroCalls(http);
		case 'layer':
			return await layerCalls(http);
		case 'revolv3':
			return revolv3Calls(http);
		case 'thredfi':
			return await thredfiCalls(http);
	}
}

function duroCalls(http: AxiosInstance): RefundCalls {
	const headers = { Authorization: `Bearer ${duro.secretKey}` };
	return async ({ invoiceId, reference }) => {
		const path = `/duro/v1/invoices/${invoiceId}`;
		const { data } = await http.get<Invoice>(path, { headers });
		await http.post(
			`${path}/refund`,
			{ amount: data.amount },
			{ headers: { ...headers, 'Idempotency-Key': keyOf(reference) } },
		);
	};
}

async function layerCalls(http: AxiosInstance): Promise<RefundCalls> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		scope: layer.scope,
		client_id: layer.clientId,
	});
	const auth = { username: layer.clientId, password: layer.clientSecret };
	const token = await http.post<{ access_token: string }>('/layer/oauth2/token', form, { auth });
	const headers = { Authorization: `Bearer ${token.data.access_token}` };
	return async ({ invoiceId, reference }) => {
		const path = `${INVOICES.layer}/${invoiceId}`;
		await http.get(path, { headers });
		const body = {
			external_id: keyOf(reference),
			completed_at: COMPLETED_AT,
			method: 'CREDIT_CARD',
		};
		await http.post(`${path}/refund`, body, { headers });
	};
}

function revolv3Calls(http: AxiosInstance): RefundCalls {
	const headers = { 'x-revolv3-token': revolv3.token };
	return async ({ invoiceId }) => {
		const path = `/revolv3/api/Invoices/${invoiceId}`;
		const { data } = await http.get<Invoice>(path, { headers });
		const { merchantCustomerRefId } = data;
		const params = { merchantCustomerRefId, page: 1, pageSize: 100 };
		await http.get('/revolv3/api/Invoices/v1', { headers, params });
		await http.post(`${path}/refund`, { includeRawProcessorResponse: false }, { headers });
	};
}

async function thredfiCalls(http: AxiosInstance): Promise<RefundCalls> {
	const platform = '/thredfi/v1/platform';
	const partner = await http.post<{ access_token: string }>(
		`${platform}/oauth2/token/`,
		new URLSearchParams({ grant_type: 'client_credentials', client_id: thredfi.partnerId }),
		{ auth: { username: thredfi.partnerId, password: thredfi.apiKey } },
	);
	const token = await http.post<{ access_token: string }>(
		`${platform}/${BUSINESS_ID.thredfi}/oauth2/token/`,
		undefined,
		{ headers: { Authorization: `Bearer ${partner.data.access_token}` } },
	);
	const headers = { Authorization: `Bearer ${token.data.access_token}` };
	return async ({ invoiceId, reference }) => {
		const { data } = await http.get<Invoice>(`${INVOICES.thredfi}/${invoiceId}/`, { headers });
		const body = {
			invoice_id: invoiceId,
			method: 'CREDIT_CARD',
			completed_at: COMPLETED_AT,
			external_id: keyOf(reference),
			amount_cents: data.total_amount,
		};
		await http.post(`${INVOICES.thredfi}/refunds/`, body, { headers });
	};
}

/** As long as the node's keys. */
function keyOf(reference: string): string {
	return `n8nr1-${reference.padStart(40, '0')}`;
}
