import { mutant, type Mutant } from '../mutant';

const ONE_SEND = 'nodes/shared/n8n/http/oneSend.ts';
const BEHIND_GATE = 'nodes/shared/n8n/http/behindGate.ts';
const CALL =
	'options: onlyOnce({ ...options, disableFollowRedirect: true, ignoreHttpStatusErrors: true }),';
const ATTACH = 'nodes/shared/credentials/attachSecret.ts';
const CUSTOM_URL = 'nodes/shared/environments/customUrl.ts';
const DURO = 'test/conformance/duro.test.ts';
const REVOLV3 = 'test/conformance/revolv3.test.ts';

/** The way out: what n8n would do by itself, and where secrets may go. */
export const transportMutants: readonly Mutant[] = [
	{
		name: 'Follows redirects',
		edits: [
			{
				file: ONE_SEND,
				find: 'disableFollowRedirect: true, ',
				replace: '',
			},
			{
				file: ATTACH,
				find: 'return noted({ ...request, headers, disableFollowRedirect: true }, true);',
				replace: 'return noted({ ...request, headers }, true);',
			},
			{
				file: ATTACH,
				find: 'return noted({ ...request, disableFollowRedirect: true }, isOnlyOnce(request));',
				replace: 'return noted({ ...request }, isOnlyOnce(request));',
			},
		],
		tests: ['test/security/redirects.test.ts'],
	},
	mutant('Lets statuses be thrown', ONE_SEND, ', ignoreHttpStatusErrors: true }', ' }', DURO),
	{
		name: 'Lets n8n send the refund again after a 401',
		edits: [
			{
				file: ONE_SEND,
				find: CALL,
				replace:
					'options: { ...options, disableFollowRedirect: true, ignoreHttpStatusErrors: { ignore: true, except: [401] } },',
			},
			{ file: ONE_SEND, find: '\t\t\tpreAuthenticationRetryStatusCode: [],\n', replace: '' },
		],
		tests: [DURO],
	},
	{
		name: 'Lets n8n send the refund again after a 401 that was cut',
		edits: [
			{
				file: ONE_SEND,
				find: CALL,
				replace:
					'options: { ...options, disableFollowRedirect: true, ignoreHttpStatusErrors: true },',
			},
			{ file: ONE_SEND, find: '\t\t\tpreAuthenticationRetryStatusCode: [],\n', replace: '' },
		],
		tests: ['test/n8n/hostRepeats.test.ts'],
	},
	mutant(
		"Sends a refund again after somebody else's 429",
		BEHIND_GATE,
		'if (isWrite && !isOwnError(outcome.body, outcome.status)) return outcome;',
		'',
		'test/unit/n8n/http',
	),
	mutant(
		'Sends a refund again after an outage',
		BEHIND_GATE,
		'if (isWrite) return outcome;\n\t\t\trepeated',
		'repeated',
		'test/unit/n8n/http',
	),
	mutant(
		"Sends a refund again after somebody else's 401",
		'nodes/shared/n8n/http/withKeys.ts',
		"(exchange.kind === 'write' && !isOwnError(outcome.body, outcome.status))",
		'false',
		'test/unit/n8n/http/withKeys.test.ts',
	),
	mutant(
		'Sends with whatever the credential says by now',
		ONE_SEND,
		'\t\t\tcredentialsDecrypted: { ...credential, data },\n',
		'',
		'test/n8n/engine/credential.test.ts',
	),
	mutant(
		'Waits for an answer that drips for ever',
		'nodes/shared/n8n/http/deadline.ts',
		'await withinTime(next(exchange), timeoutOf(exchange.kind, waits), TOO_LATE)',
		'await next(exchange)',
		'test/n8n/drippingAnswer.test.ts',
	),
	mutant(
		'Sends although the execution was cancelled',
		BEHIND_GATE,
		': cancelled()\n',
		': false\n',
		'test/n8n/cancelBeforeSend.test.ts',
	),
	mutant(
		'Does not wait when told to',
		'nodes/shared/n8n/http/gate.ts',
		'this.pause(quietMs, now);',
		'',
		'test/n8n/retryAfter.test.ts',
	),
	mutant(
		'Calls a broken connection unsent',
		'nodes/shared/n8n/http/failureOf.ts',
		"const sent = isUnsent ? 'never' : 'perhaps';",
		"const sent = 'never';",
		REVOLV3,
	),
	mutant(
		'Puts ids into paths as they are',
		'nodes/shared/engine/provider/http.ts',
		'return encodeURIComponent(id);',
		'return id;',
		'test/security/ids.test.ts',
	),
	mutant(
		'Sends its secret to any host',
		ATTACH,
		'if (originOf(request) !== environment.origin) {',
		'if (false) {',
		'test/credentials/credentials.test.ts',
	),
	mutant(
		'Allows plain http to any host',
		CUSTOM_URL,
		"url.protocol === 'http:' && isLoopback(url.hostname)",
		"url.protocol === 'http:'",
		'test/security/baseUrl.test.ts',
	),
	mutant(
		'Sends a kept token to a host it was not made for',
		'nodes/shared/credentials/clientCredentials.ts',
		'return parsed.for === purposeOf(request) ? parsed.token : null;',
		'return parsed.token;',
		'test/credentials/credentials.test.ts',
	),
];
