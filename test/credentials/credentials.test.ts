import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { DuroApi } from '../../credentials/DuroApi.credentials';
import { LayerApi } from '../../credentials/LayerApi.credentials';
import { Revolv3Api } from '../../credentials/Revolv3Api.credentials';
import { ThredfiApi } from '../../credentials/ThredfiApi.credentials';
import { createN8n } from '../n8n/harness';
import { TOY_TYPE, toyNode } from '../n8n/harness/toy';
import { reply, startToyServer, type ToyServer } from '../n8n/harness/toyServer';

const hidden = 'ZmFrZS1zZWNyZXQ';
const duroKey = ['sk', 'test', hidden].join('_');

type Subject = {
	type: ICredentialType;
	header: string;
	/** What a user fills in, with everything at `custom` pointing to one origin. */
	at: (origin: string) => ICredentialDataDecryptedObject;
	/** Where its own environment lives when nothing is custom. */
	known: ICredentialDataDecryptedObject & { origin: string };
	test: { path: string };
};

const subjects: Record<string, Subject> = {
	duro: {
		type: new DuroApi(),
		header: 'Authorization',
		at: (origin) => ({ secretKey: duroKey, environment: 'custom', baseUrl: origin }),
		known: {
			secretKey: duroKey,
			environment: 'automatic',
			origin: 'https://sandbox.useduro.com',
		},
		test: { path: '/v1/plans' },
	},
	layer: {
		type: new LayerApi(),
		header: 'Authorization',
		at: (origin) => ({
			environment: 'custom',
			clientId: 'client-1',
			clientSecret: hidden,
			baseUrl: origin,
			tokenUrl: `${origin}/token`,
			scope: 'https://example.com/scope',
		}),
		known: {
			environment: 'sandbox',
			clientId: 'client-1',
			clientSecret: hidden,
			origin: 'https://sandbox.layerfi.com',
		},
		test: { path: '/whoami' },
	},
	revolv3: {
		type: new Revolv3Api(),
		header: 'x-revolv3-token',
		at: (origin) => ({ token: hidden, environment: 'custom', baseUrl: origin }),
		known: {
			token: hidden,
			environment: 'sandbox',
			origin: 'https://api-sandbox.revolv3.com',
		},
		test: { path: '/api/Invoices/v1?page=1&pageSize=1' },
	},
	thredfi: {
		type: new ThredfiApi(),
		header: 'Authorization',
		at: (origin) => ({
			environment: 'custom',
			partnerId: 'partner-1',
			apiKey: hidden,
			baseUrl: origin,
		}),
		known: {
			environment: 'sandbox',
			partnerId: 'partner-1',
			apiKey: hidden,
			origin: 'https://sandbox.thredfi.com',
		},
		test: { path: '/v1/platform/businesses/' },
	},
};
const names = Object.keys(subjects);
const subjectOf = (name: string): Subject => {
	const subject = subjects[name];
	if (subject === undefined) throw new Error(`No subject ${name}`);
	return subject;
};

/** The credential's own `authenticate`, with a token at hand where it needs one. */
async function authenticate(
	name: string,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { type } = subjectOf(name);
	if (typeof type.authenticate !== 'function') throw new Error(`${name} has no function`);
	return await type.authenticate(await withToken(type, credentials), request);
}

async function withToken(type: ICredentialType, credentials: ICredentialDataDecryptedObject) {
	if (type.preAuthentication === undefined) return credentials;
	const output = await type.preAuthentication.call(
		{ helpers: { httpRequest: async () => ({ statusCode: 200, body: { access_token: hidden } }) } },
		credentials,
	);
	return { ...credentials, ...output } as ICredentialDataDecryptedObject;
}

const refusal = async (promise: Promise<unknown>): Promise<Error> => {
	const error = await promise.then(
		() => new Error('nothing was refused'),
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(Error);
	return error as Error;
};

describe.each(names)('the credential of %s', (name) => {
	const { type, header, known, at } = subjectOf(name);

	it('adds its secret to a request to its own host', async () => {
		for (const request of [
			{ url: `${known.origin}/v1/x` },
			{ url: '/v1/x', baseURL: known.origin },
			{ url: 'v1/x', baseURL: `${known.origin}/` },
			{ url: `${known.origin}/v1/x`, baseURL: 'https://other.example.com' },
		]) {
			const { headers } = await authenticate(name, known, request);
			expect(JSON.stringify(headers?.[header])).toContain(hidden);
		}
	});

	it('refuses a request to another host, and keeps the secret out of what it says', async () => {
		const host = new URL(known.origin).host;
		for (const request of [
			{ url: 'https://other.example.com/' },
			{ url: '/v1/x', baseURL: 'https://other.example.com' },
			{ url: 'https://other.example.com/', baseURL: known.origin },
			{ url: '//other.example.com/', baseURL: known.origin },
			{ url: `${known.origin}.example.com/` },
			{ url: `${known.origin}@other.example.com/` },
			{ url: `${known.origin}:8443/` },
			{ url: `http://${host}/` },
			{ url: '/v1/x' },
			{ url: '' },
		]) {
			const error = await refusal(authenticate(name, known, request));
			expect(error.message).toContain(known.origin);
			expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(hidden);
		}
	});

	it('refuses a custom host that may not see a secret', async () => {
		const error = await refusal(
			authenticate(name, known, { url: 'http://gateway.example.com/v1/x' }),
		);
		expect(error.message).not.toContain(hidden);
		const { type: credential } = subjectOf(name);
		if (typeof credential.authenticate !== 'function') throw new Error('no function');
		const custom = { ...at('http://gateway.example.com') };
		const answer = await refusal(
			credential.authenticate(custom, { url: 'http://gateway.example.com/v1/x' }),
		);
		expect(answer.message).toContain("'Base URL'");
		expect(answer.message).not.toContain(hidden);
	});

	it('follows no redirect with its secret', async () => {
		expect(await authenticate(name, known, { url: `${known.origin}/x` })).toMatchObject({
			disableFollowRedirect: true,
		});
	});

	it('leaves a header alone that the request brings along, however it is spelled', async () => {
		for (const spelled of [header, header.toLowerCase(), header.toUpperCase()]) {
			const { headers } = await authenticate(name, known, {
				url: `${known.origin}/x`,
				headers: { [spelled]: 'mine' },
			});
			expect(headers).toEqual({ [spelled]: 'mine' });
		}
	});

	it('changes nothing on the request it was given', async () => {
		const request = { url: `${known.origin}/x`, headers: { Accept: 'application/json' } };
		await authenticate(name, known, request);
		expect(request).toEqual({
			url: `${known.origin}/x`,
			headers: { Accept: 'application/json' },
		});
	});

	it('masks every secret and shows the rest', () => {
		const masked = type.properties
			.filter((property) => property.typeOptions?.password === true)
			.map((property) => property.name);
		expect(masked.sort()).toEqual(
			{
				duro: ['accessToken', 'clientSecret', 'secretKey'],
				layer: ['accessToken', 'clientSecret'],
				revolv3: ['token'],
				thredfi: ['apiKey', 'partnerToken'],
			}[name],
		);
	});

	it('asks for the fields of the contract, in order, with their defaults', () => {
		const fields = type.properties
			.filter((property) => property.type !== 'hidden')
			.map((property) => [
				property.name,
				property.default,
				property.options?.map((option) => ('value' in option ? option.value : null)) ?? null,
			]);
		expect(fields).toEqual(
			{
				duro: [
					['authentication', 'secretKey', ['secretKey', 'clientCredentials']],
					['secretKey', '', null],
					['clientId', '', null],
					['clientSecret', '', null],
					['environment', 'automatic', ['automatic', 'custom']],
					['baseUrl', '', null],
					['account', '', null],
				],
				layer: [
					['environment', 'sandbox', ['sandbox', 'production', 'productionCanada', 'custom']],
					['clientId', '', null],
					['clientSecret', '', null],
					['baseUrl', '', null],
					['tokenUrl', '', null],
					['scope', '', null],
					['standsFor', 'itself', ['itself', 'production', 'productionCanada', 'sandbox']],
				],
				revolv3: [
					['environment', 'sandbox', ['sandbox', 'production', 'custom']],
					['token', '', null],
					['account', '', null],
					['baseUrl', '', null],
					['standsFor', 'itself', ['itself', 'production', 'sandbox']],
				],
				thredfi: [
					['environment', 'sandbox', ['custom', 'development', 'production', 'sandbox', 'staging']],
					['partnerId', '', null],
					['apiKey', '', null],
					['baseUrl', '', null],
					['standsFor', 'itself', ['development', 'itself', 'production', 'sandbox', 'staging']],
				],
			}[name],
		);
	});

	it('shows the fields of a custom environment only there', () => {
		for (const property of type.properties) {
			const isCustom = ['baseUrl', 'tokenUrl', 'scope', 'standsFor'].includes(property.name);
			expect(property.displayOptions?.show?.environment).toEqual(isCustom ? ['custom'] : undefined);
		}
	});

	it('tests itself by reading', () => {
		expect(type.test?.request.method ?? 'GET').toBe('GET');
		expect(type.test?.request.body).toBeUndefined();
	});
});

describe('a header value that could not be sent', () => {
	it.each([
		['empty', ''],
		['two words', `${hidden} x`],
		['two lines', `${hidden}\r\nX-Evil: 1`],
		['not ASCII', `${hidden}é`],
	])('is refused at Revolv3 without being quoted: %s', async (_how, token) => {
		const error = await refusal(
			authenticate('revolv3', { ...subjectOf('revolv3').known, token }, { url: '/' }),
		);
		expect(error.message).toContain("'Token'");
		expect(error.message).not.toContain(hidden);
	});
});

const tokenProviders = [
	{
		name: 'layer',
		field: 'accessToken',
		url: 'https://auth.layerfi.com/oauth2/token',
		username: 'client-1',
		body: 'grant_type=client_credentials&scope=https%3A%2F%2Fsandbox.layerfi.com%2Fsandbox&client_id=client-1',
		named: /'Client ID' and 'Client Secret'/,
		edits: [
			{ environment: 'production' },
			{ clientId: 'client-2' },
			{
				environment: 'custom',
				baseUrl: 'https://sandbox.layerfi.com',
				tokenUrl: 'https://auth.layerfi.com/oauth2/token',
				scope: 'https://sandbox.layerfi.com/other',
			},
		],
	},
	{
		name: 'thredfi',
		field: 'partnerToken',
		url: 'https://sandbox.thredfi.com/v1/platform/oauth2/token/',
		username: 'partner-1',
		body: 'grant_type=client_credentials&client_id=partner-1',
		named: /'Partner ID' and 'API Key'/,
		edits: [{ environment: 'staging' }, { partnerId: 'partner-2' }],
	},
];

describe.each(tokenProviders)('the token of $name', (provider) => {
	const { type, known } = subjectOf(provider.name);

	/** Asks for a token of a server that answers like this. */
	async function ask(answer: () => Promise<unknown>, credentials: IDataObject = {}) {
		const seen: IHttpRequestOptions[] = [];
		const output = await type.preAuthentication?.call(
			{
				helpers: {
					httpRequest: async (request: IHttpRequestOptions) => {
						seen.push(request);
						return await answer();
					},
				},
			},
			{ ...known, ...credentials } as ICredentialDataDecryptedObject,
		);
		return { output, seen };
	}

	it('is asked for with Basic and a form that repeats the id', async () => {
		const { seen } = await ask(async () => ({ statusCode: 200, body: { access_token: 'T1' } }));
		expect(seen).toHaveLength(1);
		expect(seen[0]).toMatchObject({
			method: 'POST',
			url: provider.url,
			auth: { username: provider.username, password: hidden },
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: provider.body,
			disableFollowRedirect: true,
		});
	});

	it('is kept in the hidden field that n8n renews', () => {
		const expirable = type.properties.filter((p) => p.typeOptions?.expirable === true);
		expect(expirable.map((p) => [p.name, p.type, p.default])).toEqual([
			[provider.field, 'hidden', ''],
		]);
	});

	it.each([
		[400, { error: 'invalid_client', echoed: hidden }],
		[401, `<html>${hidden}</html>`],
		[403, null],
	])('names the fields to look at when the answer is %s', async (statusCode, body) => {
		const error = await refusal(ask(async () => ({ statusCode, body })));
		expect(error.message).toMatch(provider.named);
		expect(error).toMatchObject({ tokenStatus: statusCode });
		expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(hidden);
	});

	it.each([
		[200, {}],
		[200, { access_token: '' }],
		[200, { access_token: 'two words' }],
		[200, { access_token: 7 }],
		[200, '{"access_token":'],
		[302, ''],
		[429, { error: 'slow down' }],
		[503, { access_token: 'T1' }],
	])('is not made up from %s %j', async (statusCode, body) => {
		const error = await refusal(ask(async () => ({ statusCode, body })));
		expect(error).toMatchObject({ tokenStatus: statusCode });
	});

	it('drops the error of a lost connection, which holds the secret', async () => {
		const error = await refusal(
			ask(async () => {
				throw Object.assign(new Error('socket hang up'), {
					config: { auth: { password: hidden } },
				});
			}),
		);
		expect(error).toMatchObject({ tokenStatus: null });
		expect(error.cause).toBeUndefined();
		expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(hidden);
	});

	it('is sent only where it was made for', async () => {
		if (typeof type.authenticate !== 'function') throw new Error('no function');
		const { output } = await ask(async () => ({ statusCode: 200, body: { access_token: 'T1' } }));
		const kept = { ...known, ...output } as ICredentialDataDecryptedObject;
		const own = await type.authenticate(kept, { url: `${known.origin}/x` });
		expect(own.headers).toEqual({ Authorization: 'Bearer T1' });
		for (const edit of provider.edits) {
			const edited: ICredentialDataDecryptedObject = { ...kept, ...edit };
			const origin =
				'environment' in edit && edit.environment === 'production'
					? 'https://api.layerfi.com'
					: 'environment' in edit && edit.environment === 'staging'
						? 'https://staging-backend.thredfi.com'
						: known.origin;
			const request = await type.authenticate(edited, { url: `${origin}/x` });
			expect(request.headers).toEqual({});
		}
	});

	it.each(['', 'T1', '"T1"', '[]', '{}', '{"token":"T1"}', null, undefined, 7])(
		'is not read from %j',
		async (value) => {
			if (typeof type.authenticate !== 'function') throw new Error('no function');
			const credentials = { ...known, [provider.field]: value } as ICredentialDataDecryptedObject;
			const request = await type.authenticate(credentials, { url: `${known.origin}/x` });
			expect(request.headers).toEqual({});
		},
	);
});

describe('in the real n8n', () => {
	let server: ToyServer;
	let issued = 0;
	let valid = '';
	/** A status for the next requests that aren't for tokens; null lets the token decide. */
	let forced: number | null = null;

	beforeAll(async () => {
		server = await startToyServer((request, response) => {
			if (request.path.endsWith('/token') || request.path.endsWith('/oauth2/token/')) {
				issued += 1;
				valid = `T${issued}`;
				return reply(response, 200, {
					access_token: valid,
					token_type: 'Bearer',
					expires_in: 3600,
				});
			}
			if (forced === 302) {
				response.writeHead(302, { location: 'https://other.example.com/' });
				return void response.end();
			}
			if (forced !== null) return reply(response, forced, { message: 'as told' });
			const sent = request.headers.authorization ?? request.headers['x-revolv3-token'] ?? '';
			const known = [`Bearer ${valid}`, `Bearer ${duroKey}`, hidden, 'Bearer mine'].includes(
				String(sent),
			);
			return known ? reply(response, 200, { ok: true }) : reply(response, 401, { message: 'who?' });
		});
	});
	afterAll(async () => await server.close());
	beforeEach(() => {
		server.seen.splice(0);
		issued = 0;
		valid = '';
		forced = null;
	});

	const set = (name: string, changes: ICredentialDataDecryptedObject = {}) => {
		const { type, at } = subjectOf(name);
		const node = toyNode(async function () {
			const answer: unknown = await this.helpers.httpRequestWithAuthentication
				.call(this, type.name, {
					url: `${server.url}/thing`,
					json: true,
					...(this.getInputData()[0]?.json as Partial<IHttpRequestOptions>),
				})
				.catch((error: Error) => ({ refused: error.message }));
			return [[{ json: answer as IDataObject }]];
		});
		node.description.credentials = [{ name: type.name, required: true }];
		return createN8n({
			nodes: { [TOY_TYPE]: node },
			credentialTypes: { [type.name]: type },
			credentials: { [type.name]: { ...at(server.url), ...changes } },
		});
	};
	const send = async (n8n: ReturnType<typeof set>, request: IDataObject = {}) =>
		(await n8n.run({ node: { type: TOY_TYPE }, items: [request] })).main[0]?.json;
	const things = () => server.seen.filter((request) => request.path === '/thing');

	it.each(names)('the Test button of %s reads its own host and says OK', async (name) => {
		const n8n = set(name);
		expect(await n8n.testCredential(subjectOf(name).type.name)).toMatchObject({ status: 'OK' });
		const last = server.seen.at(-1);
		expect([last?.method, last?.path]).toEqual(['GET', subjectOf(name).test.path]);
	});

	it.each(names)('the Test button of %s reads the base URL as the node does', async (name) => {
		for (const typed of [`${server.url} `, `${server.url}/`, ` ${server.url}// `]) {
			const n8n = set(name, { baseUrl: typed });
			const { name: type } = subjectOf(name).type;
			expect(await n8n.testCredential(type)).toMatchObject({ status: 'OK' });
			expect(server.seen.at(-1)?.path).toBe(subjectOf(name).test.path);
		}
	});

	it.each(names)('the Test button of %s says no when the host says no', async (name) => {
		forced = 401;
		const n8n = set(name);
		expect(await n8n.testCredential(subjectOf(name).type.name)).toMatchObject({ status: 'Error' });
	});

	it.each(names)('the Test button of %s takes no redirect for an OK', async (name) => {
		forced = 302;
		const n8n = set(name);
		expect(await n8n.testCredential(subjectOf(name).type.name)).toMatchObject({ status: 'Error' });
	});

	it.each(names)('the Test button of %s tells what is wrong with a base URL', async (name) => {
		const n8n = set(name, { baseUrl: 'http://gateway.example.com' });
		const result = await n8n.testCredential(subjectOf(name).type.name);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining('https://') });
		expect(server.seen).toHaveLength(0);
	});

	it.each(['layer', 'thredfi'])('%s asks for a token once and then keeps it', async (name) => {
		const n8n = set(name);
		expect(await send(n8n)).toEqual({ ok: true });
		expect(await send(n8n)).toEqual({ ok: true });
		expect(issued).toBe(1);
		expect(things().map((request) => request.headers.authorization)).toEqual([
			'Bearer T1',
			'Bearer T1',
		]);
	});

	it.each(['layer', 'thredfi'])('%s replaces a token that has run out', async (name) => {
		const n8n = set(name);
		await send(n8n);
		valid = 'another';
		expect(await send(n8n)).toEqual({ ok: true });
		expect(things().map((request) => request.headers.authorization)).toEqual([
			'Bearer T1',
			'Bearer T1',
			'Bearer T2',
		]);
	});

	it.each(['layer', 'thredfi'])('%s sends no token to an edited host', async (name) => {
		const n8n = set(name);
		await send(n8n);
		const other = await startToyServer((request, response) =>
			request.path.includes('token')
				? reply(response, 200, { access_token: 'N1' })
				: reply(response, request.headers.authorization === 'Bearer N1' ? 200 : 401, { ok: true }),
		);
		n8n.editCredential(subjectOf(name).type.name, subjectOf(name).at(other.url));
		expect(await send(n8n, { url: `${other.url}/thing` })).toEqual({ ok: true });
		expect(other.seen.map((request) => request.headers.authorization ?? null)).toEqual([
			null,
			expect.stringMatching(/^Basic /),
			'Bearer N1',
		]);
		await other.close();
	});

	it('thredfi keeps the business token of a request, also after a 401', async () => {
		const n8n = set('thredfi');
		expect(await send(n8n, { headers: { Authorization: 'Bearer mine' } })).toEqual({ ok: true });
		forced = 401;
		await send(n8n, { headers: { Authorization: 'Bearer mine' } });
		expect(things().map((request) => request.headers.authorization)).toEqual([
			'Bearer mine',
			'Bearer mine',
			'Bearer mine',
		]);
	});

	it.each(names)('%s sends nothing to a foreign host', async (name) => {
		const other = await startToyServer((_request, response) => reply(response, 200, {}));
		const answer = await send(set(name), { url: `${other.url}/thing` });
		expect(answer).toEqual({ refused: expect.stringContaining(server.url) });
		expect(other.seen).toHaveLength(0);
		await other.close();
	});
});
