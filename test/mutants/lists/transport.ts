import { mutant, type Mutant } from '../mutant';

const TRANSPORT = 'nodes/shared/n8n/transport.ts';
const ATTACH = 'nodes/shared/credentials/attachSecret.ts';
const CUSTOM_URL = 'nodes/shared/environments/customUrl.ts';
const DURO = 'test/conformance/duro.test.ts';
const REVOLV3 = 'test/conformance/revolv3.test.ts';

/** The second guard against a repeat, which alone is enough to catch what the first lets through. */
const SENDS_MORE_THAN_ONCE = {
	file: TRANSPORT,
	find: "if (on401 === 'leave') onlyOnce(options);",
	replace: 'if (timeoutMs < 0) onlyOnce(options);',
};

/** The way out: what n8n would do by itself, and where secrets may go. */
export const transportMutants: readonly Mutant[] = [
	{
		name: 'Follows redirects',
		edits: [
			{
				file: TRANSPORT,
				find: '\t\t\tdisableFollowRedirect: true,\n',
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
	mutant(
		'Lets statuses be thrown',
		TRANSPORT,
		'\t\t\tignoreHttpStatusErrors: STATUSES_AS_DATA[on401],\n',
		'',
		DURO,
	),
	{
		name: 'Lets n8n send the refund again after a 401',
		edits: [
			{
				file: TRANSPORT,
				find: '\tleave: true,\n',
				replace: '\tleave: { ignore: true, except: [401] },\n',
			},
			SENDS_MORE_THAN_ONCE,
		],
		tests: [DURO],
	},
	{
		name: 'Lets n8n send the refund again after a 401 that was cut',
		edits: [
			{
				file: TRANSPORT,
				find: "on401 === 'leave' ? { preAuthenticationRetryStatusCode: [] } : {}",
				replace: '{}',
			},
			SENDS_MORE_THAN_ONCE,
		],
		tests: ['test/n8n/hostRepeats.test.ts'],
	},
	mutant(
		'Sends with whatever the credential says by now',
		TRANSPORT,
		'{ ...repeatOn, credentialsDecrypted: credential }',
		'repeatOn',
		'test/n8n/engine/credential.test.ts',
	),
	mutant(
		'Waits for an answer that drips for ever',
		TRANSPORT,
		'const outcome = await withinTime(answer, timeoutMs, tooLate);',
		'const outcome = await answer;',
		'test/n8n/drippingAnswer.test.ts',
	),
	mutant(
		'Sends although the execution was cancelled',
		TRANSPORT,
		'if (answered === null || this.options.cancelled()) return cancelledBeforeSend;',
		'if (answered === null) return cancelledBeforeSend;',
		'test/n8n/cancelBeforeSend.test.ts',
	),
	mutant(
		'Does not wait when told to',
		TRANSPORT,
		'this.pace.pause(pause);',
		'',
		'test/n8n/retryAfter.test.ts',
	),
	mutant(
		'Calls a broken connection unsent',
		'nodes/shared/n8n/failureOf.ts',
		"sent: unsent ? 'never' : 'perhaps'",
		"sent: 'never'",
		REVOLV3,
	),
	mutant(
		'Puts ids into paths as they are',
		'nodes/shared/engine/http.ts',
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
		'return fits ? parsed.token : null;',
		'return fits || parsed.token ? parsed.token : null;',
		'test/credentials/credentials.test.ts',
	),
];
