/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- fake on purpose */
import type { SandboxCredentials } from './types';

/** Fixed and fake: nothing here opens anything anywhere else. */
export const CREDENTIALS: SandboxCredentials = {
	duro: {
		secretKey: 'sk_test_sandbox_0001',
		clientId: 'cid_test_sandbox_0001',
		clientSecret: 'csec_test_sandbox_0001',
	},
	layer: {
		clientId: 'sandbox-client-0001',
		clientSecret: 'sandbox-client-secret-0001',
		scope: 'https://sandbox.layerfi.com/sandbox',
	},
	revolv3: { token: 'sandbox-static-token-0001' },
	thredfi: {
		partnerId: 'b0000000-0000-4000-8000-000000000001',
		apiKey: 'sandbox-partner-api-key-0001',
	},
};

/** The second account of each provider. Its books hold the same invoice ids as the first account's. */
export const SECOND_CREDENTIALS: SandboxCredentials = {
	duro: {
		secretKey: 'sk_test_sandbox_0002',
		clientId: 'cid_test_sandbox_0002',
		clientSecret: 'csec_test_sandbox_0002',
	},
	layer: {
		clientId: 'sandbox-client-0002',
		clientSecret: 'sandbox-client-secret-0002',
		scope: 'https://sandbox.layerfi.com/sandbox',
	},
	revolv3: { token: 'sandbox-static-token-0002' },
	thredfi: {
		partnerId: 'b0000000-0000-4000-8000-000000000002',
		apiKey: 'sandbox-partner-api-key-0002',
	},
};

/** The business whose invoices are seeded. */
export const BUSINESS_ID = {
	layer: 'aa000000-0000-4000-8000-000000000001',
	thredfi: 'bb000000-0000-4000-8000-000000000001',
} as const;

/** A second business that owns nothing, for tokens and ids that must not fit. */
export const OTHER_BUSINESS_ID = {
	layer: 'aa000000-0000-4000-8000-000000000002',
	thredfi: 'bb000000-0000-4000-8000-000000000002',
} as const;

/** The business of the second account. The first account's tokens do not reach it. */
export const SECOND_BUSINESS_ID = {
	layer: 'aa000000-0000-4000-8000-000000000003',
	thredfi: 'bb000000-0000-4000-8000-000000000003',
} as const;

/** The businesses of each account; invoices belong to the first one named. */
export const BUSINESSES = {
	first: {
		layer: [BUSINESS_ID.layer, OTHER_BUSINESS_ID.layer],
		thredfi: [BUSINESS_ID.thredfi, OTHER_BUSINESS_ID.thredfi],
	},
	second: {
		layer: [SECOND_BUSINESS_ID.layer],
		thredfi: [SECOND_BUSINESS_ID.thredfi],
	},
} as const;
