import type { Sandbox } from '../sandbox/types';

/** A credential as `n8n import:credentials` reads it. */
export interface ImportedCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, string>>;
}

/** The ids by which the example workflows name their credentials. */
export const CREDENTIAL_IDS = {
	duro: 'sandboxDuro',
	layer: 'sandboxLayer',
	revolv3: 'sandboxRevolv3',
	thredfi: 'sandboxThredfi',
	ticketSystem: 'sandboxTicketSystem',
	refundDesk: 'sandboxRefundDesk',
} as const;

/** What the example workflows' webhooks and forms ask for in the demo. It opens nothing but that n8n. */
export const ENTRANCE = {
	header: { name: 'x-ticket-system', value: 'sandbox-ticket-system-0001' },
	// eslint-disable-next-line @n8n/community-nodes/no-hardcoded-secrets -- the demo's own, behind loopback
	basic: { username: 'refund-desk', password: 'sandbox-refund-desk-0001' },
} as const;

/** Credentials for this sandbox: environment Custom, its addresses, its fake secrets. */
export function sandboxCredentials(sandbox: Sandbox): ImportedCredential[] {
	const { duro, layer, revolv3, thredfi } = sandbox.credentials;
	return [
		{
			id: CREDENTIAL_IDS.duro,
			name: 'Duro (sandbox)',
			type: 'duroApi',
			data: { environment: 'custom', baseUrl: sandbox.baseUrl('duro'), ...duro },
		},
		{
			id: CREDENTIAL_IDS.layer,
			name: 'Layer (sandbox)',
			type: 'layerApi',
			data: {
				environment: 'custom',
				baseUrl: sandbox.baseUrl('layer'),
				tokenUrl: sandbox.tokenUrl,
				...layer,
			},
		},
		{
			id: CREDENTIAL_IDS.revolv3,
			name: 'Revolv3 (sandbox)',
			type: 'revolv3Api',
			data: { environment: 'custom', baseUrl: sandbox.baseUrl('revolv3'), ...revolv3 },
		},
		{
			id: CREDENTIAL_IDS.thredfi,
			name: 'Thredfi (sandbox)',
			type: 'thredfiApi',
			data: { environment: 'custom', baseUrl: sandbox.baseUrl('thredfi'), ...thredfi },
		},
		{
			id: CREDENTIAL_IDS.ticketSystem,
			name: 'Ticket system (sandbox)',
			type: 'httpHeaderAuth',
			data: ENTRANCE.header,
		},
		{
			id: CREDENTIAL_IDS.refundDesk,
			name: 'Refund desk (sandbox)',
			type: 'httpBasicAuth',
			data: { user: ENTRANCE.basic.username, password: ENTRANCE.basic.password },
		},
	];
}
