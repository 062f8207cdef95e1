/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setTimeout as wait } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import {
	NodeApiError,
	type IAdditionalCredentialOptions,
	type ICredentialType,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { isN8n1, notInN8n1 } from './engineVersion';
import { createN8n } from './index';
import { ssrfProtection } from './network';
import { TOY_TYPE, toyCredential, toyNode } from './toy';
import { reply, startToyServer, type ToyServer } from './toyServer';

/** What the package relies on in n8n's HTTP helper, measured with n8n's own helper. See `engineFacts.test.ts`. */
type Seen = {
	answer?: unknown;
	error?: NodeApiError;
	aborted?: boolean;
	output?: number;
	ended?: string;
};

const guarded = {
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
};
const neverResend: IAdditionalCredentialOptions = { preAuthenticationRetryStatusCode: [] };
const json = { 'content-type': 'application/json' };

/** Sends the beginning of a body that is announced to be longer. */
const begin = (response: ServerResponse, status: number) => {
	response.writeHead(status, { ...json, 'content-length': '100' });
	response.write('{"a":');
};

let server: ToyServer;

beforeAll(async () => {
	server = await startToyServer((request, response, raw) => {
		const { path } = request;
		if (path === '/token') return reply(response, 200, { token: 'new' });
		if (path === '/reset') return void raw.socket.destroy();
		if (path === '/silent') return undefined;
		if (path === '/stalled') return begin(response, 200);
		if (path.startsWith('/cut/')) {
			begin(response, Number(path.slice('/cut/'.length)));
			return void setTimeout(() => raw.socket.destroy(), 20);
		}
		if (path === '/dripping') {
			response.writeHead(200, json);
			const drip = setInterval(() => response.write(' '), 40);
			return void setTimeout(() => {
				clearInterval(drip);
				response.end('1');
			}, 400);
		}
		if (path.startsWith('/redirect/')) {
			response.writeHead(Number(path.slice('/redirect/'.length)), { location: '/fine' });
			return void response.end();
		}
		if (path === '/broken') return void response.writeHead(200, json).end('{"a":');
		if (path === '/precise')
			return void response.writeHead(200, json).end('{"a":12345678901234567890}');
		const status = Number(path.slice(1));
		return reply(response, status > 0 ? status : 200, { code: 'x', ...request });
	});
});
afterAll(async () => await server.close());
beforeEach(() => void server.seen.splice(0));

/** Sends a POST from inside a node, and hands back what came of it. */
async function post(
	path: string,
	options: Partial<IHttpRequestOptions> = {},
	credentialOptions?: IAdditionalCredentialOptions,
	{
		cancelAfter,
		type = toyCredential,
	}: { cancelAfter?: Promise<unknown>; type?: ICredentialType } = {},
): Promise<Seen> {
	const seen: Seen = {};
	const node = toyNode(async function () {
		const signal = this.getExecutionCancelSignal();
		try {
			seen.answer = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'toyApi',
				{ method: 'POST', url: new URL(path, server.url).href, json: true, ...options },
				credentialOptions,
			);
		} catch (error) {
			seen.error = error as NodeApiError;
		}
		seen.aborted = signal?.aborted ?? false;
		return [[{ json: { finished: true } }]];
	});
	const n8n = createN8n({
		nodes: { [TOY_TYPE]: node },
		credentialTypes: { toyApi: type },
		credentials: { toyApi: { baseUrl: server.url, token: 'old' } },
	});
	const result = await n8n.run({
		node: { type: TOY_TYPE },
		items: [{}],
		...(cancelAfter && { cancelAfter }),
	});
	return {
		...seen,
		output: result.main.length,
		...(result.failed && { ended: result.failed.name }),
	};
}

const posts = (path: string) => server.count('POST', path);
const causeOf = (seen: Seen) =>
	seen.error?.cause as
		| (Error & { code?: string; response?: { status: number; headers: Record<string, string> } })
		| undefined;
const contentType = () => server.seen[0]?.headers['content-type'];

describe('a 401', () => {
	const { name, displayName, properties, authenticate } = toyCredential;
	const staticType = { name, displayName, properties, ...(authenticate && { authenticate }) };

	it('makes n8n send the POST a second time', async () => {
		await post('/401');
		expect(posts('/401')).toBe(2);
	});

	it('does so for a credential that has nothing to renew, too', async () => {
		await post('/401', {}, undefined, { type: staticType });
		expect(posts('/401')).toBe(2);
	});

	it('does not with ignoreHttpStatusErrors: true', async () => {
		const { answer } = await post('/401', guarded);
		expect(answer).toMatchObject({ statusCode: 401, body: { code: 'x' } });
		expect(posts('/401')).toBe(1);
	});

	it('does again with ignoreHttpStatusErrors: true when its body is cut off', async () => {
		await post('/cut/401', guarded);
		expect(posts('/cut/401')).toBe(2);
	});

	notInN8n1('never does with preAuthenticationRetryStatusCode: []', async () => {
		await post('/cut/401', guarded, neverResend);
		await post('/401', {}, neverResend);
		expect([posts('/cut/401'), posts('/401')]).toEqual([1, 1]);
	});
});

describe('what a failure looks like to the node', () => {
	it('holds the original error as its cause, which n8n 1.x drops', async () => {
		expect(causeOf(await post('/422')) === undefined).toBe(isN8n1);
	});

	it.each([
		['/reset', {}, 'ECONNRESET', 'socket hang up'],
		['http://127.0.0.1:1/', {}, 'ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1'],
		['/silent', { timeout: 50 }, 'ECONNABORTED', 'timeout of 50ms exceeded'],
		['/stalled', { timeout: 50 }, 'ECONNABORTED', 'timeout of 50ms exceeded'],
		['http://', {}, 'ERR_INVALID_URL', undefined],
	])('%s: error.httpCode holds the connection’s code', async (path, options, code, message) => {
		const url = path === 'http://' ? { url: path } : {};
		const seen = await post(path === 'http://' ? '/' : path, { ...guarded, ...options, ...url });
		expect(seen.error).toBeInstanceOf(NodeApiError);
		expect(seen.error?.httpCode).toBe(code);
		expect(causeOf(seen)?.response).toBeUndefined();
		if (message !== undefined && !isN8n1) {
			expect(causeOf(seen)).toMatchObject({ code, message });
		}
	});

	notInN8n1(
		'a refused status: httpCode is a string, body in context.data, headers in cause.response',
		async () => {
			const seen = await post('/422');
			expect(seen.error).toMatchObject({ httpCode: '422', context: { data: { code: 'x' } } });
			expect(causeOf(seen)).toMatchObject({ code: 'ERR_BAD_REQUEST', response: { status: 422 } });
			expect(causeOf(seen)?.response?.headers['content-type']).toBe('application/json');
		},
	);

	notInN8n1.each([[200], [422], [500]])(
		'a body cut off after a %i throws with that status in httpCode, even where statuses are ignored',
		async (status) => {
			const seen = await post(`/cut/${status}`, guarded);
			expect(seen.answer).toBeUndefined();
			expect(seen.error).toMatchObject({ httpCode: String(status), context: {} });
			expect(causeOf(seen)).toMatchObject({
				code: 'ERR_BAD_RESPONSE',
				message: 'stream has been aborted',
				response: { status },
			});
		},
	);

	it('a cancelled execution aborts the call under way; the engine waits for the node and takes its output', async () => {
		const cancelAfter = wait(50);
		const seen = await post('/silent', guarded, undefined, { cancelAfter });
		expect(seen.error?.httpCode).toBe('ERR_CANCELED');
		expect(causeOf(seen)?.name).toBe(isN8n1 ? undefined : 'CanceledError');
		expect(seen).toMatchObject({
			aborted: true,
			output: 1,
			ended: 'ManualExecutionCancelledError',
		});
	});

	it('no request header is in the error as JSON', async () => {
		const seen = await post('/cut/422');
		expect(JSON.stringify(seen.error)).not.toContain('Bearer');
	});
});

describe('the timeout option', () => {
	it('does not bound an answer that keeps dripping', async () => {
		const { answer } = await post('/dripping', { ...guarded, timeout: 100 });
		expect(answer).toMatchObject({ statusCode: 200, body: 1 });
	});
});

describe('the abortSignal option', () => {
	it('is replaced by the execution’s own signal', async () => {
		const { answer } = await post('/dripping', {
			...guarded,
			abortSignal: AbortSignal.timeout(50),
		});
		expect(answer).toMatchObject({ statusCode: 200 });
	});
});

describe('bodies', () => {
	it('gives a broken JSON answer as a string, without an error', async () => {
		const { answer } = await post('/broken', guarded);
		expect(answer).toMatchObject({ statusCode: 200, body: '{"a":' });
	});

	it('leaves the answer’s text alone with encoding: text', async () => {
		const { answer } = await post('/precise', { ...guarded, encoding: 'text' });
		expect(answer).toMatchObject({ body: '{"a":12345678901234567890}' });
	});

	it('sends nothing for an empty object, and no content type', async () => {
		await post('/200', { ...guarded, body: {} });
		expect(server.seen[0]).toMatchObject({ body: '', headers: { 'content-length': '0' } });
		expect(contentType()).toBeUndefined();
	});

	it('sends a string as it is, but as a form unless a content type is set', async () => {
		await post('/200', { ...guarded, body: '{"amount":1.10}' });
		expect(contentType()).toBe('application/x-www-form-urlencoded');
		server.seen.splice(0);
		await post('/200', { ...guarded, body: '{"amount":1.10}', headers: json });
		expect(server.seen[0]?.body).toBe('{"amount":1.10}');
		expect(contentType()).toBe('application/json');
	});

	it('puts the Authorization header into the very headers object it was given', async () => {
		const headers: Record<string, string> = {};
		await post('/200', { ...guarded, headers });
		expect(headers).toEqual({ Authorization: 'Bearer old' });
	});
});

describe('redirects', () => {
	it('turns a POST into a GET that succeeds', async () => {
		const { answer } = await post('/redirect/302', { returnFullResponse: true });
		expect(answer).toMatchObject({ statusCode: 200 });
		expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /redirect/302',
			'GET /fine',
		]);
	});

	it('sends the POST again, with its Authorization header, after a 307', async () => {
		await post('/redirect/307', { body: { a: 1 } });
		expect(server.seen[1]).toMatchObject({
			method: 'POST',
			path: '/fine',
			headers: { authorization: 'Bearer old' },
		});
	});

	it.each([[302], [307]])('does not follow a %i with disableFollowRedirect', async (status) => {
		const { answer } = await post(`/redirect/${status}`, guarded);
		expect(answer).toMatchObject({ statusCode: status });
		expect(server.seen).toHaveLength(1);
	});
});

describe('the protection against requests to internal addresses', () => {
	it('is there to be switched on, which it is not in n8n 1.x', () => {
		expect(ssrfProtection() === null).toBe(isN8n1);
	});
});
