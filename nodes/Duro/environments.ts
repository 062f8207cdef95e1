import { parseCustomUrl } from '../shared/environments/customUrl';
import {
	at,
	fieldOf,
	unknownOption,
	unusable,
	type ResolveEnvironment,
} from '../shared/environments/resolved';

/**
 * The key's prefix says the mode, and the mode has its own host
 * (docs.useduro.com/api-reference/introduction; some curl samples there send test keys to the live
 * host, which `custom` allows).
 */
export const hosts = {
	live: 'https://api.useduro.com',
	test: 'https://sandbox.useduro.com',
} as const;

/** The mode is a property of the key: the same invoice behind a gateway keeps its refund key. */
export const resolveEnvironment: ResolveEnvironment = (credentials) => {
	const key = modeOf(credentials.secretKey);
	if (!key.ok) return key;
	const option = fieldOf(credentials.environment);
	if (option === 'automatic') return at(key.mode, hosts[key.mode]);
	if (option !== 'custom') return unknownOption();
	const base = parseCustomUrl(credentials.baseUrl, 'Base URL');
	return base.ok ? at(key.mode, base.url) : base;
};

/** Whether the key is for live or test data, or why it can't be used; the text never holds the key. */
function modeOf(
	secretKey: unknown,
): { ok: true; mode: keyof typeof hosts } | { ok: false; message: string } {
	const key = fieldOf(secretKey);
	if (key === '')
		return unusable("'Secret Key' is empty. Copy it from Duro, Developers, API Keys.");
	if (key.startsWith('pk_')) {
		return unusable(
			"'Secret Key' holds a publishable key (pk_…), which can't refund. Use a secret key, which begins with sk_test_ or sk_live_.",
		);
	}
	// Visible ASCII only: anything else would not survive as a header and was pasted by mistake.
	const [, mode] = /^sk_(live|test)_[\x21-\x7e]+$/.exec(key) ?? [];
	if (mode !== 'live' && mode !== 'test') {
		return unusable(
			"'Secret Key' does not look like a Duro secret key. Secret keys begin with sk_test_ or sk_live_ and have no spaces.",
		);
	}
	return { ok: true, mode };
}
