import type { HttpOutcome, NoAnswer } from '../../../../nodes/shared/engine/provider/http';
import type { Exchange } from '../../../../nodes/shared/n8n/http/exchange';
import { withKeys, type Key, type Keys } from '../../../../nodes/shared/n8n/http/withKeys';
import { answer } from './stage';

const PAGE = '<html>Please log in</html>';
const outage: NoAnswer = { kind: 'noAnswer', sent: 'never', why: 'why', cause: 'outage' };

/** Keys T1, T2 … by number of drops, and a provider that answers the sends in turn. */
function scene(outcomes: readonly HttpOutcome[], more: Partial<Keys> = {}) {
	const sent: Exchange[] = [];
	let drops = 0;
	const keys: Keys = {
		keyFor: async (): Promise<Key | NoAnswer | null> => ({ fields: { token: `T${drops + 1}` } }),
		drop: () => void (drops += 1),
		...more,
	};
	const send = withKeys(
		async (exchange) => {
			sent.push(exchange);
			return outcomes[Math.min(sent.length, outcomes.length) - 1] ?? outage;
		},
		keys,
		(body) => typeof body === 'object' && body !== null,
	);
	const tokens = () => sent.map(({ fields }) => fields?.token);
	return { send, tokens, drops: () => drops };
}

const exchange = (kind: 'read' | 'write'): Exchange => ({
	kind,
	request: { method: 'GET', path: '/' },
});

it.each(['read', 'write'] as const)(
	'a %s goes out once more with a new token after a 401',
	async (kind) => {
		const { send, tokens } = scene([answer(401), answer(200)]);
		expect(await send(exchange(kind))).toEqual(answer(200));
		expect(tokens()).toEqual(['T1', 'T2']);
	},
);

it.each(['read', 'write'] as const)('a %s goes out twice at most', async (kind) => {
	const { send, tokens } = scene([answer(401)]);
	expect(await send(exchange(kind))).toEqual(answer(401));
	expect(tokens()).toEqual(['T1', 'T2']);
});

it.each([PAGE, '', null])(
	'a write that met a 401 which proves nothing (%j) is not sent again',
	async (body) => {
		const { send, tokens, drops } = scene([answer(401, {}, body), answer(200)]);
		expect(await send(exchange('write'))).toEqual(answer(401, {}, body));
		expect(tokens()).toEqual(['T1']);
		expect(drops()).toBe(0);
	},
);

it('a read is, since it changes nothing', async () => {
	const { send } = scene([answer(401, {}, PAGE), answer(200)]);
	expect(await send(exchange('read'))).toEqual(answer(200));
});

it('a renewal that failed is told as what it is, and not as a rejected credential', async () => {
	let asked = 0;
	const { send, tokens } = scene([answer(401)], {
		keyFor: async () => ((asked += 1) === 1 ? { fields: { token: 'T1' } } : outage),
	});
	expect(await send(exchange('write'))).toEqual(outage);
	expect(tokens()).toEqual(['T1']);
});

it('nothing is sent without the key that it needs', async () => {
	const { send, tokens } = scene([answer(200)], { keyFor: async () => outage });
	expect(await send(exchange('write'))).toEqual(outage);
	expect(tokens()).toEqual([]);
});

it('a request that brings a key of its own is sent once', async () => {
	const { send, tokens } = scene([answer(401)], { keyFor: async () => null });
	expect(await send(exchange('read'))).toEqual(answer(401));
	expect(tokens()).toEqual([undefined]);
});
