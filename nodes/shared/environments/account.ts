import { damageOf, LONGEST_NAME } from '../engine/request/damage';
import { identityOf } from '../engine/request/identity';
import { unusable, type CredentialFields, type ResolvedEnvironment } from './resolved';

/**
 * The environment of a credential whose `Account` is filled in carries the account's identity, and so do the keys made
 * of it: the invoice numbers of two accounts may meet. Left empty, ids are taken to be unique in the environment.
 */
export function forAccount(
	resolved: ResolvedEnvironment,
	credentials: CredentialFields,
): ResolvedEnvironment {
	if (!resolved.ok) return resolved;
	const account = accountOf(credentials);
	if (!account.ok) return account;
	return account.identity === ''
		? resolved
		: { ...resolved, environment: `${resolved.environment}#${account.identity}` };
}

function accountOf(
	credentials: CredentialFields,
):
	| { readonly ok: true; readonly identity: string }
	| { readonly ok: false; readonly message: string } {
	// Absent in a credential that was saved before there was the field. An expression leaves it there, and undefined.
	if (!Object.hasOwn(credentials, 'account')) return { ok: true, identity: '' };
	const { account: value } = credentials;
	const text = Number.isSafeInteger(value) ? String(value) : value;
	if (typeof text !== 'string') {
		return unusable(
			"'Account' must be a text. If it is an expression, check that it yields one for every item.",
		);
	}
	if (text.length > LONGEST_NAME) {
		return unusable(`'Account' is longer than ${LONGEST_NAME} characters.`);
	}
	const damage = damageOf(text);
	return damage === null
		? { ok: true, identity: identityOf(text) }
		: unusable(`'Account' ${damage}`);
}
