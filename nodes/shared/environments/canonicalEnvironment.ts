import { fieldOf, unusable, type CredentialFields, type Hosts } from './resolved';

/** The option of `standsFor` that names no environment. */
export const ITSELF = 'itself';

/**
 * The name under which a custom base URL enters the key: the environment that `Stands For` names, else the known one
 * with that origin, else `custom:` and the origin. A place that goes by two names could be refunded at twice, so
 * `Stands For` may not contradict the host of a known environment.
 */
export function canonicalEnvironment(
	credentials: CredentialFields,
	baseUrl: string,
	hosts: Hosts,
):
	| { readonly ok: true; readonly environment: string }
	| { readonly ok: false; readonly message: string } {
	const { origin } = new URL(baseUrl);
	const known = Object.keys(hosts).find((name) => new URL(hosts[name] ?? '').origin === origin);
	// Absent in a credential that was saved before there was the field.
	const chosen = credentials.standsFor === undefined ? ITSELF : fieldOf(credentials.standsFor);
	if (chosen === ITSELF) return { ok: true, environment: known ?? `custom:${origin}` };
	if (!Object.hasOwn(hosts, chosen)) {
		return unusable("'Stands For' is not one of its options. Choose it again in the credential.");
	}
	return known === undefined || known === chosen
		? { ok: true, environment: chosen }
		: unusable(
				`'Base URL' is the host of the environment ${known}, and 'Stands For' says ${chosen}. Choose the environment itself in place of Custom, or correct one of the two.`,
			);
}
