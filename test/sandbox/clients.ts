import axios, { type AxiosResponse } from 'axios';
import type { ProviderId, Sandbox } from '../../sandbox';

/** An HTTP client that reports every status and follows nothing. */
export const http = axios.create({
	validateStatus: () => true,
	maxRedirects: 0,
	timeout: 2000,
	proxy: false,
});

export type Headers = Record<string, string>;
export type Answer = AxiosResponse;

export const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const basicOf = (user: string, password: string) => `Basic ${btoa(`${user}:${password}`)}`;

export const duroHeaders = (sandbox: Sandbox): Headers => ({
	...json,
	Authorization: `Bearer ${sandbox.credentials.duro.secretKey}`,
});

export const revolv3Headers = (sandbox: Sandbox): Headers => ({
	...json,
	'x-revolv3-token': sandbox.credentials.revolv3.token,
});

export async function layerToken(sandbox: Sandbox, scope?: string): Promise<Answer> {
	const { clientId, clientSecret, scope: own } = sandbox.credentials.layer;
	const fields = { grant_type: 'client_credentials', scope: scope ?? own, client_id: clientId };
	return await http.post(sandbox.tokenUrl, new URLSearchParams(fields).toString(), {
		headers: { ...form, Authorization: basicOf(clientId, clientSecret) },
	});
}

export async function layerHeaders(sandbox: Sandbox): Promise<Headers> {
	const { data } = await layerToken(sandbox);
	return { ...json, Authorization: `Bearer ${data.access_token}` };
}

export async function partnerHeaders(sandbox: Sandbox): Promise<Headers> {
	const { partnerId, apiKey } = sandbox.credentials.thredfi;
	const fields = { grant_type: 'client_credentials', client_id: partnerId };
	const { data } = await http.post(
		`${sandbox.baseUrl('thredfi')}/v1/platform/oauth2/token/`,
		new URLSearchParams(fields).toString(),
		{ headers: { ...form, Authorization: basicOf(partnerId, apiKey) } },
	);
	return { ...json, Authorization: `Bearer ${data.access_token}` };
}

export async function thredfiHeaders(sandbox: Sandbox, business?: string): Promise<Headers> {
	const id = business ?? sandbox.businessId.thredfi;
	const { data } = await http.post(
		`${sandbox.baseUrl('thredfi')}/v1/platform/${id}/oauth2/token/`,
		undefined,
		{ headers: await partnerHeaders(sandbox) },
	);
	return { ...json, Authorization: `Bearer ${data.access_token}` };
}

/** Where a provider's invoices live. */
export function invoicesUrl(sandbox: Sandbox, provider: ProviderId): string {
	const base = sandbox.baseUrl(provider);
	switch (provider) {
		case 'duro':
			return `${base}/v1/invoices`;
		case 'layer':
			return `${base}/v1/businesses/${sandbox.businessId.layer}/invoices`;
		case 'revolv3':
			return `${base}/api/Invoices`;
		case 'thredfi':
			return `${base}/v1/platform/businesses/${sandbox.businessId.thredfi}/invoices`;
	}
}

export const AT = '2026-02-01T10:00:00Z';

/** A plain partial refund of 10.00 at any provider, for tests that are about something else. */
export async function refundTen(
	sandbox: Sandbox,
	provider: ProviderId,
	invoiceId: string,
	key = 'key-1',
): Promise<Answer> {
	const url = invoicesUrl(sandbox, provider);
	switch (provider) {
		case 'duro':
			return await http.post(
				`${url}/${invoiceId}/refund`,
				{ amount: 1000 },
				{ headers: { ...duroHeaders(sandbox), 'Idempotency-Key': key } },
			);
		case 'layer':
			return await http.post(
				`${url}/refunds`,
				{
					external_id: key,
					refunded_amount: 1000,
					completed_at: AT,
					allocations: [{ invoice_id: invoiceId, total_amount: 1000 }],
					payments: [{ refunded_amount: 1000, completed_at: AT, method: 'OTHER' }],
				},
				{ headers: await layerHeaders(sandbox) },
			);
		case 'revolv3':
			return await http.post(
				`${url}/${invoiceId}/refund`,
				{ amount: 10 },
				{ headers: revolv3Headers(sandbox) },
			);
		case 'thredfi':
			return await http.post(
				`${url}/refunds/`,
				{
					external_id: key,
					invoice_id: invoiceId,
					method: 'OTHER',
					completed_at: AT,
					amount_cents: 1000,
				},
				{ headers: await thredfiHeaders(sandbox) },
			);
	}
}
