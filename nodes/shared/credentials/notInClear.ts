import { UserError, type IHttpRequestHelper } from 'n8n-workflow';
import { causeStep } from '../engine/result/causeStep';
import type { ResolvedEnvironment } from '../environments/resolved';
import { inClearMessage, seenByProxy } from '../n8n/http/inClear';

/**
 * For `preAuthentication`, which n8n calls before a credential test and, while no token is kept, before a request of its
 * own HTTP Request node. This package's nodes check the same before they ask for anything.
 *
 * @throws UserError where n8n would send the credential's secret through its proxy in clear
 */
export async function assertNotInClear(
	http: IHttpRequestHelper,
	resolved: ResolvedEnvironment,
): Promise<void> {
	// A credential that leads nowhere is refused by `authenticate`.
	if (!resolved.ok) return;
	const { baseUrl, tokenUrl = baseUrl } = resolved;
	const isSeen = seenByProxy(http);
	for (const url of [baseUrl, tokenUrl]) {
		if (await isSeen(url)) {
			throw new UserError(`${inClearMessage(url)} ${causeStep('proxyInClear') ?? ''}`.trim());
		}
	}
}
