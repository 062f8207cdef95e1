import { forAccount } from '../shared/environments/account';
import { resolveFixed } from '../shared/environments/resolveFixed';
import { fieldOf, unusable, type ResolveEnvironment } from '../shared/environments/resolved';

/** docs.revolv3.com/docs/getting-started/production-vs-sandbox. */
export const hosts = {
	sandbox: 'https://api-sandbox.revolv3.com',
	production: 'https://api.revolv3.com',
} as const;

export const resolveEnvironment: ResolveEnvironment = (credentials) => {
	const resolved = forAccount(resolveFixed(credentials, hosts), credentials);
	// Visible ASCII only: anything else is not a header value, and the complaint would quote it.
	return !resolved.ok || /^[\x21-\x7e]+$/.test(fieldOf(credentials.token))
		? resolved
		: unusable("'Token' is empty or holds blanks. Copy it from the Revolv3 portal again.");
};
