import type { Call, ProviderId } from '../../sandbox';
import { openBed, detailsOf, type Bed } from '../bed';
import { reply, startToyServer, type ToyServer } from '../n8n/harness/toyServer';

/** Every call that carries a secret on the way to a refund, and what a redirect there means. */
const CALLS: ReadonlyArray<readonly [ProviderId, Call, string]> = [
	['duro', 'readInvoice', 'refused'],
	['duro', 'refund', 'unknown'],
	['layer', 'token', 'refused'],
	['layer', 'readInvoice', 'refused'],
	['layer', 'listRefunds', 'refunded'],
	['layer', 'refund', 'refunded or unknown'],
	['revolv3', 'readInvoice', 'refused'],
	['revolv3', 'listInvoices', 'refused'],
	['revolv3', 'refund', 'unknown'],
	['thredfi', 'token', 'refused'],
	['thredfi', 'readInvoice', 'refused'],
	['thredfi', 'refund', 'refunded or unknown'],
];
const STATUSES = [301, 302, 303, 307, 308];

let bed: Bed;
let elsewhere: ToyServer;
beforeEach(async () => {
	bed = await openBed();
	elsewhere = await startToyServer((_request, response) => reply(response, 200, {}));
});
afterEach(async () => {
	await elsewhere.close();
	await bed.close();
});

describe.each(CALLS)('at %s a redirect of the call %s', (provider, call, outcome) => {
	it.each(STATUSES)('with %d is not followed to another host', async (status) => {
		const headers = { location: `${elsewhere.url}/caught` };
		bed.sandbox.fault({ provider, call, kind: 'redirect', status, headers, times: Infinity });
		const parameters = { refundType: 'amount', amount: '10', reference: 'TICKET-1' };
		const { main, error } = await bed.refund(provider, parameters);
		expect(elsewhere.seen).toEqual([]);
		expect(bed.sandbox.followedRedirects).toEqual([]);
		expect(outcome).toContain(main[0]?.json.outcome ?? detailsOf(error[0]).outcome);
		expect(JSON.stringify([main, error])).not.toContain(elsewhere.url);
	});
});
