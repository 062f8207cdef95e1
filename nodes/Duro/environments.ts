import { forAccount } from '../shared/environments/account';
import { parseCustomUrl } from '../shared/environments/customUrl';
import {
	at,
	fieldOf,
	unknownOption,
	unusable,
	type CredentialFields,
	type ResolveEnvironment,
} from '../shared/environments/resolved';

/**
 * The prefix of a key says the mode, and the mode has its own host
 * (docs.useduro.com/api-reference/introduction; some curl samples there send test keys to the live
 * host, which `custom` allows).
 */
export const hosts = {
	live: 'https://api.useduro.com',
	test: 'https://sandbox.useduro.com',
} as const;

type Mode = keyof typeof hosts;

/** Below the base URL (docs.useduro.com/api-reference/oauth). */
const TOKEN_PATH = '/v1/oauth/token';

/** How the credential proves who it is; one saved before there was a choice holds a secret key. */
export function authenticationOf({ authentication }: CredentialFields): string {
	return authentication === undefined ? 'secretKey' : fieldOf(authentication);
}

/** The mode is a property of the key: the same invoice behind a gateway keeps its refund key. */
export const resolveEnvironment: ResolveEnvironment = (credentials) => {
	const byToken = authenticationOf(credentials) === 'clientCredentials';
	const proof = byToken ? modeOfClient(credentials) : modeOfKey(credentials);
	if (!proof.ok) return proof;
	const { mode } = proof;
	const option = fieldOf(credentials.environment);
	if (option !== 'automatic' && option !== 'custom') return unknownOption();
	const base =
		option === 'custom'
			? parseCustomUrl(credentials.baseUrl, 'Base URL')
			: ({ ok: true, url: hosts[mode] } as const);
	if (!base.ok) return base;
	const place = at(mode, base.url);
	return forAccount(
		byToken ? { ...place, tokenUrl: `${base.url}${TOKEN_PATH}` } : place,
		credentials,
	);
};

/** Whether the credential is for live or test data, or why it can't be used; the text never holds a secret. */
type Proof =
	{ readonly ok: true; readonly mode: Mode } | { readonly ok: false; readonly message: string };

function modeOfKey(credentials: CredentialFields): Proof {
	if (authenticationOf(credentials) !== 'secretKey') {
		return unusable(
			"'Authentication' is not one of its options. Choose it again in the credential.",
		);
	}
	const key = fieldOf(credentials.secretKey);
	if (key === '')
		return unusable("'Secret Key' is empty. Copy it from Duro, Developers, API Keys.");
	if (key.startsWith('pk_')) {
		return unusable(
			"'Secret Key' holds a publishable key (pk_…), which can't refund. Use a secret key, which begins with sk_test_ or sk_live_.",
		);
	}
	const mode = modeIn(key, 'sk');
	return mode === null
		? unusable(
				"'Secret Key' does not look like a Duro secret key. Secret keys begin with sk_test_ or sk_live_ and have no spaces.",
			)
		: { ok: true, mode };
}

/** Client ID and secret of one mode; a pair of two modes was pasted from two places. */
function modeOfClient(credentials: CredentialFields): Proof {
	const [clientId, clientSecret] = [
		fieldOf(credentials.clientId),
		fieldOf(credentials.clientSecret),
	];
	if (clientId === '') return unusable("'Client ID' is empty. Copy it from Duro's dashboard.");
	if (clientSecret === '')
		return unusable("'Client Secret' is empty. Copy it from Duro's dashboard.");
	const mode = modeIn(clientId, 'cid');
	if (mode === null) {
		return unusable(
			"'Client ID' does not look like one of Duro. Client IDs begin with cid_test_ or cid_live_ and have no spaces.",
		);
	}
	const secretMode = modeIn(clientSecret, 'csec');
	if (secretMode === null) {
		return unusable(
			"'Client Secret' does not look like one of Duro. Client secrets begin with csec_test_ or csec_live_ and have no spaces.",
		);
	}
	return mode === secretMode
		? { ok: true, mode }
		: unusable(
				`'Client ID' is for ${mode} data and 'Client Secret' for ${secretMode} data. Use the two of one pair.`,
			);
}

/** The mode that a secret's prefix names; null for any other prefix. */
function modeIn(secret: string, kind: 'sk' | 'cid' | 'csec'): Mode | null {
	// Visible ASCII only: anything else would not survive as a header and was pasted by mistake.
	const [, prefix, mode] = /^(sk|cid|csec)_(live|test)_[\x21-\x7e]+$/.exec(secret) ?? [];
	return prefix === kind && (mode === 'live' || mode === 'test') ? mode : null;
}
