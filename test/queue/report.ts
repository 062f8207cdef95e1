/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../demo/paths';
import type { Arm, DayFigures } from './arms';
import { KILL_MOMENTS, type KillMoment } from './killer';
import type { QueueOptions } from './options';
import type { QueueStage } from './stage';
import type { Meeting } from './window';

const RESULTS = join(ROOT, 'bench', 'results');

/** Both days of one experiment. */
export interface ArmFigures {
	readonly arm: Arm;
	readonly today: DayFigures;
	readonly tomorrow: DayFigures;
}

type Versions = Pick<QueueStage, 'postgres' | 'redis'>;

const inWords = (counts: ReadonlyMap<string, number>) =>
	[...counts].map(([word, count]) => `${word} ${count}`).join(', ');

const table = (rows: ReadonlyArray<readonly string[]>) => {
	const [head = []] = rows;
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.slice(1).map(line)].join('\n');
};

function killsOf({ kills }: DayFigures): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const moment of Object.keys(KILL_MOMENTS) as KillMoment[]) {
		counts.set(KILL_MOMENTS[moment], kills.filter((kill) => kill.moment === moment).length);
	}
	return counts;
}

/** One line for the screen. */
export function tellArm(title: string, figures: DayFigures): string {
	const { deliveries, executions, kills, booked, lies, words, answersLost, seconds } = figures;
	return [
		`${title}: ${deliveries} deliveries in ${seconds} s, executions: ${inWords(executions)}`,
		`${kills.length} kills, ${booked.refunds} refunds in the books, ${booked.doubles.length} doubles, ${lies.length} lies`,
		`said: ${inWords(words)}`,
		`answers lost: ${answersLost}`,
	].join('\n  ');
}

/** What broke a promise, and how many promises held. */
function judge(played: readonly ArmFigures[]): { passed: number; broken: readonly string[] } {
	const promises = played.flatMap(({ arm, today, tomorrow }) => [
		...(arm.promisesOne
			? [tomorrow.booked.doubles.map((text) => `double at ${arm.title}: ${text}`)]
			: []),
		[...today.lies, ...tomorrow.lies].map((text) => `lie at ${arm.title}: ${text}`),
	]);
	const broken = promises.flat();
	return { passed: promises.filter((found) => found.length === 0).length, broken };
}

function madeBy(command: string, { postgres, redis }: Versions): string {
	return `\`${command}\`, n8n 2.41.1 in queue mode (main and two workers), PostgreSQL ${postgres.version}, Redis ${redis.version}, ${cpus().length} cores.`;
}

/** Writes the page about double deliveries and kills. */
export async function writeDisputes(
	played: readonly ArmFigures[],
	versions: Versions,
	{ disputes, kills, seed }: QueueOptions,
): Promise<ReturnType<typeof judge>> {
	const today = played.map(({ arm, today: day }) => [
		arm.title,
		String(disputes),
		String(day.deliveries),
		inWords(day.executions),
		inWords(killsOf(day)),
		String(day.booked.refunds),
		String(day.booked.doubles.length),
		String(day.lies.length),
		String(day.unknown),
		inWords(day.words),
	]);
	const next = played.map(({ arm, today: before, tomorrow: day }) => [
		arm.title,
		inWords(day.executions),
		String(day.booked.refunds - before.booked.refunds),
		String(day.booked.doubles.length),
		String(day.lies.length),
		String(day.unknown),
		inWords(day.words),
	]);
	const text = `# Double deliveries and killed workers in queue mode

${madeBy(`npm run queue -- --disputes ${disputes} --kills ${kills} --seed ${seed}`, versions)}

Every dispute is delivered twice at the same moment to a webhook whose workflow refunds it, with Continue On Fail and
Retry On Fail. Meanwhile workers are killed (SIGKILL) and started again: before the send (the invoice was read, or the
request left and was lost), between send and answer (the refund is in the books, the answer held back), between answer
and entry (the answer has left, up to 3 ms ago). A kill takes every execution of its worker along, at whatever moment
each of them is.

**Doubles**: disputes with more than one refund in the provider's books. **Lies**: words against the books. **Unknown**:
executions that said so. Words are those of the webhook's answer, else those in n8n's record of the execution; \`no word\`
is an execution that was killed before it had one.

${table([
	[
		...[
			'',
			'disputes',
			'deliveries',
			'executions',
			'kills',
			'refunds',
			'doubles',
			'lies',
			'unknown',
		],
		'said',
	],
	...today,
])}

## The next day

The same disputes are delivered once more; the provider's clock is a day later, its tokens have expired, and nothing is
killed. **New refunds** are disputes whose refund was not in the books; doubles count both days.

${table([['', 'executions', 'new refunds', 'doubles', 'lies', 'unknown', 'said'], ...next])}
`;
	await mkdir(RESULTS, { recursive: true });
	await writeFile(join(RESULTS, 'queue.md'), text);
	return judge(played);
}

const APART_MS = [0, 2, 5, 10, 20, 50, 100, 200, Infinity] as const;

/** Writes the page about Revolv3's window. */
export async function writeWindow(
	meetings: readonly Meeting[],
	versions: Versions,
	{ pairs, offsetsMs }: QueueOptions,
): Promise<void> {
	const doublesOf = (some: readonly Meeting[]) =>
		String(some.filter(({ refunds }) => refunds > 1).length);
	const delivered = offsetsMs.map((offset) => {
		const some = meetings.filter(({ offsetMs }) => offsetMs === offset);
		return [`${offset} ms`, String(some.length), doublesOf(some)];
	});
	const read = APART_MS.map((to, place) => {
		const from = APART_MS[place - 1] ?? -1;
		const some = meetings.filter(
			({ apartMs }) => apartMs !== null && apartMs > from && apartMs <= to,
		);
		const name = to === Infinity ? `more than ${from} ms` : `up to ${to} ms`;
		return [name, String(some.length), doublesOf(some)];
	});
	const words = new Map<string, number>();
	for (const { said } of meetings) {
		const word = said
			.map((one) => one?.code ?? one?.outcome ?? 'no word')
			.sort()
			.join(' + ');
		words.set(word, (words.get(word) ?? 0) + 1);
	}
	const text = `# Two deliveries of one dispute at Revolv3: how close is too close

${madeBy(`npm run queue -- --providers none --pairs ${pairs} --offsets ${offsetsMs.join()}`, versions)}

Revolv3 has no key for a refund, so two executions that don't see each other both refund. They see each other through
n8n's own store, which is read and written without a lock. Each pair has a row of that store to itself, nothing is killed.

${table([['delivered apart', 'pairs', 'refunded twice'], ...delivered])}

What counts is not when n8n was called but when the two executions ran. By the time between their first questions about
the invoice:

${table([['asked apart', 'pairs', 'refunded twice'], ...read])}

Said: ${inWords(words)}.
`;
	await mkdir(RESULTS, { recursive: true });
	await writeFile(join(RESULTS, 'queue-window.md'), text);
}
