import { fieldOf, unusable } from './resolved';

/**
 * A URL a person typed: `https`, or `http` to this very machine, and nothing that hides where it leads.
 *
 * @param field the field's display name, for the refusal's text
 * @returns the URL without a trailing slash
 */
export function parseCustomUrl(
	value: unknown,
	field: string,
): { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string } {
	const typed = fieldOf(value);
	if (typed === '') {
		return unusable(`'${field}' is empty. Enter it, or choose another environment.`);
	}
	// The URL parser silently drops tabs and turns backslashes round; a person could read another host.
	if (/[\s\\]/.test(typed) || !/^https?:\/\/[^/]/i.test(typed) || !URL.canParse(typed)) {
		return unusable(
			`'${field}' is not an https:// address. Enter one like https://gateway.example.com.`,
		);
	}
	const url = new URL(typed);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		return unusable(`'${field}' must begin with https:// (http:// is for this machine only).`);
	}
	if (/^[^/]*\/\/[^/?#]*@/.test(typed)) {
		return unusable(`'${field}' must not hold a user name or password.`);
	}
	if (/[?#]/.test(typed)) return unusable(`'${field}' must end before any ? or #.`);
	// "host." is "host" for the network and another origin for the key.
	if (url.hostname.endsWith('.')) {
		return unusable(`'${field}' must not have a dot after the host name.`);
	}
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
