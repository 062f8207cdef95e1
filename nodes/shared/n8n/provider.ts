import type { Adapter } from '../engine/adapter';
import type { ResolveEnvironment } from '../environments/resolved';
import type { OpenTokens } from './session';

/** One provider as its node uses it: what the API says, where it is, and the tokens it wants besides. */
export interface Provider {
	readonly adapter: Adapter;
	/** The same function that the credential's `authenticate` asks. */
	readonly resolveEnvironment: ResolveEnvironment;
	/** Left out where the credential alone opens every call. */
	readonly openTokens?: OpenTokens;
}
