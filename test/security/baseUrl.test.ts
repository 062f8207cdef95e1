import { openBed, PROVIDERS, detailsOf, type Bed } from '../bed';
import { startMeddler, type Meddler } from './meddler';

/** Each would reach the listening server if the node (or n8n) took it at its word. */
const HOSTILE: ReadonlyArray<readonly [string, (port: string) => string]> = [
	['plain http to every interface', (port) => `http://0.0.0.0:${port}`],
	['plain http to a mapped address', (port) => `http://[::ffff:127.0.0.1]:${port}`],
	['a user name that looks like the host', (port) => `http://api.revolv3.com@127.0.0.1:${port}`],
	['a password', (port) => `http://user:word@127.0.0.1:${port}`],
	['an empty user name', (port) => `http://@127.0.0.1:${port}`],
	['a dot after the host name', (port) => `http://localhost.:${port}`],
	['a query that swallows the path', (port) => `http://127.0.0.1:${port}/?to=`],
	['a fragment that swallows the path', (port) => `http://127.0.0.1:${port}/#`],
	['backslashes for slashes', (port) => `http:\\\\127.0.0.1:${port}`],
	['a backslash before the path', (port) => `http://127.0.0.1:${port}\\x`],
	['a line break', (port) => `http://127.0.0.1:${port}/\r\nX-Evil: 1`],
	['a tab in the host', (port) => `http://127.0.\t0.1:${port}`],
	['no scheme', (port) => `//127.0.0.1:${port}`],
	['one slash too few', (port) => `http:/127.0.0.1:${port}`],
	['one slash too many', (port) => `http:///127.0.0.1:${port}`],
	['another scheme', (port) => `ftp://127.0.0.1:${port}`],
];

let bed: Bed;
let listener: Meddler;
beforeAll(async () => {
	bed = await openBed();
	listener = await startMeddler(bed.sandbox);
});
afterAll(async () => {
	await listener.close();
	await bed.close();
});

describe.each(PROVIDERS)('a base URL of %s', (provider) => {
	it.each(HOSTILE)('with %s gets no request at all', async (_what, make) => {
		const baseUrl = `${make(new URL(listener.url).port)}`;
		bed.n8n.editCredential(`${provider}Api`, { baseUrl });
		const { main, error } = await bed.refund(provider, { refundType: 'full' });
		expect(main).toEqual([]);
		expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'credentialRejected' });
		expect(error[0]?.json.error).toContain("'Base URL'");
		expect(listener.seen).toEqual([]);
		expect(bed.sandbox.requests).toEqual([]);
	});
});

it.each(HOSTILE)("Layer's token URL with %s gets no request at all", async (_what, make) => {
	const tokenUrl = make(new URL(listener.url).port);
	bed.n8n.editCredential('layerApi', { baseUrl: bed.sandbox.baseUrl('layer'), tokenUrl });
	const { error } = await bed.refund('layer', { refundType: 'full' });
	expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'credentialRejected' });
	expect(error[0]?.json.error).toContain("'Token URL'");
	expect(listener.seen).toEqual([]);
	expect(bed.sandbox.requests).toEqual([]);
});
