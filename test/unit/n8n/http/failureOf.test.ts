import { failureOf } from '../../../../nodes/shared/n8n/http/failureOf';

const ASKED = 'https://gateway.example.com/v1/refunds';

/** As n8n 1.x throws it: sentences of its own, those of the error behind it in `messages`, and no `cause`. */
const thrownBy1x = (httpCode: string | null, ...messages: string[]) => ({
	name: 'NodeApiError',
	message: 'The service refused the connection - perhaps it is offline',
	messages,
	httpCode,
});

describe('an error without the one behind it', () => {
	it.each([
		['another port', 'ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3128'],
		['another port in IPv6', 'ECONNREFUSED', 'connect ECONNREFUSED ::1:3128'],
		[
			'several addresses',
			'ECONNREFUSED',
			'connect ECONNREFUSED ::1:3128 | connect ECONNREFUSED 127.0.0.1:3128',
		],
		['another port, too late', 'ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.7:3128'],
		[
			'another port, from here',
			'EHOSTUNREACH',
			'connect EHOSTUNREACH 10.0.0.7:3128 - Local (10.0.0.2:41000)',
		],
		['another name', 'ENOTFOUND', 'getaddrinfo ENOTFOUND proxy.example.com'],
		['another name, for now', 'EAI_AGAIN', 'getaddrinfo EAI_AGAIN proxy.example.com'],
		['a proxy that hung up', null, 'Proxy connection ended before receiving CONNECT response'],
	])('names the proxy: %s', (_where, code, sentence) => {
		expect(failureOf(thrownBy1x(code, sentence, sentence), ASKED)).toMatchObject({
			sent: 'never',
			cause: 'proxyDown',
		});
	});

	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.7:443', 'outage'],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND gateway.example.com', 'outage'],
		['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.7:443', 'timeout'],
	])('is about the provider where that was asked: %s', (code, sentence, cause) => {
		expect(failureOf(thrownBy1x(code, sentence), ASKED)).toMatchObject({ sent: 'never', cause });
	});

	it.each([
		['ETIMEDOUT', 'read ETIMEDOUT'],
		['ECONNRESET', 'read ECONNRESET'],
		['ECONNRESET', 'it said: connect ECONNREFUSED 127.0.0.1:3128'],
		['ECONNRESET', 'connect ECONNREFUSED 127.0.0.1:3128, it said'],
		['ECONNABORTED', 'timeout of 50ms exceeded'],
		[null, 'socket hang up'],
	])('may have been sent where no sentence of Node says otherwise: %s, %s', (code, sentence) => {
		const failure = failureOf(thrownBy1x(code, sentence), ASKED);
		expect(failure.sent).toBe('perhaps');
		expect(failure.cause).not.toBe('proxyDown');
	});
});
