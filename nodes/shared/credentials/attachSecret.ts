import { OperationalError, UserError, type IHttpRequestOptions } from 'n8n-workflow';
import type { ResolvedEnvironment } from '../environments/resolved';
import { isOnlyOnce } from './managed';

/**
 * Requests whose secret this package put in. After a 401 n8n renews the token and authenticates the
 * very request it had authenticated before; without this note the used-up token would look like a
 * header of the caller's own and stay.
 */
const authenticatedHere = new WeakSet<IHttpRequestOptions>();

/**
 * Adds the secret to a request, if the request goes to the credential's own origin.
 * - A foreign origin is refused: a secret sent to the wrong host is a leaked secret.
 * - A header the caller set is kept (Thredfi's business tokens come that way).
 * - `value` null sends the request without the secret; the provider's 401 then makes n8n renew it.
 * - A request that may leave only once is not authenticated again. No UserError: it left, and may have worked.
 * - Redirects are not followed, since they would carry the header along to wherever they lead.
 */
export function attachSecret(
	environment: ResolvedEnvironment,
	request: IHttpRequestOptions,
	header: { readonly name: string; readonly value: string | null },
): IHttpRequestOptions {
	if (!environment.ok) throw new UserError(environment.message);
	if (originOf(request) !== environment.origin) {
		throw new UserError(
			`This credential may only be used for requests to ${environment.origin}. Nothing was sent.`,
		);
	}
	if (isOnlyOnce(request) && authenticatedHere.has(request)) {
		throw new OperationalError('The answer was a 401, and the request is not sent a second time.');
	}
	const headers = { ...request.headers };
	const present = Object.keys(headers).find(
		(name) => name.toLowerCase() === header.name.toLowerCase(),
	);
	if (present !== undefined && !authenticatedHere.has(request)) {
		return noted({ ...request, disableFollowRedirect: true }, isOnlyOnce(request));
	}
	if (present !== undefined) delete headers[present];
	if (header.value !== null) headers[header.name] = header.value;
	return noted({ ...request, headers, disableFollowRedirect: true }, true);
}

function noted(request: IHttpRequestOptions, authenticated: boolean): IHttpRequestOptions {
	if (authenticated) authenticatedHere.add(request);
	return request;
}

/** Where axios will really send this request: an absolute `url` wins over `baseURL`, else they are joined. */
function originOf({ url, baseURL }: IHttpRequestOptions): string | null {
	const isAbsolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url);
	const target =
		baseURL === undefined || baseURL === '' || isAbsolute
			? url
			: `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
	return URL.canParse(target) ? new URL(target).origin : null;
}
