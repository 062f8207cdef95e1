/** In an expression: the base URL as it was typed, without the blanks and slashes that the node drops as well. */
export const TYPED_BASE_URL = "($credentials.baseUrl ?? '').trim().replace(/\\/+$/, '')";

/**
 * The expression for a credential test's base URL, made from the hosts themselves.
 * `custom` is what the user typed; `authenticate` refuses it where it may not be used.
 */
export function testBaseUrl(hosts: Readonly<Record<string, string>>): string {
	return `={{ $credentials.environment === 'custom' ? ${TYPED_BASE_URL} : (${JSON.stringify(hosts)})[$credentials.environment] }}`;
}
