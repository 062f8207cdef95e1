import { profile as duro } from '../../../../nodes/Duro/adapter/profile';
import { profile as revolv3 } from '../../../../nodes/Revolv3/adapter/profile';
import type { HttpOutcome, NoAnswerCause } from '../../../../nodes/shared/engine/provider/http';
import { answer, DROPPED, openStage, SILENCE, together } from './stage';

const down: ReadonlyArray<readonly [string, HttpOutcome]> = [
	['a 503', answer(503)],
	['a 500 with a web page', answer(500, {}, '<html>')],
	['a dropped connection', DROPPED],
];

describe.each(down)('%s', (_what, outcome) => {
	it('of one second in a list of 100 costs no item', async () => {
		const { openRun, finish } = openStage(revolv3);
		const run = openRun((at) => (at >= 1_000 && at < 2_000 ? outcome : answer(200)));
		const outcomes = await finish(together(100, run.read));
		expect(outcomes.filter((one) => one.kind !== 'answer' || one.status !== 200)).toEqual([]);
	});

	it('is followed by two seconds in which nobody asks', async () => {
		const { time, start, left, openRun, finish } = openStage(duro);
		const [run, other] = [
			openRun((_at, number) => (number === 0 ? outcome : answer(200))),
			openRun(),
		];
		const sent = [run.read()];
		time.at(start + 500, () => void sent.push(other.read(), other.write()));
		await finish(sent);
		expect(left).toHaveLength(4);
		expect(Math.min(...left.slice(1))).toBeGreaterThanOrEqual(2_000);
		expect(Math.max(...left)).toBeLessThan(2_100);
	});

	it('is asked about once more and no oftener', async () => {
		const { left, openRun, finish } = openStage(revolv3);
		expect(await finish([openRun(() => outcome).read()])).toEqual([outcome]);
		expect(left).toHaveLength(2);
	});

	it('sends no write again', async () => {
		const { left, openRun, finish } = openStage(revolv3);
		expect(await finish([openRun(() => outcome).write()])).toEqual([outcome]);
		expect(left).toHaveLength(1);
	});
});

it('does not repeat a read that was not answered in time, nor keep others waiting', async () => {
	const { left, openRun, finish } = openStage(duro);
	const run = openRun((_at, number) => (number === 0 ? SILENCE : answer(200)));
	expect(await finish([run.read()])).toEqual([SILENCE]);
	await finish([run.read()]);
	expect(left).toEqual([0, 1]);
});

it.each<NoAnswerCause>([
	'untrustedCertificate',
	'protocol',
	'blocked',
	'allowedDomains',
	'proxyLogin',
	'proxyDown',
])('does not repeat what no waiting heals: %s', async (cause) => {
	const { left, openRun, finish } = openStage(duro);
	const outcome: HttpOutcome = { kind: 'noAnswer', sent: 'never', why: 'why', cause };
	expect(await finish([openRun(() => outcome).read()])).toEqual([outcome]);
	expect(left).toHaveLength(1);
});
