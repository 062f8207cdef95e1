import { accountIn, secondWorld } from './accounts';
import { addControl } from './control/control';
import { BUSINESSES, CREDENTIALS, OTHER_BUSINESS_ID } from './credentials';
import { Switchboard } from './faults/switchboard';
import { buildApp } from './http/app';
import { InFlight } from './http/inFlight';
import { Recorder } from './http/recorder';
import { Waits } from './http/waits';
import { Ledger } from './ledger/ledger';
import { TokenBook } from './ledger/tokens';
import { plantSeed } from './seed';
import { defaultSwitches, resetSwitches } from './switches';
import type { ProviderId, Sandbox, SandboxOptions } from './types';
import { PostOffice } from './webhooks/postOffice';
import type { World } from './world';

export type * from './types';
export { PROVIDER_IDS } from './types';
export type { Switches } from './switches';
export { SEED, SEEDED_KEY } from './seed';

/** Starts the four providers on 127.0.0.1, with their seeded books. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = options.clock ?? (() => Date.now());
	const waits = new Waits();
	let url = '';
	const world: World = {
		account: 'first',
		ledger: options.ledger ?? new Ledger(clock),
		tokens: new TokenBook(clock),
		switches: defaultSwitches(),
		credentials: CREDENTIALS,
		businesses: BUSINESSES.first,
		clock,
		url: () => url,
		wait: async (milliseconds) => await waits.wait(milliseconds),
	};
	const second = secondWorld(world, new Ledger(clock));
	const board = new Switchboard();
	const recorder = new Recorder(clock);
	const inFlight = new InFlight();
	const webhooks = new PostOffice(world);
	const worlds = [world, second];
	worlds.forEach(plantSeed);

	const app = buildApp({ world, second, board, recorder, inFlight });

	const byProvider = (call: 'refund' | 'token', provider?: ProviderId) =>
		recorder.requests.filter(
			(request) =>
				request.call === call && (provider === undefined || request.provider === provider),
		);

	const sandbox: Sandbox = {
		...accountIn(world),
		get url() {
			return url;
		},
		baseUrl: (provider) => `${url}/${provider}`,
		get tokenUrl() {
			return `${url}/layer/oauth2/token`;
		},
		otherBusinessId: OTHER_BUSINESS_ID,
		second: accountIn(second),
		requests: recorder.requests,
		strayRequests: recorder.strays,
		followedRedirects: recorder.followed,
		writes: (provider) => byProvider('refund', provider),
		tokenRequests: (provider) => byProvider('token', provider),
		fault: (rule) => board.arm(rule),
		clearFaults: () => board.clear(),
		expireTokens: (provider) => worlds.forEach((each) => expireTokens(each, provider)),
		switches: world.switches,
		webhooks,
		reset: () => {
			webhooks.close();
			waits.giveUp(); // a held refund must not be booked into the fresh books
			board.clear();
			recorder.clear();
			for (const each of worlds) {
				each.tokens.clear();
				each.ledger.clear();
			}
			resetSwitches(world.switches);
			worlds.forEach(plantSeed);
		},
		explain: () => board.sentences().join('\n'),
		releaseDelays: () => waits.release(),
		idle: async () => await inFlight.idle(),
		stop: async () => {
			webhooks.close();
			waits.giveUp();
			await app.close();
		},
	};
	addControl(app, sandbox, worlds, board);
	url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	return sandbox;
}

function expireTokens(world: World, provider: ProviderId): void {
	if (provider === 'revolv3') {
		throw new Error(`${provider} has a static key that does not expire: arm a 401 instead.`);
	}
	world.tokens.expire(provider);
}
