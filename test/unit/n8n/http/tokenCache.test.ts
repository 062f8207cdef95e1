import type { NoAnswer, NoAnswerCause } from '../../../../nodes/shared/engine/provider/http';
import { TokenCache, type Token } from '../../../../nodes/shared/n8n/http/tokenCache';

const token = (text: string, until = Infinity): Token => ({ kind: 'token', text, until });
const failed = (cause: NoAnswerCause): NoAnswer => ({
	kind: 'noAnswer',
	sent: 'never',
	why: 'why',
	cause,
});

/** A mint whose outcome the test decides later. */
function heldMint() {
	let settle: (outcome: Token | NoAnswer) => void = () => undefined;
	const outcome = new Promise<Token | NoAnswer>((resolve) => (settle = resolve));
	return { mint: async () => await outcome, settle };
}

let now = 0;
const clock = () => now;
beforeEach(() => (now = 0));

it('asks once for all who come while the token is asked for, and keeps it', async () => {
	const cache = new TokenCache();
	const { mint, settle } = heldMint();
	const asked = jest.fn(mint);
	const all = Array.from({ length: 20 }, async () => await cache.get('a', clock, asked));
	settle(token('T1'));
	expect(await Promise.all(all)).toEqual(Array.from({ length: 20 }, () => token('T1')));
	expect(await cache.get('a', clock, asked)).toEqual(token('T1'));
	expect(asked).toHaveBeenCalledTimes(1);
});

it('keeps what was made for one name from every other', async () => {
	const cache = new TokenCache();
	await cache.get('a', clock, async () => token('A'));
	expect(await cache.get('b', clock, async () => token('B'))).toEqual(token('B'));
});

it('asks again when the token is over', async () => {
	const cache = new TokenCache();
	await cache.get('a', clock, async () => token('T1', 1_000));
	now = 999;
	expect(await cache.get('a', clock, async () => token('T2'))).toMatchObject({ text: 'T1' });
	now = 1_000;
	expect(await cache.get('a', clock, async () => token('T2'))).toMatchObject({ text: 'T2' });
});

it('drops the token that was rejected and no newer one', async () => {
	const cache = new TokenCache();
	await cache.get('a', clock, async () => token('T1'));
	cache.drop('a', 'T1');
	await cache.get('a', clock, async () => token('T2'));
	cache.drop('a', 'T1');
	expect(await cache.get('a', clock, async () => token('T3'))).toMatchObject({ text: 'T2' });
});

it.each<NoAnswerCause>(['cancelled', 'limit'])(
	'takes nothing from the others when only the asker is stopped (%s)',
	async (cause) => {
		const cache = new TokenCache();
		const { mint, settle } = heldMint();
		const asker = cache.get('a', clock, mint);
		const asked = jest.fn(async () => token('T1'));
		const others = [cache.get('a', clock, asked), cache.get('a', clock, asked)];
		settle(failed(cause));
		expect(await asker).toEqual(failed(cause));
		expect(await Promise.all(others)).toEqual([token('T1'), token('T1')]);
		expect(asked).toHaveBeenCalledTimes(1);
	},
);

it('tells all who wait what went wrong for all of them, and asks anew next time', async () => {
	const cache = new TokenCache();
	const { mint, settle } = heldMint();
	const all = [cache.get('a', clock, mint), cache.get('a', clock, mint)];
	settle(failed('outage'));
	expect(await Promise.all(all)).toEqual([failed('outage'), failed('outage')]);
	expect(await cache.get('a', clock, async () => token('T1'))).toEqual(token('T1'));
});
