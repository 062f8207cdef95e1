import type { IHttpRequestHelper } from 'n8n-workflow';
import type { NoAnswerCause } from '../../engine/provider/http';
import { failureOf } from './failureOf';

/** Reserved and served by nobody (IANA, tcpmux), so a request there is refused by the machine that it reaches. */
const UNSERVED_PORT = 1;
const TIMEOUT_MS = 2_000;
/** n8n's own refusals: such a request goes nowhere, and neither will the one that it stands for. */
const GOES_NOWHERE: ReadonlySet<NoAnswerCause | undefined> = new Set(['blocked', 'allowedDomains']);
const DEEPEST_CAUSE = 5;

/** Whether n8n hands requests to an address to a proxy, which would see them in clear. Never rejects. */
export type SeenByProxy = (url: string) => Promise<boolean>;

/**
 * n8n sends plain http, also to this very machine, through the proxy in HTTP_PROXY unless NO_PROXY excepts the host, and
 * nodes can't read either. So a request without any secret goes to a port of the host that nobody serves: this machine
 * refuses it, a proxy answers in some way. Asked once for each host and run, since n8n may change its exceptions.
 */
export function seenByProxy(http: IHttpRequestHelper): SeenByProxy {
	const asked = new Map<string, Promise<boolean>>();
	return async (url) => {
		if (!url.startsWith('http:')) return false;
		const { hostname } = new URL(url);
		const seen = asked.get(hostname) ?? isAnsweredElsewhere(http, hostname);
		asked.set(hostname, seen);
		return await seen;
	};
}

/** What to say of an address that a proxy would see in clear. */
export function inClearMessage(url: string): string {
	return `n8n sends requests to http://${new URL(url).hostname} through its proxy, which would see the secret in clear.`;
}

async function isAnsweredElsewhere(http: IHttpRequestHelper, hostname: string): Promise<boolean> {
	const url = `http://${hostname}:${UNSERVED_PORT}/`;
	try {
		await http.helpers.httpRequest({
			method: 'GET',
			url,
			timeout: TIMEOUT_MS,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
		return true;
	} catch (error) {
		return !GOES_NOWHERE.has(failureOf(error, url).cause) && !isLocalRefusal(error);
	}
}

/** Whether the connection to the unserved port itself failed; looks behind other errors. */
function isLocalRefusal(error: unknown, depth = 0): boolean {
	if (typeof error !== 'object' || error === null || depth > DEEPEST_CAUSE) return false;
	if ('port' in error) return error.port === UNSERVED_PORT;
	const gathered = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
	const behind = ['cause' in error ? error.cause : null, ...gathered].filter(Boolean);
	if (behind.length > 0) return behind.some((one) => isLocalRefusal(one, depth + 1));
	return 'code' in error && error.code === 'ECONNREFUSED';
}
