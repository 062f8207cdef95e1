/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { setMaxListeners } from 'node:events';
import { sandboxCredentials } from '../../demo/credentials';
import { DemoFailure } from '../../demo/demoFailure';
import { waitForWebhook } from '../../demo/n8nServer';
import { startSandbox } from '../../sandbox';
import { ARMS, firstDay, nextDay, type Scene } from './arms';
import { openDoor } from './door';
import { parseOptions, USAGE, type QueueOptions } from './options';
import { startQueueStage, type QueueStage } from './stage';
import { tellArm, writeDisputes, writeWindow, type ArmFigures } from './report';
import { measureWindow } from './window';
import { disputeWorkflow, pathOf } from './workflow';

const DAY_MS = 86_400_000;

/** Enough for all that wait for an attempt of a killed worker, so that they hold up nobody else. */
const CONCURRENCY = 50;

/** The window is measured with so many pairs at a time, each in a workflow of its own. */
const LANES = Array.from({ length: 6 }, (_, number) => `window${number + 1}`);

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What the usage says. */
export async function main(args: readonly string[]): Promise<number> {
	const abort = new AbortController();
	const { signal } = abort;
	setMaxListeners(0, signal); // one for each delivery under way
	let signalCode: number | null = null;
	for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
		process.on(name, () => {
			signalCode = code;
			abort.abort();
		});
	}
	let day = 0;
	let stage: QueueStage | undefined;
	const sandbox = await startSandbox({ clock: () => Date.now() + day * DAY_MS });
	const door = await openDoor(sandbox);
	try {
		const options = parseOptions(args);
		if (options.help) {
			say(USAGE);
			return 0;
		}
		const arms = ARMS.filter(({ provider }) => options.providers.includes(provider));
		const lanes = options.pairs > 0 ? LANES : [];
		stage = await startQueueStage({
			credentials: sandboxCredentials({
				...sandbox,
				baseUrl: (provider) => `${door.url}/${provider}`,
				tokenUrl: `${door.url}/layer/oauth2/token`,
			}),
			workflows: [
				...arms.map(({ provider, id }) => disputeWorkflow(provider, id)),
				...lanes.map((id) => disputeWorkflow('revolv3', id)),
			],
			concurrency: CONCURRENCY,
			signal,
			report: say,
		});
		const { url } = stage;
		const urlOf = (id: string) => `${url}/webhook/${pathOf(id)}`;
		for (const { id } of arms) await waitForWebhook(urlOf(id), signal);
		for (const id of lanes) await waitForWebhook(urlOf(id), signal);
		const scene: Scene = { stage, sandbox, door, urlOf, signal };
		const died = stage.died.then((failure) => Promise.reject(failure));
		const play = async () => {
			const failed = await playDisputes(scene, options, () => (day += 1));
			await playWindow(scene, options, lanes);
			return failed;
		};
		return await Promise.race([play(), died]);
	} catch (failed) {
		if (signalCode !== null) return signalCode;
		const lines = failed instanceof DemoFailure ? [failed.message, ...failed.details] : [];
		say(lines.length > 0 ? lines.join('\n') : String(failed));
		return 1;
	} finally {
		await stage?.stop();
		await door.close();
		await sandbox.stop();
	}
}

async function playDisputes(
	scene: Scene,
	options: QueueOptions,
	sleepOver: () => void,
): Promise<number> {
	const arms = ARMS.filter(({ provider }) => options.providers.includes(provider));
	if (arms.length === 0) return 0;
	const played: ArmFigures[] = [];
	const days = [];
	for (const arm of arms) days.push({ arm, ...(await firstDay(arm, scene, options)) });
	for (const { arm, figures } of days) say(tellArm(arm.title, await figures));
	sleepOver();
	const nextDays = [];
	for (const { arm, cases, figures } of days) {
		const next = await nextDay(arm, scene, cases);
		nextDays.push({ arm, today: await figures, tomorrow: next.figures });
	}
	for (const { arm, today, tomorrow } of nextDays) {
		played.push({ arm, today, tomorrow: await tomorrow });
		say(tellArm(`${arm.title}, the next day`, await tomorrow));
	}
	const { passed, broken } = await writeDisputes(played, scene.stage, options);
	for (const line of broken) say(line);
	say(`${passed} passed, ${broken.length} failed`);
	return broken.length === 0 ? 0 : 1;
}

async function playWindow(
	{ sandbox, door, urlOf, stage, signal }: Scene,
	options: QueueOptions,
	lanes: readonly string[],
): Promise<void> {
	if (lanes.length === 0) return;
	const meetings = await measureWindow({
		...{ sandbox, door, signal, report: say },
		...{ urls: lanes.map(urlOf), offsetsMs: options.offsetsMs, pairs: options.pairs },
	});
	await writeWindow(meetings, stage, options);
}
