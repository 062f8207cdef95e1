import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Switchboard } from '../faults/switchboard';
import { renderPage } from '../page/page';
import { type Sandbox, type SandboxAccount, PROVIDER_IDS } from '../types';
import { WEBHOOK_PROVIDERS, type WebhookProvider } from '../webhooks/types';
import type { World } from '../world';
import { isObject, jsonObject } from '../wire/incoming';
import { WORLDS } from '../worlds/all';
import { enterWorld, worldOf } from '../worlds/worldOf';
import { readRule } from './readRule';

/** The page at `/` and the routes under `/_control`, which no provider path can be mistaken for. */
export function addControl(
	app: FastifyInstance,
	sandbox: Sandbox,
	worlds: readonly World[],
	board: Switchboard,
): void {
	app.get('/', (request, reply) => {
		const seconds = /[?&]refresh=([1-9]\d?)(&|$)/.exec(request.url)?.[1];
		const page = renderPage(
			sandbox,
			worlds,
			board.sentences(),
			seconds === undefined ? null : Number(seconds),
		);
		return reply.headers(PAGE_HEADERS).send(page);
	});
	app.get('/_control/state', (_request, reply) => reply.send(state(sandbox, board)));
	const actions: Readonly<Record<string, Action>> = {
		fault: (said) => sandbox.fault(readRule(said)),
		'clear-faults': (said) =>
			board.clear(said['place'] === undefined ? undefined : Number(said['place'])),
		reset: () => sandbox.reset(),
		world: (said) => enterWorld(sandbox.switches, readWorld(said)),
		settle: (said) => {
			const account = said['account'] === 'second' ? sandbox.second : sandbox;
			account.settleRefund(String(said['refundId']), String(said['status']));
		},
		webhook: async (said) =>
			await sandbox.webhooks.subscribe(webhookProvider(said), String(said['url'])),
		announce: (said) =>
			sandbox.webhooks.announce(
				webhookProvider(said),
				String(said['event']),
				String(said['invoiceId']),
			),
		replay: async (said) => await sandbox.webhooks.replay(Number(said['delivery'])),
	};
	for (const [name, act] of Object.entries(actions)) {
		app.post(
			`/_control/${name}`,
			async (request, reply) => await perform(request, reply, act, () => state(sandbox, board)),
		);
	}
}

type Action = (said: Record<string, unknown>) => void | Promise<void>;

/** One provider's world: `choice` overrides the samples' world, value by value. */
function readWorld(said: Readonly<Record<string, unknown>>) {
	const provider = PROVIDER_IDS.find((id) => id === said['provider']);
	if (provider === undefined) throw new Error(`There is no provider ${String(said['provider'])}.`);
	const choice = said['choice'] ?? {};
	if (!isObject(choice)) throw new Error('The choice is not an object.');
	const words = Object.entries(choice).map(([name, value]) => [name, String(value)]);
	const space = WORLDS[provider];
	return worldOf(space, { ...space.samples, ...Object.fromEntries(words) });
}

function webhookProvider(said: Readonly<Record<string, unknown>>): WebhookProvider {
	const provider = WEBHOOK_PROVIDERS.find((id) => id === said['provider']);
	if (provider === undefined) throw new Error(`${String(said['provider'])} sends no webhooks.`);
	return provider;
}

const PAGE_HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
	'cache-control': 'no-store',
};

/** JSON is answered with the new state, a form with the page. */
async function perform(
	request: FastifyRequest,
	reply: FastifyReply,
	act: Action,
	after: () => unknown,
): Promise<FastifyReply> {
	// a web page from elsewhere must not work the switches of somebody's running sandbox
	if (request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
	const text = typeof request.body === 'string' ? request.body : '';
	const isForm = request.headers['content-type']?.includes('urlencoded') === true;
	const said = isForm
		? Object.fromEntries<unknown>([...new URLSearchParams(text)])
		: (jsonObject(text === '' ? '{}' : text) ?? null);
	if (said === null) return reply.code(400).send({ problem: 'The body is not a JSON object.' });
	try {
		await act(said);
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		return reply.code(400).send({ problem });
	}
	return isForm ? reply.redirect('/', 303) : reply.send(after());
}

/** Everything a person or a script may want to look at. */
function state(sandbox: Sandbox, board: Switchboard): unknown {
	return {
		url: sandbox.url,
		...booksOf(sandbox),
		second: booksOf(sandbox.second),
		requests: sandbox.requests,
		strayRequests: sandbox.strayRequests,
		followedRedirects: sandbox.followedRedirects,
		faults: board.sentences(),
		switches: sandbox.switches,
		deliveries: sandbox.webhooks.deliveries,
	};
}

/** Invoices and refunds of one account, by provider. */
function booksOf(account: SandboxAccount) {
	return {
		invoices: Object.fromEntries(PROVIDER_IDS.map((id) => [id, account.ledger.invoices(id)])),
		refunds: Object.fromEntries(PROVIDER_IDS.map((id) => [id, account.refunds(id)])),
	};
}
