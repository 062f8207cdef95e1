import { facts as duro } from '../../../../nodes/Duro/adapter/facts';
import { facts as layer } from '../../../../nodes/Layer/adapter/facts';
import { facts as revolv3 } from '../../../../nodes/Revolv3/adapter/facts';
import { facts as thredfi } from '../../../../nodes/Thredfi/adapter/facts';
import { Pace } from '../../../../nodes/shared/n8n/pace';
import type { ProviderFacts } from '../../../../nodes/shared/engine/facts';
import { mostWithin } from './simulate';
import { VirtualTime } from './virtualTime';

let addresses = 0;

function begin(facts: ProviderFacts) {
	const time = new VirtualTime();
	const address = `http://127.0.0.1/pause-${(addresses += 1)}`;
	const start = time.now;
	const left: number[] = [];
	/** One execution's pace; all of an address share its limits. */
	const open = (cancel?: AbortSignal) =>
		new Pace(address, facts, time.clock(undefined, [], cancel));
	const send = async (pace: Pace, isWrite = false) => {
		const answered = await pace.turn(isWrite);
		if (answered !== null) left.push(time.now - start);
		return answered;
	};
	return { time, open, send, left };
}

const all = [duro, layer, revolv3, thredfi].map((facts) => [facts.displayName, facts] as const);

describe.each(all)('a 429 at %s', (_, facts) => {
	it.each([false, true])('holds those who come later (refunds: %s)', async (isWrite) => {
		const { time, open, send, left } = begin(facts);
		const [mine, another] = [open(), open()];
		mine.pause(3_000);
		const sent = Promise.all([send(mine, isWrite), send(another, isWrite)]);
		await time.pass();
		await sent;
		expect(Math.min(...left)).toBeGreaterThanOrEqual(3_000);
	});

	it('holds those who wait for an earlier turn already', async () => {
		const { time, open, send, left } = begin(facts);
		const pace = open();
		pace.pause(1_000);
		const sent = Promise.all(Array.from({ length: 20 }, async () => await send(pace)));
		time.at(time.now + 500, () => open().pause(5_000));
		await time.pass();
		await sent;
		expect(Math.min(...left)).toBeGreaterThanOrEqual(5_500);
	});

	it('counts once when many are told the same', async () => {
		const { time, open, send, left } = begin(facts);
		const pace = open();
		for (let told = 0; told < 20; told += 1) pace.pause(1_000);
		const sent = send(pace);
		await time.pass();
		await sent;
		expect(left).toEqual([1_000]);
	});

	it('is not shortened by a shorter one', async () => {
		const { time, open, send, left } = begin(facts);
		const pace = open();
		pace.pause(2_000);
		pace.pause(1_000);
		const sent = send(pace);
		await time.pass();
		await sent;
		expect(left).toEqual([2_000]);
	});
});

it('lets those who waited leave one after another, not at once', async () => {
	const { time, open, send, left } = begin(revolv3);
	const pace = open();
	const sent = Promise.all(Array.from({ length: 60 }, async () => await send(pace)));
	time.at(time.now + 100, () => pace.pause(2_000));
	await time.pass();
	await sent;
	const after = left.filter((at) => at >= 2_100);
	expect(after.length).toBeGreaterThan(50);
	expect(mostWithin(after, 200)).toBeLessThanOrEqual(5);
});

describe.each(all)('cancelling an execution at %s', (_, facts) => {
	it('wakes all who wait, at once, and none of them leaves', async () => {
		const { time, open, send, left } = begin(facts);
		const cancel = new AbortController();
		const pace = open(cancel.signal);
		pace.pause(30_000);
		const woken: number[] = [];
		const start = time.now;
		const waiting = Array.from({ length: 20 }, async () => {
			const answered = await send(pace, true);
			woken.push(time.now - start);
			return answered;
		});
		time.at(time.now + 700, () => cancel.abort());
		await time.pass();
		expect(await Promise.all(waiting)).toEqual(Array.from({ length: 20 }, () => null));
		expect(left).toEqual([]);
		expect(woken).toEqual(Array.from({ length: 20 }, () => 700));
	});

	it('keeps nobody of another execution waiting', async () => {
		const { time, open, send, left } = begin(facts);
		const cancel = new AbortController();
		const [cancelled, other] = [open(cancel.signal), open()];
		const waiting = Array.from({ length: 20 }, async () => await send(cancelled));
		const sent = send(other);
		time.at(time.now + 1, () => cancel.abort());
		await time.pass();
		await Promise.all([...waiting, sent]);
		expect(Math.max(...left)).toBeLessThan(1_200);
	});
});

describe('the limit of refunds at Layer', () => {
	/** How many refunds leave in the first second after an answer. */
	const leaving = async (headers: Record<string, string>, told429 = false) => {
		const { time, open, send, left } = begin(layer);
		const pace = open();
		pace.hear(headers);
		if (told429) pace.pause(0);
		const sent = Promise.all(Array.from({ length: 60 }, async () => await send(pace, true)));
		await time.pass();
		await sent;
		return mostWithin(left, 1000);
	};

	it.each([
		{},
		{ 'x-ratelimit-limit': '20' },
		{ 'x-ratelimit-limit': '40' },
		{ 'x-ratelimit-limit': 'many' },
	])('is the strictest documented one after %j', async (headers) => {
		expect(await leaving(headers)).toBeLessThanOrEqual(20);
	});

	it.each([{ 'x-ratelimit-limit': '100' }, { 'x-ratelimit-limit': '500' }])(
		'is that of all requests after %j',
		async (headers) => {
			const most = await leaving(headers);
			expect(most).toBeGreaterThan(50);
			expect(most).toBeLessThanOrEqual(100);
		},
	);

	it('is the strictest again after a 429', async () => {
		expect(await leaving({ 'x-ratelimit-limit': '100' }, true)).toBeLessThanOrEqual(20);
	});
});
