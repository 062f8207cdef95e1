import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { DuroApi } from '../../credentials/DuroApi.credentials';
import { resolveEnvironment } from '../../nodes/Duro/environments';
import { createN8n } from '../n8n/harness';
import { TOY_TYPE, toyNode } from '../n8n/harness/toy';
import { reply, startToyServer, type ToyServer } from '../n8n/harness/toyServer';

const hidden = 'ZmFrZS1zZWNyZXQ';
const secretOf = (kind: 'sk' | 'cid' | 'csec', mode = 'test') => [kind, mode, hidden].join('_');
const sandboxHost = 'https://sandbox.useduro.com';

const client = (changes: Record<string, unknown> = {}) =>
	({
		authentication: 'clientCredentials',
		clientId: secretOf('cid'),
		clientSecret: secretOf('csec'),
		environment: 'automatic',
		accessToken: '',
		...changes,
	}) as ICredentialDataDecryptedObject;

const duro = new DuroApi();

const authenticate = async (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> => {
	if (typeof duro.authenticate !== 'function') throw new Error('no function');
	return await duro.authenticate(credentials, request);
};

/** Asks for a token of a server that answers like this. */
async function ask(credentials: ICredentialDataDecryptedObject, answer: unknown) {
	const seen: IHttpRequestOptions[] = [];
	const output = await duro.preAuthentication.call(
		{
			helpers: {
				httpRequest: async (request: IHttpRequestOptions) => {
					seen.push(request);
					return answer;
				},
			},
		},
		credentials,
	);
	return { output, seen };
}

const tokenAnswer = (token = 'T1') => ({
	statusCode: 200,
	body: { access_token: token, token_type: 'Bearer', expires_in: 3600 },
});

describe("Duro's client credentials, where they lead", () => {
	it.each([
		['test', sandboxHost],
		['live', 'https://api.useduro.com'],
	])('the prefix %s alone decides the mode and the host', (mode, host) => {
		const credentials = client({
			clientId: ` ${secretOf('cid', mode)}\n`,
			clientSecret: secretOf('csec', mode),
		});
		expect(resolveEnvironment(credentials)).toEqual({
			ok: true,
			environment: mode,
			baseUrl: host,
			origin: host,
			tokenUrl: `${host}/v1/oauth/token`,
		});
	});

	it('keep their mode behind a gateway, whose address the token call takes too', () => {
		const credentials = client({
			clientId: secretOf('cid', 'live'),
			clientSecret: secretOf('csec', 'live'),
			environment: 'custom',
			baseUrl: 'https://gateway.example.com/duro//',
		});
		expect(resolveEnvironment(credentials)).toMatchObject({
			environment: 'live',
			baseUrl: 'https://gateway.example.com/duro',
			tokenUrl: 'https://gateway.example.com/duro/v1/oauth/token',
		});
	});

	it('name the account with the mode, and a secret key does as well', () => {
		for (const credentials of [
			client({ account: ' Shop‑Europe ' }),
			{ secretKey: secretOf('sk'), environment: 'automatic', account: 'shop-europe' },
		]) {
			expect(resolveEnvironment(credentials)).toMatchObject({
				environment: 'test#shop-europe',
				baseUrl: sandboxHost,
			});
		}
		expect(resolveEnvironment(client({ account: 7.5 })).ok).toBe(false);
	});

	it.each([
		['no client ID', { clientId: '' }, "'Client ID'"],
		['no client secret', { clientSecret: ' ' }, "'Client Secret'"],
		['an unknown prefix of the ID', { clientId: `app_test_${hidden}` }, "'Client ID'"],
		['an unknown mode of the ID', { clientId: secretOf('cid', 'prod') }, "'Client ID'"],
		['a prefix and nothing behind it', { clientId: 'cid_test_' }, "'Client ID'"],
		['a secret in place of the ID', { clientId: secretOf('csec') }, "'Client ID'"],
		['an ID in place of the secret', { clientSecret: secretOf('cid') }, "'Client Secret'"],
		['a secret key in place of the secret', { clientSecret: secretOf('sk') }, "'Client Secret'"],
		['two words', { clientSecret: `${secretOf('csec')} x` }, "'Client Secret'"],
		['a live ID with a test secret', { clientId: secretOf('cid', 'live') }, 'one pair'],
		['a test ID with a live secret', { clientSecret: secretOf('csec', 'live') }, 'one pair'],
		['an authentication that is none', { authentication: 'oAuth2' }, "'Authentication'"],
		['an authentication that is no text', { authentication: null }, "'Authentication'"],
	])('are refused with %s, without being quoted', (_, changes, named) => {
		const resolved = resolveEnvironment(client(changes));
		expect(resolved).toMatchObject({ ok: false, message: expect.stringContaining(named) });
		expect(JSON.stringify(resolved)).not.toContain(hidden);
	});

	it('are not looked at where a secret key is chosen, and the other way round', () => {
		const both = { ...client(), secretKey: secretOf('sk', 'live') };
		expect(resolveEnvironment(both)).toMatchObject({ environment: 'test' });
		const byKey = resolveEnvironment({ ...both, authentication: 'secretKey' });
		expect(byKey).toMatchObject({ environment: 'live' });
		expect(byKey).not.toHaveProperty('tokenUrl');
	});

	it('are not needed by a credential from before there was a choice', () => {
		const old = { secretKey: secretOf('sk'), environment: 'automatic' };
		expect(resolveEnvironment(old)).toMatchObject({ ok: true, environment: 'test' });
	});
});

describe("Duro's token", () => {
	it('is asked for as documented: a JSON body with id and secret, and no header that holds them', async () => {
		const { seen } = await ask(client(), tokenAnswer());
		expect(seen).toHaveLength(1);
		expect(seen[0]).toMatchObject({
			method: 'POST',
			url: `${sandboxHost}/v1/oauth/token`,
			json: true,
			disableFollowRedirect: true,
			body: {
				grant_type: 'client_credentials',
				client_id: secretOf('cid'),
				client_secret: secretOf('csec'),
			},
		});
		expect(seen[0]).not.toHaveProperty('auth');
		expect(seen[0]).not.toHaveProperty('headers');
	});

	it.each([
		['bare, as its page shows it', tokenAnswer()],
		[
			'in the envelope of the guides',
			{ statusCode: 200, body: { ok: true, data: tokenAnswer().body } },
		],
	])('is read %s and sent as a bearer', async (_, answer) => {
		const { output } = await ask(client(), answer);
		const kept = { ...client(), ...output } as ICredentialDataDecryptedObject;
		const { headers } = await authenticate(kept, { url: `${sandboxHost}/v1/plans` });
		expect(headers).toEqual({ Authorization: 'Bearer T1' });
	});

	it('is sent only where it was made for', async () => {
		const { output } = await ask(client(), tokenAnswer());
		for (const [edit, host] of [
			[{ clientId: `${secretOf('cid')}2` }, sandboxHost],
			[
				{ clientId: secretOf('cid', 'live'), clientSecret: secretOf('csec', 'live') },
				'https://api.useduro.com',
			],
			[
				{ environment: 'custom', baseUrl: 'https://gateway.example.com' },
				'https://gateway.example.com',
			],
			[{ environment: 'custom', baseUrl: `${sandboxHost}/v2` }, sandboxHost],
		] as const) {
			const edited = { ...client(edit), ...output } as ICredentialDataDecryptedObject;
			expect((await authenticate(edited, { url: `${host}/x` })).headers).toEqual({});
		}
	});

	it('is never sent in place of a secret key', async () => {
		const { output } = await ask(client(), tokenAnswer());
		const kept = {
			...client({ authentication: 'secretKey', secretKey: secretOf('sk') }),
			...output,
		} as ICredentialDataDecryptedObject;
		const { headers } = await authenticate(kept, { url: `${sandboxHost}/x` });
		expect(headers).toEqual({ Authorization: `Bearer ${secretOf('sk')}` });
	});

	it.each([400, 401, 403])('names the fields to look at when the answer is %d', async (status) => {
		const body = { error: { code: 'unauthorized', message: hidden } };
		const refused = ask(client(), { statusCode: status, body });
		await expect(refused).rejects.toMatchObject({
			tokenStatus: status,
			message: expect.stringMatching(/'Client ID' and 'Client Secret'/),
		});
		await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(hidden) });
	});

	it('is not asked for with a secret key, nor with a pair that can not be used', async () => {
		const byKey = client({ authentication: 'secretKey', secretKey: secretOf('sk') });
		expect(await ask(byKey, tokenAnswer())).toEqual({ output: {}, seen: [] });
		const twoModes = client({ clientId: secretOf('cid', 'live') });
		await expect(ask(twoModes, tokenAnswer())).rejects.toThrow('one pair');
	});
});

describe("Duro's client credentials in the real n8n", () => {
	let server: ToyServer;
	let issued = 0;
	let valid = '';

	beforeAll(async () => {
		server = await startToyServer((request, response) => {
			if (request.path === '/v1/oauth/token') {
				const asked = JSON.parse(request.body) as Record<string, unknown>;
				if (asked.client_secret !== secretOf('csec')) {
					return reply(response, 401, { error: { code: 'unauthorized', message: 'No.' } });
				}
				issued += 1;
				valid = `T${issued}`;
				return reply(response, 200, tokenAnswer(valid).body);
			}
			const known = [`Bearer ${valid}`, `Bearer ${secretOf('sk')}`];
			return known.includes(String(request.headers.authorization))
				? reply(response, 200, { ok: true })
				: reply(response, 401, { error: { code: 'unauthorized', message: 'Who?' } });
		});
	});
	afterAll(async () => await server.close());
	beforeEach(() => {
		server.seen.splice(0);
		issued = 0;
		valid = '';
	});

	const set = (data: ICredentialDataDecryptedObject) => {
		const node = toyNode(async function () {
			const answer: unknown = await this.helpers.httpRequestWithAuthentication
				.call(this, duro.name, { url: `${server.url}/thing`, json: true })
				.catch((error: Error) => ({ refused: error.message }));
			return [[{ json: answer as IDataObject }]];
		});
		node.description.credentials = [{ name: duro.name, required: true }];
		return createN8n({
			nodes: { [TOY_TYPE]: node },
			credentialTypes: { [duro.name]: duro },
			credentials: { [duro.name]: data },
		});
	};
	const send = async (n8n: ReturnType<typeof set>) =>
		(await n8n.run({ node: { type: TOY_TYPE }, items: [{}] })).main[0]?.json;
	const local = (changes: Record<string, unknown> = {}) =>
		client({ environment: 'custom', baseUrl: server.url, ...changes });
	const bearers = () =>
		server.seen
			.filter(({ path }) => path === '/thing')
			.map(({ headers }) => headers.authorization ?? null);

	it('pass the Test button, which asks for a token and then for the plans', async () => {
		const n8n = set(local());
		expect(await n8n.testCredential(duro.name)).toMatchObject({ status: 'OK' });
		expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /v1/oauth/token',
			'GET /v1/plans',
		]);
	});

	it('fail the Test button where Duro refuses them', async () => {
		const n8n = set(local({ clientSecret: `${secretOf('csec')}2` }));
		expect(await n8n.testCredential(duro.name)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining("'Client ID' and 'Client Secret'"),
		});
	});

	it('fail the Test button before any call where the pair is of two modes', async () => {
		const n8n = set(local({ clientId: secretOf('cid', 'live') }));
		expect(await n8n.testCredential(duro.name)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('one pair'),
		});
		expect(server.seen).toEqual([]);
	});

	it('leave a secret key to pass the Test button without a token', async () => {
		const n8n = set({ secretKey: secretOf('sk'), environment: 'custom', baseUrl: server.url });
		expect(await n8n.testCredential(duro.name)).toMatchObject({ status: 'OK' });
		expect(server.seen.map(({ path }) => path)).toEqual(['/v1/plans']);
	});

	it('get one token and keep it', async () => {
		const n8n = set(local());
		expect([await send(n8n), await send(n8n)]).toEqual([{ ok: true }, { ok: true }]);
		expect([issued, bearers()]).toEqual([1, ['Bearer T1', 'Bearer T1']]);
	});

	it('get a new token where the old one has run out', async () => {
		const n8n = set(local());
		await send(n8n);
		valid = 'another';
		expect(await send(n8n)).toEqual({ ok: true });
		expect(bearers()).toEqual(['Bearer T1', 'Bearer T1', 'Bearer T2']);
	});

	it('write no token into a credential with a secret key', async () => {
		const n8n = set({ secretKey: secretOf('sk'), environment: 'custom', baseUrl: server.url });
		expect(await send(n8n)).toEqual({ ok: true });
		expect(n8n.savedCredential(duro.name)).not.toHaveProperty('accessToken');
	});

	it('give way to a secret key that is chosen later, and come back', async () => {
		const n8n = set(local());
		await send(n8n);
		n8n.editCredential(duro.name, { authentication: 'secretKey', secretKey: secretOf('sk') });
		await send(n8n);
		n8n.editCredential(duro.name, { authentication: 'clientCredentials' });
		await send(n8n);
		expect(bearers()).toEqual(['Bearer T1', `Bearer ${secretOf('sk')}`, 'Bearer T1']);
	});
});
