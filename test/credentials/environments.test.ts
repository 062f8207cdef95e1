import { resolveEnvironment as duro } from '../../nodes/Duro/environments';
import { resolveEnvironment as layer } from '../../nodes/Layer/environments';
import { resolveEnvironment as revolv3 } from '../../nodes/Revolv3/environments';
import { resolveEnvironment as thredfi } from '../../nodes/Thredfi/environments';
import type { CredentialFields } from '../../nodes/shared/environments/resolved';

const resolvers = { duro, layer, revolv3, thredfi };
type Provider = keyof typeof resolvers;

const resolveEnvironment = (provider: Provider, credentials: CredentialFields) =>
	resolvers[provider](credentials);

const secret = 'ZmFrZS1zZWNyZXQ';
const testKey = ['sk', 'test', secret].join('_');
const liveKey = ['sk', 'live', secret].join('_');

/** What makes a custom environment of each provider complete, but for the base URL. */
const custom: Record<Provider, Record<string, string>> = {
	duro: { environment: 'custom', secretKey: testKey },
	layer: {
		environment: 'custom',
		tokenUrl: 'https://gateway.example.com/token',
		scope: 'https://gateway.example.com/scope',
	},
	revolv3: { environment: 'custom', token: secret },
	thredfi: { environment: 'custom' },
};
const providers = Object.keys(custom) as Provider[];

const atCustom = (provider: Provider, baseUrl: unknown) =>
	resolveEnvironment(provider, { ...custom[provider], baseUrl });

describe('the known environments', () => {
	it.each([
		[
			'duro',
			{ environment: 'automatic', secretKey: testKey },
			'test',
			'https://sandbox.useduro.com',
		],
		['duro', { environment: 'automatic', secretKey: liveKey }, 'live', 'https://api.useduro.com'],
		['layer', { environment: 'sandbox' }, 'sandbox', 'https://sandbox.layerfi.com'],
		['layer', { environment: 'production' }, 'production', 'https://api.layerfi.com'],
		[
			'layer',
			{ environment: 'productionCanada' },
			'productionCanada',
			'https://api-ca.layerfi.com',
		],
		[
			'revolv3',
			{ environment: 'sandbox', token: secret },
			'sandbox',
			'https://api-sandbox.revolv3.com',
		],
		[
			'revolv3',
			{ environment: 'production', token: secret },
			'production',
			'https://api.revolv3.com',
		],
		['thredfi', { environment: 'development' }, 'development', 'https://dev-backend.thredfi.com'],
		['thredfi', { environment: 'staging' }, 'staging', 'https://staging-backend.thredfi.com'],
		['thredfi', { environment: 'sandbox' }, 'sandbox', 'https://sandbox.thredfi.com'],
		['thredfi', { environment: 'production' }, 'production', 'https://backend.thredfi.com'],
	] as const)('send %s %j to %s at %s', (provider, credentials, environment, baseUrl) => {
		expect(resolveEnvironment(provider, credentials)).toMatchObject({
			ok: true,
			environment,
			baseUrl,
			origin: baseUrl,
		});
	});

	it.each([
		['sandbox', 'https://sandbox.layerfi.com/sandbox'],
		['production', 'https://api.layerfi.com/production'],
		['productionCanada', 'https://api-ca.layerfi.com/production'],
	])('of Layer ask for the scope that belongs to %s', (environment, scope) => {
		expect(resolveEnvironment('layer', { environment })).toMatchObject({
			tokenUrl: 'https://auth.layerfi.com/oauth2/token',
			scope,
		});
	});

	it('of Thredfi ask for the partner token at their own host', () => {
		expect(resolveEnvironment('thredfi', { environment: 'staging' })).toMatchObject({
			tokenUrl: 'https://staging-backend.thredfi.com/v1/platform/oauth2/token/',
		});
	});

	it.each(providers)('of %s ignore a base URL that is left over from Custom', (provider) => {
		const environment = provider === 'duro' ? 'automatic' : 'sandbox';
		const resolved = resolveEnvironment(provider, {
			...custom[provider],
			environment,
			baseUrl: 'https://elsewhere.example.com',
		});
		expect(resolved).toMatchObject({ ok: true });
		expect(JSON.stringify(resolved)).not.toContain('elsewhere');
	});

	it.each(providers)('of %s refuse an option that is not in the list', (provider) => {
		for (const environment of ['toString', '__proto__', '', 'Sandbox', undefined, 7]) {
			expect(resolveEnvironment(provider, { ...custom[provider], environment }).ok).toBe(false);
		}
	});
});

describe('the key of Duro', () => {
	it('names the mode behind a gateway too', () => {
		expect(atCustom('duro', 'https://gateway.example.com')).toMatchObject({ environment: 'test' });
		expect(
			resolveEnvironment('duro', {
				environment: 'custom',
				secretKey: liveKey,
				baseUrl: 'http://localhost:4010',
			}),
		).toMatchObject({ environment: 'live', origin: 'http://localhost:4010' });
	});

	it('is read without the blanks that copying adds', () => {
		expect(
			resolveEnvironment('duro', { environment: 'automatic', secretKey: ` ${liveKey}\n` }),
		).toMatchObject({ environment: 'live' });
	});

	it.each([
		['publishable', `pk_live_${secret}`],
		['of an unknown kind', `rk_live_${secret}`],
		['of an unknown mode', `sk_prod_${secret}`],
		['only a prefix', 'sk_live_'],
		['in capitals', `SK_LIVE_${secret}`],
		['broken by a blank', `sk_live_${secret} x`],
		['broken by a line', `sk_live_${secret}\nX-Evil: 1`],
		['not ASCII', `sk_live_${secret}é`],
		['empty', ''],
		['missing', undefined],
	])('is refused without being shown when it is %s', (_how, secretKey) => {
		const resolved = resolveEnvironment('duro', { environment: 'automatic', secretKey });
		expect(resolved.ok).toBe(false);
		expect(resolved).toMatchObject({ message: expect.stringContaining("'Secret Key'") });
		expect(JSON.stringify(resolved)).not.toContain(secret);
	});
});

describe('the token of Revolv3', () => {
	it.each([
		['empty', ''],
		['missing', undefined],
		['broken by a blank', `${secret} x`],
		['broken by a line', `${secret}\nX-Evil: 1`],
		['not ASCII', `${secret}é`],
	])('is refused without being shown when it is %s', (_how, token) => {
		const resolved = resolveEnvironment('revolv3', { environment: 'production', token });
		expect(resolved).toEqual({ ok: false, message: expect.stringContaining("'Token'") });
		expect(JSON.stringify(resolved)).not.toContain(secret);
	});
});

describe.each(providers)('a custom base URL at %s', (provider) => {
	it.each([
		['https://gateway.example.com', 'https://gateway.example.com', 'https://gateway.example.com'],
		['https://gateway.example.com/', 'https://gateway.example.com', 'https://gateway.example.com'],
		[' https://g.example.com/a/b// ', 'https://g.example.com/a/b', 'https://g.example.com'],
		['https://g.example.com:443/a', 'https://g.example.com/a', 'https://g.example.com'],
		['https://g.example.com:8443', 'https://g.example.com:8443', 'https://g.example.com:8443'],
		['HTTPS://G.EXAMPLE.COM/A', 'https://g.example.com/A', 'https://g.example.com'],
		['http://localhost:4010/duro', 'http://localhost:4010/duro', 'http://localhost:4010'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.8.9.10', 'http://127.8.9.10', 'http://127.8.9.10'],
		['http://[::1]:4010/', 'http://[::1]:4010', 'http://[::1]:4010'],
	])('%s leads to %s', (typed, baseUrl, origin) => {
		expect(atCustom(provider, typed)).toMatchObject({ ok: true, baseUrl, origin });
	});

	it.each([
		'',
		'   ',
		'gateway.example.com',
		'//gateway.example.com',
		'http://gateway.example.com',
		'http://10.0.0.1',
		'http://0.0.0.0:4010',
		'http://128.0.0.1',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://localhost@example.com',
		'http://[::2]:4010',
		'http://[::ffff:10.0.0.1]',
		'https://user@gateway.example.com',
		'https://user:word@gateway.example.com',
		'https://@gateway.example.com',
		'https://api.revolv3.com@gateway.example.com',
		'https://gateway.example.com?x=1',
		'https://gateway.example.com/?',
		'https://gateway.example.com/#top',
		'https://gateway.example.com#',
		'https://gateway.example.com./',
		'https://gateway\\.example.com',
		'https://gateway.example.com\\@other.example.com',
		'https://gateway.\texample.com',
		'https://gate way.example.com',
		'https:gateway.example.com',
		'https:///gateway.example.com',
		'https://',
		'ftp://localhost',
		'file:///etc/hosts',
		'javascript:alert(1)',
		'={{ $json.url }}',
		undefined,
		null,
		7,
		['https://gateway.example.com'],
	])('%j is refused, and the field is named', (typed) => {
		expect(atCustom(provider, typed)).toEqual({
			ok: false,
			message: expect.stringContaining("'Base URL'"),
		});
	});
});

describe('the environment in the key', () => {
	it.each([
		['revolv3', 'https://api.revolv3.com', 'production'],
		['revolv3', 'https://API-SANDBOX.revolv3.com:443/v9/', 'sandbox'],
		['revolv3', 'http://127.0.0.1:4010/revolv3', 'custom:http://127.0.0.1:4010'],
		['revolv3', 'https://api.revolv3.com:8443', 'custom:https://api.revolv3.com:8443'],
		['layer', 'https://api-ca.layerfi.com', 'productionCanada'],
		['layer', 'https://gateway.example.com/layer', 'custom:https://gateway.example.com'],
		['thredfi', 'https://backend.thredfi.com/', 'production'],
		[
			'thredfi',
			'https://sandbox-backend.thredfi.com',
			'custom:https://sandbox-backend.thredfi.com',
		],
	] as const)('of %s at %s is %s', (provider, baseUrl, environment) => {
		expect(atCustom(provider, baseUrl)).toMatchObject({ ok: true, environment });
	});
});

describe('what a gateway stands for', () => {
	const gateway = { baseUrl: 'https://gateway.example.com/a' };

	it.each([
		['layer', 'productionCanada'],
		['layer', 'sandbox'],
		['revolv3', 'production'],
		['revolv3', 'sandbox'],
		['thredfi', 'development'],
		['thredfi', 'staging'],
	] as const)('is its environment in the key: %s, %s', (provider, standsFor) => {
		const credentials = { ...custom[provider], ...gateway, standsFor };
		expect(resolveEnvironment(provider, credentials)).toMatchObject({
			ok: true,
			environment: standsFor,
			baseUrl: gateway.baseUrl,
			origin: 'https://gateway.example.com',
		});
	});

	it.each([
		['itself', 'https://gateway.example.com', 'custom:https://gateway.example.com'],
		['itself', 'https://api.revolv3.com', 'production'],
		[undefined, 'https://gateway.example.com', 'custom:https://gateway.example.com'],
		['production', 'https://api.revolv3.com/x', 'production'],
	])('is for %s at %s %s', (standsFor, baseUrl, environment) => {
		const credentials = { ...custom.revolv3, standsFor, baseUrl };
		expect(resolveEnvironment('revolv3', credentials)).toMatchObject({ ok: true, environment });
	});

	it.each(['', 'custom', 'Production', 'productionCanada', 'toString', null, 7])(
		'is never %p',
		(standsFor) => {
			const credentials = { ...custom.revolv3, ...gateway, standsFor };
			expect(resolveEnvironment('revolv3', credentials)).toEqual({
				ok: false,
				message: expect.stringContaining("'Stands For'"),
			});
		},
	);

	it('is never another environment than the one whose host it is', () => {
		const credentials = {
			...custom.revolv3,
			baseUrl: 'https://api.revolv3.com',
			standsFor: 'sandbox',
		};
		expect(resolveEnvironment('revolv3', credentials)).toEqual({
			ok: false,
			message: expect.stringMatching(/'Base URL'.*production.*'Stands For'.*sandbox/),
		});
	});

	it('does not count where the environment is not a custom one', () => {
		const credentials = { ...custom.revolv3, environment: 'sandbox', standsFor: 'production' };
		expect(resolveEnvironment('revolv3', credentials)).toMatchObject({ environment: 'sandbox' });
	});
});

describe('the account of a credential', () => {
	const revolv3Of = (account: unknown, more: CredentialFields = {}) =>
		resolveEnvironment('revolv3', {
			...custom.revolv3,
			environment: 'production',
			...more,
			account,
		});

	it.each([
		['shop-eu', 'production#shop-eu'],
		[' Shop–EU\u200e ', 'production#shop-eu'],
		['ＳＨＯＰ  ＥＵ', 'production#shop eu'],
		['7', 'production#7'],
		[7, 'production#7'],
		['', 'production'],
		['  ', 'production'],
	])('%j goes into the key as %s', (account, environment) => {
		expect(revolv3Of(account)).toMatchObject({
			ok: true,
			environment,
			baseUrl: 'https://api.revolv3.com',
		});
	});

	it('stands behind the name of a custom environment', () => {
		const baseUrl = 'http://127.0.0.1:4010';
		expect(revolv3Of('A', { environment: 'custom', baseUrl })).toMatchObject({
			environment: `custom:${baseUrl}#a`,
		});
		expect(revolv3Of('A', { environment: 'custom', baseUrl, standsFor: 'sandbox' })).toMatchObject({
			environment: 'sandbox#a',
		});
	});

	it('is nothing where the credential is older than the field', () => {
		const credentials = { ...custom.revolv3, environment: 'production' };
		expect(resolveEnvironment('revolv3', credentials)).toMatchObject({
			environment: 'production',
		});
	});

	it.each([
		[undefined],
		[null],
		[true],
		[1.5],
		[2 ** 53],
		[{ id: 1 }],
		[['a']],
		['shop-undefined'],
		['{{account}}'],
		['sh\ufffdp'],
		['#N/A'],
		['x'.repeat(201)],
	])('is refused where it is %p, for two accounts would be one', (account) => {
		expect(revolv3Of(account)).toEqual({
			ok: false,
			message: expect.stringContaining("'Account'"),
		});
	});

	it('of a credential that cannot be used is not looked at', () => {
		expect(revolv3Of('A', { environment: 'nowhere' })).toEqual({
			ok: false,
			message: expect.stringContaining("'Environment'"),
		});
	});
});

describe('a custom environment of Layer', () => {
	const complete = { ...custom.layer, baseUrl: 'https://gateway.example.com' };

	it('takes its token URL and scope as given', () => {
		expect(resolveEnvironment('layer', complete)).toMatchObject({
			ok: true,
			tokenUrl: 'https://gateway.example.com/token',
			scope: 'https://gateway.example.com/scope',
		});
	});

	it.each([
		['tokenUrl', 'http://gateway.example.com/token', "'Token URL'"],
		['tokenUrl', 'https://user@gateway.example.com/token', "'Token URL'"],
		['tokenUrl', '', "'Token URL'"],
		['scope', ' ', "'Scope'"],
	])('is refused with %s %j', (field, value, named) => {
		expect(resolveEnvironment('layer', { ...complete, [field]: value })).toEqual({
			ok: false,
			message: expect.stringContaining(named),
		});
	});
});
