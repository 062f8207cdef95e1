/* eslint-disable @n8n/community-nodes/no-restricted-globals */

function given(name: string): string {
	const value = process.env[name];
	if (value === undefined || value === '') {
		throw new Error(`${name} is not set. Start these tests with: npm run test:e2e`);
	}
	return value;
}

/** Where the running n8n, the sandbox and the browser are; `test/e2e/stage` started or found them. */
export const addresses = {
	n8n: given('E2E_N8N_URL'),
	sandbox: given('E2E_SANDBOX_URL'),
	chromium: given('E2E_CHROMIUM'),
} as const;
