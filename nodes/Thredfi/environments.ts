import { resolveFixed } from '../shared/environments/resolveFixed';
import type { ResolveEnvironment } from '../shared/environments/resolved';

/**
 * Documented (docs/providers/thredfi.md#environments). The samples of the API reference and the newest copies of the
 * guides name the sandbox host; older copies of the same guides have the development host in its place. Thredfi's
 * browser client has a sandbox of its own, `https://sandbox-backend.thredfi.com`, which `custom` takes.
 */
export const hosts = {
	development: 'https://dev-backend.thredfi.com',
	staging: 'https://staging-backend.thredfi.com',
	sandbox: 'https://sandbox.thredfi.com',
	production: 'https://backend.thredfi.com',
} as const;

/** Where the partner token is asked for (docs.thredfi.com, get-partner-token). */
export const partnerLoginPath = '/v1/platform/oauth2/token/';

export const resolveEnvironment: ResolveEnvironment = (credentials) => {
	const resolved = resolveFixed(credentials, hosts);
	return resolved.ok
		? { ...resolved, tokenUrl: `${resolved.baseUrl}${partnerLoginPath}` }
		: resolved;
};
