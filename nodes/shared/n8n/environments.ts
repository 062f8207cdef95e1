/**
 * Every provider's hosts, in one place: credentials, transport and key take them from here.
 * Pure functions without n8n, so that credentials and nodes can both import them.
 */

const providers = ['duro', 'layer', 'revolv3', 'thredfi'] as const;

export type Provider = (typeof providers)[number];

/** Whether hosts are known for a provider of this name. */
export function isProvider(name: string): name is Provider {
	return providers.some((provider) => provider === name);
}

export type ResolvedEnvironment =
	| {
			readonly ok: true;
			/** What goes into the key: never the option `custom` itself, so that one host has one name. */
			readonly environment: string;
			/** Without a trailing slash; at `custom` it may carry a path prefix. */
			readonly baseUrl: string;
			/** The only origin that may ever see this credential's secret. */
			readonly origin: string;
			/** Where tokens are asked for (Layer, Thredfi). */
			readonly tokenUrl?: string;
			/** The OAuth2 scope that belongs to the host (Layer). */
			readonly scope?: string;
	  }
	| { readonly ok: false; readonly message: string };

/** The fields of a credential; nothing about them is trusted. */
type Credentials = Readonly<Record<string, unknown>>;

/**
 * Duro: the key's prefix says the mode, and the mode has its own host
 * (docs.useduro.com/api-reference/introduction; some curl samples there send test keys to the live
 * host, which `custom` allows).
 */
export const duroHosts = {
	live: 'https://api.useduro.com',
	test: 'https://sandbox.useduro.com',
} as const;

/** Layer: host and scope go together, so that a sandbox scope never meets a production host. */
export const layerHosts = {
	sandbox: {
		baseUrl: 'https://sandbox.layerfi.com',
		scope: 'https://sandbox.layerfi.com/sandbox',
	},
	production: {
		baseUrl: 'https://api.layerfi.com',
		scope: 'https://api.layerfi.com/production',
	},
	// Named only by Layer's own public client (Layer-Fi/layer-react, environmentConfigs.ts).
	productionCanada: {
		baseUrl: 'https://api-ca.layerfi.com',
		scope: 'https://api-ca.layerfi.com/production',
	},
} as const;

/** Layer: one token endpoint for all environments (docs.layerfi.com/api-details/authentication). */
export const layerTokenUrl = 'https://auth.layerfi.com/oauth2/token';

/** Revolv3: docs.revolv3.com/docs/getting-started/production-vs-sandbox. */
export const revolv3Hosts = {
	sandbox: 'https://api-sandbox.revolv3.com',
	production: 'https://api.revolv3.com',
} as const;

/**
 * Thredfi: docs.thredfi.com/integration/backend names development, staging and production.
 * The sandbox host is what the current API reference shows; Thredfi's browser client uses
 * `https://sandbox-backend.thredfi.com` instead. Which one answers is not documented: `custom`
 * takes the other.
 */
export const thredfiHosts = {
	development: 'https://dev-backend.thredfi.com',
	staging: 'https://staging-backend.thredfi.com',
	sandbox: 'https://sandbox.thredfi.com',
	production: 'https://backend.thredfi.com',
} as const;

/** Thredfi: where the partner token is asked for (docs.thredfi.com, get-partner-token). */
const partnerLoginPath = '/v1/platform/oauth2/token/';

/** Where a credential's requests go, and under which name that place enters the key. */
export function resolveEnvironment(
	provider: Provider,
	credentials: Credentials,
): ResolvedEnvironment {
	switch (provider) {
		case 'duro':
			return resolveDuro(credentials);
		case 'layer':
			return resolveLayer(credentials);
		case 'revolv3':
			return resolvePlain(credentials, revolv3Hosts);
		case 'thredfi':
			return resolveThredfi(credentials);
	}
}

/** Whether Duro's key is for live or test data, or why it can't be used; the text never holds the key. */
export function duroModeOf(
	secretKey: unknown,
): { ok: true; mode: 'live' | 'test' } | { ok: false; message: string } {
	const key = text(secretKey);
	if (key === '') return no("'Secret Key' is empty. Copy it from Duro, Developers, API Keys.");
	if (key.startsWith('pk_')) {
		return no(
			"'Secret Key' holds a publishable key (pk_…), which can't refund. Use a secret key, which begins with sk_test_ or sk_live_.",
		);
	}
	// Visible ASCII only: anything else would not survive as a header and was pasted by mistake.
	const [, mode] = /^sk_(live|test)_[\x21-\x7e]+$/.exec(key) ?? [];
	if (mode !== 'live' && mode !== 'test') {
		return no(
			"'Secret Key' does not look like a Duro secret key. Secret keys begin with sk_test_ or sk_live_ and have no spaces.",
		);
	}
	return { ok: true, mode };
}

function resolveDuro(credentials: Credentials): ResolvedEnvironment {
	const key = duroModeOf(credentials.secretKey);
	if (!key.ok) return key;
	const option = text(credentials.environment);
	// The mode is a property of the key: the same invoice behind a gateway keeps its key.
	if (option === 'automatic') return at(key.mode, duroHosts[key.mode]);
	if (option !== 'custom') return unknownOption();
	const base = parseCustomUrl(credentials.baseUrl, 'Base URL');
	return base.ok ? at(key.mode, base.url) : base;
}

function resolveLayer(credentials: Credentials): ResolvedEnvironment {
	const option = text(credentials.environment);
	if (isOneOf(layerHosts, option)) {
		const { baseUrl, scope } = layerHosts[option];
		return { ...at(option, baseUrl), tokenUrl: layerTokenUrl, scope };
	}
	if (option !== 'custom') return unknownOption();
	const base = parseCustomUrl(credentials.baseUrl, 'Base URL');
	if (!base.ok) return base;
	const token = parseCustomUrl(credentials.tokenUrl, 'Token URL');
	if (!token.ok) return token;
	const scope = text(credentials.scope);
	if (scope === '') return no("'Scope' is empty. Layer issues tokens for a named scope only.");
	const known = Object.fromEntries(
		Object.entries(layerHosts).map(([name, host]) => [name, host.baseUrl]),
	);
	return { ...at(canonicalEnvironment(base.url, known), base.url), tokenUrl: token.url, scope };
}

function resolveThredfi(credentials: Credentials): ResolvedEnvironment {
	const resolved = resolvePlain(credentials, thredfiHosts);
	return resolved.ok
		? { ...resolved, tokenUrl: `${resolved.baseUrl}${partnerLoginPath}` }
		: resolved;
}

function resolvePlain(
	credentials: Credentials,
	hosts: Readonly<Record<string, string>>,
): ResolvedEnvironment {
	const option = text(credentials.environment);
	if (option === 'custom') {
		const base = parseCustomUrl(credentials.baseUrl, 'Base URL');
		return base.ok ? at(canonicalEnvironment(base.url, hosts), base.url) : base;
	}
	const baseUrl = Object.hasOwn(hosts, option) ? hosts[option] : undefined;
	return baseUrl === undefined ? unknownOption() : at(option, baseUrl);
}

/**
 * The name under which a custom base URL enters the key: the known environment with that origin,
 * else `custom:` and the origin. A host that could go by two names could be refunded at twice.
 */
export function canonicalEnvironment(
	baseUrl: string,
	hosts: Readonly<Record<string, string>>,
): string {
	const { origin } = new URL(baseUrl);
	const known = Object.entries(hosts).find(([, host]) => new URL(host).origin === origin);
	return known ? known[0] : `custom:${origin}`;
}

/** A base URL a person typed: `https`, or `http` to this very machine, and nothing that hides where it leads. */
function parseCustomUrl(
	value: unknown,
	field: string,
): { ok: true; url: string } | { ok: false; message: string } {
	const typed = text(value);
	if (typed === '') return no(`'${field}' is empty. Enter it, or choose another environment.`);
	// The URL parser silently drops tabs and turns backslashes round; a person could read another host.
	if (/[\s\\]/.test(typed) || !/^https?:\/\/[^/]/i.test(typed) || !URL.canParse(typed)) {
		return no(`'${field}' is not an https:// address. Enter one like https://gateway.example.com.`);
	}
	const url = new URL(typed);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		return no(`'${field}' must begin with https:// (http:// is for this machine only).`);
	}
	if (/^[^/]*\/\/[^/?#]*@/.test(typed)) {
		return no(`'${field}' must not hold a user name or password.`);
	}
	if (/[?#]/.test(typed)) return no(`'${field}' must end before any ? or #.`);
	// "host." is "host" for the network and another origin for the key.
	if (url.hostname.endsWith('.')) return no(`'${field}' must not have a dot after the host name.`);
	return { ok: true, url: url.href.replace(/\/+$/, '') };
}

/** `localhost`, 127.0.0.0/8 and ::1, as the URL parser writes them. */
function isLoopback(hostname: string): boolean {
	return (
		hostname === 'localhost' ||
		hostname === '[::1]' ||
		/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
	);
}

function at(environment: string, baseUrl: string) {
	return { ok: true, environment, baseUrl, origin: new URL(baseUrl).origin } as const;
}

function no(message: string) {
	return { ok: false, message } as const;
}

function unknownOption() {
	return no("'Environment' is not one of its options. Choose it again in the credential.");
}

function isOneOf<T extends object>(hosts: T, option: string): option is Extract<keyof T, string> {
	return Object.hasOwn(hosts, option);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
