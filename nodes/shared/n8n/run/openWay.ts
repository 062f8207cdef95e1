import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Clock } from '../../engine/runContext';
import type { Http } from '../../engine/provider/http';
import { refusal, type Refusal } from '../../engine/result/result';
import type { Waits } from '../../engine/waits';
import { cleanText } from '../../engine/provider/providerError';
import { inClearMessage, type SeenByProxy } from '../http/inClear';
import { openHttp } from '../http/openHttp';
import type { RequestContext } from '../http/throughN8n';
import type { Provider } from './provider';

type Fields = ICredentialDataDecryptedObject;

interface Refusing {
	readonly ok: false;
	readonly refusal: Refusal;
}

/** The credential as its expressions come out for one item. n8n itself only ever takes the first item's. */
export async function readCredential(
	context: RequestContext,
	{ adapter: { profile } }: Provider,
	itemIndex: number,
): Promise<{ readonly ok: true; readonly credential: Fields } | Refusing> {
	try {
		const type = `${profile.provider}Api`;
		return { ok: true, credential: await context.getCredentials<Fields>(type, itemIndex) };
	} catch (error) {
		const why = error instanceof Error ? cleanText(error.message) : 'unknown';
		return unusable(
			`n8n could not read the ${profile.displayName} credential for this item: ${why}`,
		);
	}
}

export interface WayOptions {
	readonly clock: Clock;
	readonly waits: Waits;
	/** The execution's; undefined where nothing can be cancelled. */
	readonly cancel: AbortSignal | undefined;
	readonly seenByProxy: SeenByProxy;
}

/** The way out with a credential, or why that credential can't be used at all. */
export async function openWay(
	context: RequestContext,
	{ adapter, resolveEnvironment, clientTokens, openKeys }: Provider,
	fields: Fields,
	{ clock, waits, cancel, seenByProxy }: WayOptions,
): Promise<{ readonly ok: true; readonly http: Http; readonly environment: string } | Refusing> {
	const { profile } = adapter;
	const resolved = resolveEnvironment(fields);
	if (!resolved.ok) return unusable(resolved.message);
	const { baseUrl, environment, tokenUrl = baseUrl } = resolved;
	for (const url of [baseUrl, tokenUrl]) {
		if (await seenByProxy(url)) return inClear(url);
	}
	const type = `${profile.provider}Api`;
	const chosen = context.getNode().credentials?.[type];
	const http = openHttp({
		context,
		credential: { id: chosen?.id ?? '', name: chosen?.name ?? '', type, data: fields },
		baseUrl,
		environment,
		profile,
		clock,
		waits,
		cancelled: () => cancel?.aborted ?? false,
		isOwnError: (body, status) => adapter.parseError(body, status) !== null,
		...(clientTokens ? { clientTokens } : {}),
		...(openKeys ? { openKeys } : {}),
	});
	return { ok: true, http, environment };
}

function unusable(message: string): Refusing {
	return { ok: false, refusal: refusal('credentialRejected', message) };
}

function inClear(url: string): Refusing {
	const said = refusal('credentialRejected', inClearMessage(url));
	return { ok: false, refusal: { ...said, cause: 'proxyInClear' } };
}
