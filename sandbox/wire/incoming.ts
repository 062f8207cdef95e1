/** A request, reduced to what the imitations look at. */
export interface Incoming {
	readonly method: string;
	/** Path parameters, decoded. */
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	readonly headers: Readonly<Record<string, string>>;
	readonly bodyText: string;
	/** Lower case, without parameters; empty if the header is missing. */
	readonly contentType: string;
}

/** The text after `Bearer `, or null. */
export function bearer(incoming: Incoming): string | null {
	return /^Bearer (\S+)$/.exec(incoming.headers['authorization'] ?? '')?.[1] ?? null;
}

/** User and password of a Basic header, or null. */
export function basic(incoming: Incoming): { user: string; password: string } | null {
	const encoded = /^Basic ([A-Za-z0-9+/=]+)$/.exec(incoming.headers['authorization'] ?? '')?.[1];
	if (encoded === undefined) return null;
	const text = atob(encoded);
	const colon = text.indexOf(':');
	return colon < 0 ? null : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The JSON object in the body; null if it is anything else. */
export function jsonObject(text: string): Record<string, unknown> | null {
	try {
		const parsed: unknown = JSON.parse(text);
		return isObject(parsed) ? parsed : null;
	} catch {
		return null;
	}
}

/** Whether it is a plain JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
