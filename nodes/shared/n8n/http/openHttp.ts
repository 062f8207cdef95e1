import { createHash } from 'crypto';
import type { ICredentialsDecrypted } from 'n8n-workflow';
import type { ClientTokens, TokenRequest } from '../../credentials/clientCredentials';
import type { ProviderProfile } from '../../engine/provider/profile';
import type { Http, HttpOutcome, HttpRequest } from '../../engine/provider/http';
import { behindGate, type GateOptions } from './behindGate';
import { clientKeys, sendForToken } from './clientKeys';
import { withDeadline } from './deadline';
import type { Send } from './exchange';
import { gateOf } from './gate';
import { Patience } from './patience';
import { throughN8n, type RequestContext } from './throughN8n';
import { withKeys, type Keys } from './withKeys';
import { secretsOf } from './withoutSecrets';

/** Sends a request that asks for a token, with the credential's own authentication. */
export type Mint = (request: HttpRequest) => Promise<HttpOutcome>;

/** Opens keys beside the credential's own (Thredfi: a token for each business). */
export type OpenKeys = (
	mint: Mint,
	credentials: Readonly<Record<string, unknown>>,
	now: () => number,
) => Keys;

export interface HttpOptions extends Omit<GateOptions, 'gate' | 'patience'> {
	readonly context: RequestContext;
	/** As it was resolved for the item. */
	readonly credential: ICredentialsDecrypted;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	/** As it goes into the key. */
	readonly environment: string;
	readonly profile: ProviderProfile;
	readonly clientTokens?: ClientTokens;
	readonly openKeys?: OpenKeys;
}

/**
 * The way to a provider with one credential, layer by layer: keys, gate, deadline, n8n's helper. Token requests go
 * through the same gate.
 */
export function openHttp(options: HttpOptions): Http {
	const { context, credential, baseUrl, environment, profile, clock, waits, isOwnError } = options;
	const fields = credential.data ?? {};
	const now = () => clock.now();
	const tokenField = options.clientTokens?.field;
	const gate = gateOf(
		`${baseUrl} ${fingerprintOf(fields, tokenField)}`,
		profile,
		environment,
		now(),
	);
	const patience = new Patience(waits);
	const behind = { gate, patience, clock, waits, cancelled: options.cancelled, isOwnError };
	const helper = throughN8n({ context, credential, baseUrl, waits, secrets: secretsOf(fields) });
	const plain = behindGate(withDeadline(helper, waits, now), behind);

	const request = options.clientTokens?.requestFor(fields) ?? null;
	const keysWith = (asked: TokenRequest, field: string) => {
		const ask = async () => await sendForToken({ helpers: context.helpers }, asked, fields);
		const send = behindGate(withDeadline(ask, waits, now), behind);
		const sendAsRead = async () => await send({ kind: 'read' });
		return clientKeys({ field, request: asked, credential: fields, now, send: sendAsRead });
	};
	const own: Send =
		request === null || tokenField === undefined
			? plain
			: withKeys(plain, keysWith(request, tokenField), isOwnError);
	const mint: Mint = async (asked) => await own({ kind: 'read', request: asked });
	const keys = options.openKeys?.(mint, fields, now);
	const send = keys ? withKeys(own, keys, isOwnError) : own;
	return {
		environment,
		read: async (asked) => await send({ kind: 'read', request: asked }),
		write: async (asked, stopped) =>
			await send({ kind: 'write', request: asked, ...(stopped ? { stopped } : {}) }),
	};
}

/** Tells credentials apart by what they hold; nothing can be read back from it. A kept token is no part of it. */
export function fingerprintOf(
	fields: Readonly<Record<string, unknown>>,
	tokenField: string | undefined,
): string {
	const kept = Object.entries(fields)
		.filter(([name]) => name !== tokenField)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 32);
}
