import { parseCustomUrl } from '../shared/environments/customUrl';
import { resolveFixed } from '../shared/environments/resolveFixed';
import { fieldOf, unusable, type ResolveEnvironment } from '../shared/environments/resolved';

export const hosts = {
	sandbox: 'https://sandbox.layerfi.com',
	production: 'https://api.layerfi.com',
	// Named only by Layer's own public client (Layer-Fi/layer-react, environmentConfigs.ts).
	productionCanada: 'https://api-ca.layerfi.com',
} as const;

/** The scope that belongs to each host: a sandbox scope never meets a production host. */
export const scopes: Readonly<Record<keyof typeof hosts, string>> = {
	sandbox: 'https://sandbox.layerfi.com/sandbox',
	production: 'https://api.layerfi.com/production',
	productionCanada: 'https://api-ca.layerfi.com/production',
};

/** One token endpoint for all environments (docs.layerfi.com/api-details/authentication). */
export const tokenUrl = 'https://auth.layerfi.com/oauth2/token';

export const resolveEnvironment: ResolveEnvironment = (credentials) => {
	const resolved = resolveFixed(credentials, hosts);
	if (!resolved.ok) return resolved;
	const option = fieldOf(credentials.environment);
	if (isKnown(option)) return { ...resolved, tokenUrl, scope: scopes[option] };
	const token = parseCustomUrl(credentials.tokenUrl, 'Token URL');
	if (!token.ok) return token;
	const scope = fieldOf(credentials.scope);
	if (scope === '')
		return unusable("'Scope' is empty. Layer issues tokens for a named scope only.");
	return { ...resolved, tokenUrl: token.url, scope };
};

function isKnown(option: string): option is keyof typeof hosts {
	return Object.hasOwn(hosts, option);
}
