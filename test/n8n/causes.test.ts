import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { PROVIDER_IDS, type ProviderId } from '../../sandbox/types';
import { detailsOf, openBed, type Bed } from '../bed';
import { lackingInN8n1 } from './harness/engineVersion';
import {
	closedPort,
	startAnswering,
	startDropping,
	startProxy,
	startSelfSigned,
	withProxy,
	withSsrfProtection,
	type Listening,
} from './harness/network';

let bed: Bed;
const servers: Listening[] = [];
beforeEach(async () => {
	bed = await openBed();
});
afterEach(async () => {
	await bed.close();
	await Promise.all(servers.splice(0).map(async (server) => await server.close()));
});

async function started(server: Promise<Listening>): Promise<Listening> {
	const running = await server;
	servers.push(running);
	return running;
}

const PART = { refundType: 'amount', amount: '10', reference: 'TICKET-1' };
const LOGIN =
	'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n';

/** What the item says after the credential was changed so. */
async function told(
	provider: ProviderId,
	changes: ICredentialDataDecryptedObject = {},
): Promise<IDataObject & { error: string; message: string; nextStep: string }> {
	bed.n8n.editCredential(`${provider}Api`, changes);
	const { error, main } = await bed.refund(provider, PART);
	expect(main).toEqual([]);
	const [item] = error;
	const details = detailsOf(item);
	return {
		...details,
		error: String(item?.json.error),
		message: String(item?.json.message),
		nextStep: String(details.nextStep),
	};
}

type Told = Awaited<ReturnType<typeof told>>;

/** A cause that no waiting heals: its setting is named, and neither a later time nor the provider's support. */
function expectNeverHealing(item: Told, code: string, named: RegExp) {
	expect(item).toMatchObject({ outcome: 'refused', code });
	expect(item.message).toMatch(named);
	expect(item.nextStep).not.toMatch(/later|ask (?:Duro|Layer|Revolv3|Thredfi)/);
	expect(item.message).not.toMatch(/ignore ssl/i);
}

function expectOutage(item: Told) {
	expect(item).toMatchObject({ outcome: 'refused', code: 'providerUnavailable' });
	expect(item.nextStep).toContain('later');
}

describe.each(PROVIDER_IDS)('a base URL of %s', (provider) => {
	it('whose certificate nobody has issued is told as that', async () => {
		const { port, seen } = await started(startSelfSigned());
		const item = await told(provider, { baseUrl: `https://127.0.0.1:${port}` });
		expectNeverHealing(item, 'providerUnavailable', /NODE_EXTRA_CA_CERTS/);
		expect(item.error).toMatch(/certificate is not trusted by n8n/);
		expect(seen).toEqual([]);
	});

	it('that is https:// at a plain port is told as that', async () => {
		const { port } = await started(startAnswering(200, '{}'));
		const item = await told(provider, { baseUrl: `https://127.0.0.1:${port}` });
		expectNeverHealing(
			item,
			'providerUnavailable',
			/credential: https:\/\/ needs a port that speaks TLS/,
		);
		expect(item.error).toContain(`127.0.0.1:${port} does not speak https`);
	});

	it('that refuses connections is an outage', async () => {
		expectOutage(await told(provider, { baseUrl: `http://127.0.0.1:${await closedPort()}` }));
	});

	it('that drops connections is an outage, asked about twice', async () => {
		const { port, seen } = await started(startDropping());
		expectOutage(await told(provider, { baseUrl: `http://127.0.0.1:${port}` }));
		expect(seen).toHaveLength(2);
	});

	lackingInN8n1(
		"is told as blocked where n8n's protection forbids internal addresses",
		async () => {
			const item = await withSsrfProtection(async () => await told(provider));
			expectNeverHealing(
				item,
				'providerUnavailable',
				/N8N_SSRF_ALLOWED_HOSTNAMES.*N8N_SSRF_ALLOWED_IP_RANGES/,
			);
			expect(item.error).toMatch(
				/protection against requests to internal addresses blocked 127\.0\.0\.1/,
			);
			expect(bed.sandbox.requests).toEqual([]);
		},
	);

	it('behind a proxy that wants a log-in has the proxy named, and not the provider', async () => {
		const { port, seen } = await started(startProxy(LOGIN));
		const item = await withProxy(
			{ HTTPS_PROXY: `http://127.0.0.1:${port}` },
			async () => await told(provider, { baseUrl: 'https://gateway.example.com' }),
		);
		expectNeverHealing(item, 'providerUnavailable', /HTTPS_PROXY/);
		expect(item).toMatchObject({ httpStatus: 407 });
		expect(item.error).toMatch(/n8n's proxy asked for a log-in/);
		expect(seen.filter((line) => !line.startsWith('CONNECT gateway.example.com:443'))).toEqual([]);
	});

	it('behind a proxy that is not there has the proxy named', async () => {
		const port = await closedPort();
		const item = await withProxy(
			{ HTTPS_PROXY: `http://127.0.0.1:${port}` },
			async () => await told(provider, { baseUrl: 'https://gateway.example.com' }),
		);
		expectNeverHealing(item, 'providerUnavailable', /HTTPS_PROXY or HTTP_PROXY/);
		expect(item.error).toMatch(/n8n's proxy could not be reached/);
	});

	it('of this machine is used by no one where n8n would hand the secret to its proxy in clear', async () => {
		const proxy = await started(startProxy(LOGIN));
		const item = await withProxy(
			{ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` },
			async () => await told(provider),
		);
		expectNeverHealing(item, 'credentialRejected', /NO_PROXY/);
		const secrets = Object.values(bed.sandbox.credentials[provider]);
		const leaked = proxy.seen.filter(
			(line) =>
				secrets.some((secret) => line.includes(secret)) ||
				/authorization|x-revolv3-token/i.test(line),
		);
		expect(leaked).toEqual([]);
		expect(bed.sandbox.requests).toEqual([]);
	});

	it('of this machine passes no credential test where n8n would hand the secret to its proxy in clear', async () => {
		const proxy = await started(startProxy(LOGIN));
		const test = async () => await bed.n8n.testCredential(`${provider}Api`);
		const proxied = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
		expect(await withProxy(proxied, test)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/through its proxy.*in clear.*NO_PROXY/),
		});
		expect(proxy.seen.filter((line) => !line.startsWith('GET http://127.0.0.1:1/ '))).toEqual([]);
		expect(proxy.seen.filter((line) => /authorization|x-revolv3-token/i.test(line))).toEqual([]);
		expect(bed.sandbox.requests).toEqual([]);
		const excepted = await withProxy({ ...proxied, NO_PROXY: '127.0.0.1' }, test);
		expect(excepted).toMatchObject({ status: 'OK' });
	});

	it.each([{ NO_PROXY: '127.0.0.1' }, { no_proxy: 'example.com,127.0.0.1' }, { NO_PROXY: '*' }])(
		'of this machine is used where %j excepts it',
		async (exception) => {
			const { port, seen } = await started(startProxy(LOGIN));
			const { main } = await withProxy(
				{ HTTP_PROXY: `http://127.0.0.1:${port}`, ...exception },
				async () => await bed.refund(provider, PART),
			);
			expect(main[0]?.json.outcome).toBe('refunded');
			expect(seen).toEqual([]);
		},
	);
});

/** Providers whose tokens come from an address, and the fields that lead there. */
const TOKEN_SERVERS = [
	['layer', (url: string) => ({ tokenUrl: `${url}/oauth2/token` })],
	['thredfi', (url: string) => ({ baseUrl: url })],
	[
		'duro',
		(url: string) => ({
			authentication: 'clientCredentials',
			...bed.sandbox.credentials.duro,
			baseUrl: url,
		}),
	],
] as const;

describe.each(TOKEN_SERVERS)('the token server of %s', (provider, at) => {
	it('that refuses connections is an outage', async () => {
		const item = await told(provider, at(`http://127.0.0.1:${await closedPort()}`));
		expectOutage(item);
		expect(item.error).toContain('its token server refused the connection');
	});

	it.each([503, 500])('that answers %d is an outage', async (status) => {
		const { port, seen } = await started(startAnswering(status, 'down'));
		const item = await told(provider, at(`http://127.0.0.1:${port}`));
		expectOutage(item);
		expect(item).toMatchObject({ httpStatus: status });
		expect(seen).toHaveLength(2);
	});

	it('whose certificate nobody has issued is told as that', async () => {
		const { port } = await started(startSelfSigned());
		const item = await told(provider, at(`https://127.0.0.1:${port}`));
		expectNeverHealing(item, 'providerUnavailable', /NODE_EXTRA_CA_CERTS/);
		expect(item.error).toContain("its token server's certificate is not trusted by n8n");
	});

	lackingInN8n1(
		"is told as blocked where n8n's protection forbids internal addresses",
		async () => {
			const { port } = await started(startAnswering(200, '{}'));
			const item = await withSsrfProtection(
				async () => await told(provider, at(`http://127.0.0.1:${port}`)),
			);
			expectNeverHealing(item, 'providerUnavailable', /N8N_SSRF_ALLOWED_HOSTNAMES/);
		},
	);

	it.each([401, 403, 400, 404])(
		'that answers %d with a web page says nothing about the credential',
		async (status) => {
			const { port } = await started(
				startAnswering(status, '<!doctype html><p>Log in</p>', { 'content-type': 'text/html' }),
			);
			const item = await told(provider, at(`http://127.0.0.1:${port}`));
			expectNeverHealing(
				item,
				'providerAnswerInvalid',
				/its token server answered \d+ with a web page/,
			);
			expect(item.message).not.toContain('<');
		},
	);

	it.each([401, 403, 400])('that answers %d of its own rejects the credential', async (status) => {
		const { port, seen } = await started(
			startAnswering(status, '{"error":"invalid_client"}', { 'content-type': 'application/json' }),
		);
		const item = await told(provider, at(`http://127.0.0.1:${port}`));
		expect(item).toMatchObject({
			outcome: 'refused',
			code: 'credentialRejected',
			httpStatus: status,
		});
		expect(seen).toHaveLength(1);
	});

	it('that limits requests is waited for, and then the run is limited', async () => {
		const { port, seen } = await started(
			startAnswering(429, '{"error":"slow_down"}', {
				'retry-after': '600',
				'content-type': 'application/json',
			}),
		);
		bed.n8n.editCredential(`${provider}Api`, at(`http://127.0.0.1:${port}`));
		const { error } = await bed.refund(provider, PART, [{}, {}, {}, {}, {}, {}]);
		expect(error.map((item) => detailsOf(item).code)).toEqual(error.map(() => 'rateLimited'));
		expect(seen).toHaveLength(1);
	});

	it("outside the credential's allowed domains is told as that", async () => {
		const { port, seen } = await started(startAnswering(200, '{}'));
		const item = await told(provider, {
			...at(`http://127.0.0.1:${port}`),
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'example.com',
		});
		expectNeverHealing(
			item,
			'providerUnavailable',
			/'Allowed Domains'.*'Allowed HTTP Request Domains'/,
		);
		expect(seen).toEqual([]);
	});
});

it('a token that is limited for a moment costs nothing', async () => {
	bed.sandbox.fault({
		provider: 'layer',
		call: 'token',
		kind: 'status',
		status: 429,
		retryAfter: 1,
	});
	const { main } = await bed.refund('layer', PART);
	expect(main[0]?.json.outcome).toBe('refunded');
});

it('a revoked client is asked for once in a run of 30 items', async () => {
	bed.n8n.editCredential('layerApi', { clientSecret: 'wrong' });
	const { error } = await bed.refund(
		'layer',
		PART,
		Array.from({ length: 30 }, () => ({})),
	);
	expect(new Set(error.map((item) => detailsOf(item).code))).toEqual(
		new Set(['credentialRejected']),
	);
	expect(bed.sandbox.tokenRequests('layer')).toHaveLength(1);
});
