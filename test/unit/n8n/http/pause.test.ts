import { profile as duro } from '../../../../nodes/Duro/adapter/profile';
import { profile as layer } from '../../../../nodes/Layer/adapter/profile';
import { profile as revolv3 } from '../../../../nodes/Revolv3/adapter/profile';
import { profile as thredfi } from '../../../../nodes/Thredfi/adapter/profile';
import { mostWithin } from './simulate';
import type { HttpOutcome } from '../../../../nodes/shared/engine/provider/http';
import { answer, openStage, together, type Respond } from './stage';

const all = [duro, layer, revolv3, thredfi].map(
	(profile) => [profile.displayName, profile] as const,
);

/** The first request is limited for so long, and no other. */
const limitedFor =
	(seconds: number): Respond =>
	(_at, number) =>
		number === 0 ? answer(429, { 'retry-after': String(seconds) }) : answer(200);

describe.each(all)('a 429 at %s', (_, profile) => {
	it.each(['read', 'write'] as const)(
		'holds a %s of another run that comes later',
		async (kind) => {
			const { time, left, openRun, finish } = openStage(profile);
			const [mine, other] = [openRun(limitedFor(3)), openRun()];
			const sent = [mine.read()];
			time.at(time.now + 10, () => void sent.push(other[kind]()));
			await finish(sent);
			expect(left).toHaveLength(3);
			expect(Math.min(...left.slice(1))).toBeGreaterThanOrEqual(3_000);
		},
	);

	it('holds those who wait for an earlier turn already', async () => {
		const { left, openRun, finish } = openStage(profile);
		const run = openRun((at) =>
			at < 1_000
				? answer(429, { 'retry-after': '1' })
				: answer(at < 1_500 ? 429 : 200, { 'retry-after': '5' }),
		);
		await finish(together(20, run.read));
		expect(left.filter((at) => at > 1_600 && at < 6_000)).toEqual([]);
	});

	it('counts once when many are told the same', async () => {
		const { left, openRun, finish } = openStage({
			...profile,
			requestsPerSecond: null,
			writesPerSecond: null,
		});
		const run = openRun((at) => (at === 0 ? answer(429, { 'retry-after': '1' }) : answer(200)));
		await finish(together(20, run.read));
		expect(Math.max(...left)).toBeLessThanOrEqual(1_010);
	});

	it('is not shortened by a shorter one', async () => {
		const { left, openRun, finish } = openStage({ ...profile, requestsPerSecond: null });
		const run = openRun((at, number) =>
			at === 0 ? answer(429, { 'retry-after': number === 0 ? '4' : '1' }) : answer(200),
		);
		await finish(together(2, run.read));
		expect(Math.min(...left.slice(2))).toBeGreaterThanOrEqual(4_000);
	});
});

it('lets those who waited leave one after another, not at once', async () => {
	const { left, openRun, finish } = openStage(revolv3);
	const run = openRun(limitedFor(2));
	await finish(together(60, run.read));
	const after = left.filter((at) => at >= 2_000);
	expect(after.length).toBeGreaterThan(50);
	expect(mostWithin(after, 200)).toBeLessThanOrEqual(5);
});

describe.each(all)('cancelling an execution at %s', (_, profile) => {
	it('wakes all who wait, at once, and none of them leaves', async () => {
		const { time, start, left, openRun, finish } = openStage(profile);
		const cancel = new AbortController();
		const [mine, limited] = [openRun(undefined, cancel.signal), openRun(limitedFor(30))];
		const sent = [limited.read()];
		const woken: number[] = [];
		time.at(start + 10, () => {
			for (const one of together(20, mine.write)) {
				sent.push(one);
				void one.then(() => woken.push(time.now - start));
			}
		});
		time.at(start + 700, () => cancel.abort());
		const outcomes = await finish(sent);
		const stopped = (await Promise.all(sent.slice(1))).map(
			(outcome) => outcome.kind === 'noAnswer' && outcome.cause,
		);
		expect(outcomes[0]).toMatchObject({ kind: 'answer', status: 200 });
		expect(stopped).toEqual(Array.from({ length: 20 }, () => 'cancelled'));
		expect(left.filter((at) => at > 0 && at < 30_000)).toEqual([]);
		expect(new Set(woken)).toEqual(new Set([700]));
	});

	it('keeps nobody of another execution waiting', async () => {
		const { time, start, left, openRun, finish } = openStage(profile);
		const cancel = new AbortController();
		const [cancelled, other] = [openRun(undefined, cancel.signal), openRun()];
		const waiting = together(20, cancelled.read);
		const sent = other.read();
		time.at(start + 1, () => cancel.abort());
		await finish([...waiting, sent]);
		expect(await sent).toMatchObject({ kind: 'answer', status: 200 });
		expect(Math.max(...left)).toBeLessThan(1_200);
	});
});

it('asks whether the run has stopped right before a write leaves, after all waits', async () => {
	const { time, start, left, openRun, finish } = openStage(revolv3);
	const run = openRun(limitedFor(5));
	let stopped = false;
	const sent = [run.read()];
	time.at(start + 10, () => void sent.push(run.write(() => stopped)));
	time.at(start + 2_000, () => (stopped = true));
	await finish(sent);
	expect(await sent[1]).toMatchObject({ kind: 'noAnswer', sent: 'never', cause: 'stopped' });
	expect(left).toEqual([0, 5_001]);
});

describe('the limit of refunds at Layer', () => {
	/** How many refunds leave in one second once these answers have come to the first ones. */
	const leaving = async (environment: string, ...first: HttpOutcome[]) => {
		const { left, openRun, finish } = openStage(layer, environment);
		const run = openRun((_at, number) => first[number] ?? answer(200));
		const heard = first.filter((one) => one.kind === 'answer' && one.status === 200);
		for (let writes = 0; writes < heard.length; writes += 1) await finish([run.write()]);
		const before = left.length;
		await finish(together(120, run.write));
		return mostWithin(left.slice(before), 1000);
	};
	const telling = (limit: string) => answer(200, { 'x-ratelimit-limit': limit });

	it.each([answer(200), telling('20'), telling('40'), telling('many')])(
		'is the strictest documented one after %j',
		async (first) => {
			expect(await leaving('sandbox', first)).toBeLessThanOrEqual(20);
		},
	);

	it.each([telling('100'), telling('500')])('is that of all requests after %j', async (first) => {
		const most = await leaving('sandbox', first);
		expect(most).toBeGreaterThan(90);
		expect(most).toBeLessThanOrEqual(100);
	});

	it('is the strictest again after a 429', async () => {
		expect(await leaving('sandbox', telling('100'), answer(429), answer(200))).toBeLessThanOrEqual(
			20,
		);
	});
});

describe('the limit of all requests at Layer', () => {
	it.each([
		['sandbox', 100],
		['production', 500],
		['custom:http://127.0.0.1:4010', 100],
	])('is what is documented for %s', async (environment, permitted) => {
		const { left, openRun, finish } = openStage(layer, environment);
		await finish(together(permitted * 3, openRun().read));
		expect(mostWithin(left, 1000)).toBeLessThanOrEqual(permitted);
		expect(mostWithin(left, 1000)).toBeGreaterThan(permitted * 0.9);
	});

	it('is kept where an answer says that it is used up, until the time it names', async () => {
		const { start, left, openRun, finish } = openStage({
			...layer,
			remainingHeader: 'x-ratelimit-remaining',
			resetHeader: 'x-ratelimit-reset',
		});
		const reset = String(Math.ceil(start / 1000) + 1);
		const used = answer(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset });
		const run = openRun((_at, number) => (number === 0 ? used : answer(200)));
		await finish([run.read()]);
		await finish([run.read()]);
		expect(left[1]).toBeGreaterThanOrEqual(Number(reset) * 1000 - start);
	});
});
