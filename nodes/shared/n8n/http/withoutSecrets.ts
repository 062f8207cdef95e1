/** Credential fields that name places and ways, not secrets. */
const OPEN_FIELDS: ReadonlySet<string> = new Set([
	'account',
	'authentication',
	'baseUrl',
	'environment',
	'scope',
	'standsFor',
	'tokenUrl',
]);

/** Shorter values would be found in ordinary words. */
const SHORTEST_SECRET = 8;

/** All values of a credential that must never be shown, for `withoutSecrets`. */
export function secretsOf(credentials: Readonly<Record<string, unknown>>): readonly string[] {
	return Object.entries(credentials).flatMap(([name, value]) =>
		typeof value === 'string' && value.length >= SHORTEST_SECRET && !OPEN_FIELDS.has(name)
			? [value]
			: [],
	);
}

/** A body in which no secret is left: a provider may repeat what it was sent in the text of an error. */
export function withoutSecrets(body: unknown, secrets: readonly string[]): unknown {
	const text = JSON.stringify(body);
	if (text === undefined || !secrets.some((secret) => text.includes(quoted(secret)))) return body;
	const cleaned = secrets.reduce(
		(left, secret) => left.replaceAll(quoted(secret), '[removed]'),
		text,
	);
	const parsed: unknown = JSON.parse(cleaned);
	return parsed;
}

/** As it stands inside a JSON text. */
function quoted(secret: string): string {
	return JSON.stringify(secret).slice(1, -1);
}
