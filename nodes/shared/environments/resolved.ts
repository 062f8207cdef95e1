/** Where a credential leads, or why it can't be used; `message` never holds a secret. */
export type ResolvedEnvironment =
	| {
			readonly ok: true;
			/** What goes into the key: never the option `custom` itself, so that one place has one name; an account's identity behind `#`. */
			readonly environment: string;
			/** Without a trailing slash; at `custom` it may carry a path prefix. */
			readonly baseUrl: string;
			/** The only origin that may ever see this credential's secret. */
			readonly origin: string;
			/** Where tokens are asked for, at providers with tokens that expire. */
			readonly tokenUrl?: string;
			/** The OAuth2 scope that belongs to the host. */
			readonly scope?: string;
	  }
	| { readonly ok: false; readonly message: string };

/** The fields of a credential; nothing about them is trusted. */
export type CredentialFields = Readonly<Record<string, unknown>>;

/** Where a credential's requests go, and under which name that place enters the key. Pure. */
export type ResolveEnvironment = (credentials: CredentialFields) => ResolvedEnvironment;

/** Environment names and their base URLs. */
export type Hosts = Readonly<Record<string, string>>;

/** The environment of that name at that base URL. */
export function at(environment: string, baseUrl: string) {
	return { ok: true, environment, baseUrl, origin: new URL(baseUrl).origin } as const;
}

/** A credential that can't be used, and what to do about it. */
export function unusable(message: string) {
	return { ok: false, message } as const;
}

/** The option `environment` holds something that is not on the list. */
export function unknownOption() {
	return unusable("'Environment' is not one of its options. Choose it again in the credential.");
}

/** A credential field as text, without the blanks that copying brings along; empty for what is no text. */
export function fieldOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
