import { profile as duro } from '../../../../nodes/Duro/adapter/profile';
import { profile as revolv3 } from '../../../../nodes/Revolv3/adapter/profile';
import type { HttpOutcome } from '../../../../nodes/shared/engine/provider/http';
import { answer, openStage, type Respond } from './stage';

const MINUTE = 60_000;
const always =
	(status: number, headers: Record<string, string> = {}): Respond =>
	() =>
		answer(status, headers);
const isLimited = (outcome: HttpOutcome) =>
	outcome.kind === 'answer' ? outcome.status === 429 : outcome.cause === 'limit';

/** A run of so many items, so many side by side, each with one read. */
async function items(count: number, width: number, read: () => Promise<HttpOutcome>) {
	const outcomes: HttpOutcome[] = [];
	let next = 0;
	const worker = async () => {
		while (next < count) {
			next += 1;
			outcomes.push(await read());
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
	return outcomes;
}

describe('a limit that asks for more than the run has patience for', () => {
	it('is asked once by each who was under way, and by nobody after them', async () => {
		const { time, left, openRun } = openStage(revolv3);
		const run = openRun(always(429, { 'retry-after': '600' }));
		const done = items(60, 3, run.read);
		await time.pass();
		expect((await done).every(isLimited)).toBe(true);
		expect(left.length).toBeLessThanOrEqual(3);
		expect(time.now - 1_000_000).toBeLessThan(1_000);
	});

	it('keeps other runs quiet too, which give up at once, until it is over', async () => {
		const { time, start, left, openRun, finish } = openStage(revolv3);
		const run = openRun((at) =>
			at < 600_000 ? answer(429, { 'retry-after': '600' }) : answer(200),
		);
		await finish([run.read()]);
		time.at(start + 30_000, () => undefined);
		await time.pass();
		const [limited] = await finish([openRun().read()]);
		expect(limited).toMatchObject({ kind: 'noAnswer', sent: 'never', cause: 'limit', status: 429 });
		expect(left).toHaveLength(1);
		time.at(start + 550_000, () => undefined);
		await time.pass();
		const [patient] = await finish([openRun().read()]);
		expect(patient).toMatchObject({ kind: 'answer', status: 200 });
		expect(left[1]).toBeGreaterThanOrEqual(600_000);
	});

	it('never keeps anybody quiet for longer than 15 minutes', async () => {
		const { time, start, left, openRun, finish } = openStage(revolv3);
		await finish([openRun(always(429, { 'retry-after': '86400' })).read()]);
		time.at(start + 14.5 * MINUTE, () => undefined);
		await time.pass();
		const [later] = await finish([openRun().read()]);
		expect(later).toMatchObject({ kind: 'answer', status: 200 });
		expect(left[1]).toBeGreaterThanOrEqual(15 * MINUTE);
		expect(left[1]).toBeLessThan(15.1 * MINUTE);
	});
});

describe('a limit that lasts', () => {
	it.each([{}, { 'retry-after': '1' }, { 'retry-after': '0' }, { 'retry-after': 'soon' }])(
		'costs a run of 300 items one minute, and not one for each item (%j)',
		async (headers) => {
			const { time, start, left, openRun } = openStage(revolv3);
			const run = openRun(always(429, headers));
			const done = items(300, 3, run.read);
			await time.pass();
			expect((await done).every(isLimited)).toBe(true);
			expect(time.now - start).toBeLessThanOrEqual(MINUTE + 2_000);
			expect(time.now - start).toBeGreaterThan(MINUTE / 4);
			expect(left.length).toBeLessThanOrEqual(3 * 62);
		},
	);

	it('is counted from the last answer that was none', async () => {
		const { time, start, openRun } = openStage(revolv3);
		const run = openRun((at) =>
			answer(at < 50_000 || at > 100_000 ? 200 : 429, { 'retry-after': '5' }),
		);
		const done = items(2_000, 3, run.read);
		await time.pass();
		expect((await done).some(isLimited)).toBe(false);
		expect(time.now - start).toBeGreaterThan(100_000);
	});

	it('is not counted while the run asks for nothing', async () => {
		const { time, start, openRun, finish } = openStage(revolv3);
		const run = openRun((at) =>
			answer(at > 65_000 && at < 70_000 ? 429 : 200, { 'retry-after': '6' }),
		);
		await finish([run.read()]);
		time.at(start + 66_000, () => undefined);
		await time.pass();
		expect(await finish([run.read()])).toMatchObject([{ status: 200 }]);
	});

	it('doubles its waits where none is named, and begins anew after an answer', async () => {
		const { left, openRun, finish } = openStage({ ...duro });
		const run = openRun((_at, number) => answer([0, 1, 2, 4].includes(number) ? 429 : 200));
		await finish([run.read()]);
		await finish([run.read()]);
		const waits = left.slice(1).map((at, index) => Math.round((at - (left[index] ?? 0)) / 1000));
		expect(waits).toEqual([1, 2, 4, 0, 1]);
	});
});

describe('a write that meets a 429', () => {
	it("is sent again when the 429 is the provider's own", async () => {
		const { left, openRun, finish } = openStage(revolv3);
		const run = openRun((_at, number) =>
			answer(number === 0 ? 429 : 200, { 'retry-after': '1.5' }),
		);
		expect(await finish([run.write()])).toMatchObject([{ status: 200 }]);
		expect(left).toHaveLength(2);
		expect(left[1]).toBeGreaterThanOrEqual(1_500);
	});

	it.each([
		['a web page', '<html>slow down</html>'],
		['no body', null],
		['foreign JSON', { wait: true }],
	])(
		'is left to the engine when it is %s, and holds all others all the same',
		async (_what, body) => {
			const { left, openRun, finish } = openStage(revolv3);
			const run = openRun((_at, number) =>
				number === 0 ? answer(429, { 'retry-after': '5' }, body) : answer(200),
			);
			expect(await finish([run.write()])).toMatchObject([{ status: 429, body }]);
			expect(left).toHaveLength(1);
			await finish([run.read()]);
			expect(left[1]).toBeGreaterThanOrEqual(5_000);
		},
	);
});
