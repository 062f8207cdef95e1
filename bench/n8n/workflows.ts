import { BUSINESS_ID } from '../../sandbox/credentials';
import type { ProviderId } from '../../sandbox/types';
import type { Cell } from '../cell';
import type { CredentialIds } from './credentials';

/** Where a workflow's webhook listens. */
export const WEBHOOK_PATH = 'bench';

/** The nodes whose time is counted, in order. */
export const TIMED: Readonly<Record<string, readonly string[]>> = {
	node: ['Refund'],
	pair: ['Get invoice', 'Post refund'],
	input: [],
};

interface Node {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: object;
	readonly credentials?: object;
	readonly webhookId?: string;
}

/**
 * A webhook, one request that brings all items from the bench server, and what is measured. The webhook answers at
 * once, and settings are n8n's own, so both subjects are saved alike.
 */
export function workflowFor(cell: Cell, serverUrl: string, ids: CredentialIds): object {
	const entrance: Node = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: WEBHOOK_PATH,
		parameters: { httpMethod: 'POST', path: WEBHOOK_PATH, options: {} },
	};
	const items = http('Items', { url: `${serverUrl}/bench/items` });
	const measured =
		cell.subject === 'node'
			? [refundNode(cell, ids)]
			: cell.subject === 'pair'
				? pairOf(cell.provider, `${serverUrl}/${cell.provider}`, ids)
				: [];
	const nodes = [entrance, items, ...measured];
	return {
		name: 'Bench',
		nodes: nodes.map((node, place) => ({ ...node, id: node.name, position: [place * 200, 0] })),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name }, place) => [
					nodes[place]?.name ?? '',
					{ main: [[{ node: name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

function refundNode({ provider, concurrency }: Cell, ids: CredentialIds): Node {
	return {
		name: 'Refund',
		type: `n8n-nodes-invoice-refunds.${provider}`,
		typeVersion: 1,
		credentials: { [`${provider}Api`]: { id: ids.node, name: `${provider} bench` } },
		parameters: {
			resource: 'invoice',
			operation: 'refund',
			...businessOf(provider),
			invoiceId: { __rl: true, mode: 'id', value: '={{ $json.invoiceId }}' },
			refundType: 'full',
			reference: '={{ $json.reference }}',
			options: { concurrency },
		},
	};
}

function businessOf(provider: ProviderId): object {
	return provider === 'layer' || provider === 'thredfi'
		? { businessId: BUSINESS_ID[provider] }
		: {};
}

/** What a person builds: read the invoice, refund what it says. No look-up, no check, no memory. */
function pairOf(provider: ProviderId, baseUrl: string, ids: CredentialIds): readonly Node[] {
	const { get, post, body } = PAIRS[provider];
	const auth = { authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' };
	const credentials = { httpHeaderAuth: { id: ids.header, name: `${provider} header` } };
	return [
		{ ...http('Get invoice', { ...auth, url: `=${baseUrl}${get}` }), credentials },
		{
			...http('Post refund', {
				...auth,
				method: 'POST',
				url: `=${baseUrl}${post}`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: `={{ ${body} }}`,
			}),
			credentials,
		},
	];
}

const LAYER = `/v1/businesses/${BUSINESS_ID.layer}/invoices`;
const THREDFI = `/v1/platform/businesses/${BUSINESS_ID.thredfi}/invoices`;

/** Paths and bodies, with what n8n works out for each item; a full refund everywhere, as the node makes it. */
const PAIRS: Readonly<
	Record<ProviderId, { readonly get: string; readonly post: string; readonly body: string }>
> = {
	duro: {
		get: '/v1/invoices/{{ $json.invoiceId }}',
		post: '/v1/invoices/{{ $json.id }}/refund',
		body: '{ "amount": $json.amount }',
	},
	layer: {
		get: `${LAYER}/{{ $json.invoiceId }}`,
		post: `${LAYER}/{{ $json.data.id }}/refund`,
		body: '{ "external_id": "refund-" + $json.data.id, "completed_at": $now.toISO(), "method": "CREDIT_CARD" }',
	},
	revolv3: {
		get: '/api/Invoices/{{ $json.invoiceId }}',
		post: '/api/Invoices/{{ $json.invoiceId }}/refund',
		body: '{ "amount": $json.subtotal }',
	},
	thredfi: {
		get: `${THREDFI}/{{ $json.invoiceId }}/`,
		post: `${THREDFI}/refunds/`,
		body: '{ "invoice_id": $json.id, "method": "CREDIT_CARD", "completed_at": $now.toISO(), "external_id": "refund-" + $json.id, "amount_cents": $json.total_amount }',
	},
};

function http(name: string, parameters: object): Node {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: { options: {}, ...parameters },
	};
}
