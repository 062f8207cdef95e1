/**
 * The expression for a credential test's base URL, made from the hosts themselves.
 * `custom` is what the user typed; `authenticate` refuses it where it may not be used.
 */
export function testBaseUrl(hosts: Readonly<Record<string, string>>): string {
	return `={{ $credentials.environment === 'custom' ? $credentials.baseUrl : (${JSON.stringify(hosts)})[$credentials.environment] }}`;
}
