import type { IHttpRequestHelper } from 'n8n-workflow';
import { assertNotInClear } from '../../nodes/shared/credentials/notInClear';
import { at } from '../../nodes/shared/environments/resolved';

/** n8n's helper, when it does so with every request. */
const helper = (httpRequest: () => Promise<unknown>): IHttpRequestHelper => ({
	helpers: { httpRequest },
});
const here = at('custom:http://127.0.0.1:4010', 'http://127.0.0.1:4010');

it.each([
	['a port that nobody serves', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
	["a host outside the credential's domains", new Error('Domain not allowed: 127.0.0.1')],
	['a host that n8n blocks', Object.assign(new Error('no'), { name: 'SsrfBlockedIpError' })],
])('%s is no proxy', async (_, thrown) => {
	const checked = assertNotInClear(
		helper(async () => await Promise.reject(thrown)),
		here,
	);
	await expect(checked).resolves.toBeUndefined();
});

it('an answer from a port that nobody serves is a proxy', async () => {
	const checked = assertNotInClear(
		helper(async () => await Promise.resolve('')),
		here,
	);
	await expect(checked).rejects.toThrow(/through its proxy.*NO_PROXY/);
});

it('nothing is asked where nothing goes in clear', async () => {
	const httpRequest = jest.fn();
	await assertNotInClear(helper(httpRequest), at('live', 'https://api.example.com'));
	await assertNotInClear(helper(httpRequest), { ok: false, message: 'unusable' });
	expect(httpRequest).not.toHaveBeenCalled();
});
