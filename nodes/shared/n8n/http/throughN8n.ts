import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import type { Waits } from '../../engine/waits';
import { readAnswer } from './answer';
import { timeoutOf } from './deadline';
import type { Send } from './exchange';
import { failureOf } from './failureOf';
import { oneSend } from './oneSend';

/** Where a node's requests come from. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

export interface HelperOptions {
	readonly context: RequestContext;
	/**
	 * As it was resolved for the item. Without it n8n reads the credential anew for each request, and always the first
	 * item's.
	 */
	readonly credential: ICredentialsDecrypted;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly waits: Waits;
	/** What must not stand in any answer that is shown. */
	readonly secrets: readonly string[];
}

/** The innermost layer: one request through n8n's helper, its axios, proxy settings, authentication and cancel signal. */
export function throughN8n({ context, credential, baseUrl, waits, secrets }: HelperOptions): Send {
	return async ({ kind, request, headers, fields }) => {
		const url = `${baseUrl}${request.path}`;
		// New objects each time: n8n writes the secret into the headers it is given.
		const { options, more } = oneSend({
			options: {
				method: request.method,
				url,
				headers: { Accept: 'application/json', ...request.headers, ...headers },
				...(request.query ? { qs: { ...request.query } } : {}),
				...(request.body ? { body: request.body, json: true } : {}),
				timeout: timeoutOf(kind, waits),
				returnFullResponse: true,
			},
			credential: { ...credential, data: { ...credential.data, ...fields } },
		});
		return await context.helpers.httpRequestWithAuthentication
			.call(context, credential.type, options, more)
			.then(
				(full: unknown) => readAnswer(full, secrets, kind),
				(thrown: unknown) => failureOf(thrown, url),
			);
	};
}
