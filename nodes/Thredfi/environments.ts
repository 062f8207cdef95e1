import { resolveFixed } from '../shared/environments/resolveFixed';
import type { ResolveEnvironment } from '../shared/environments/resolved';

/**
 * docs.thredfi.com/integration/backend names development, staging and production.
 * The sandbox host is what the current API reference shows; Thredfi's browser client uses
 * `https://sandbox-backend.thredfi.com` instead. Which one answers is not documented: `custom`
 * takes the other.
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
