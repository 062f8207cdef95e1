import type { ProviderAdapter } from '../../engine/provider/adapter';
import type { ResolveEnvironment } from '../../environments/resolved';
import type { ClientTokens } from '../../credentials/clientCredentials';
import type { OpenKeys } from '../http/openHttp';

/** One provider as its node uses it: what the API says, where it is, and the tokens it wants besides. */
export interface Provider {
	readonly adapter: ProviderAdapter;
	/** The same function that the credential's `authenticate` asks. */
	readonly resolveEnvironment: ResolveEnvironment;
	/** How the credential's own token is asked for; left out where it always holds a static key. */
	readonly clientTokens?: ClientTokens;
	/** Left out where the credential alone opens every call. */
	readonly openKeys?: OpenKeys;
}
