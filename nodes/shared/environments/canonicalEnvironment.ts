import type { Hosts } from './resolved';

/**
 * The name under which a custom base URL enters the key: the known environment with that origin,
 * else `custom:` and the origin. A host that could go by two names could be refunded at twice.
 */
export function canonicalEnvironment(baseUrl: string, hosts: Hosts): string {
	const { origin } = new URL(baseUrl);
	const known = Object.entries(hosts).find(([, host]) => new URL(host).origin === origin);
	return known ? known[0] : `custom:${origin}`;
}
