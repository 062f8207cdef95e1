/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execa } from 'execa';
import { createInterface } from 'node:readline';
import { DemoFailure } from '../../../demo/demoFailure';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
const KEPT_LINES = 20;

/** A database server to start. */
export interface ServerCommand {
	/** For messages. */
	readonly name: string;
	readonly file: string;
	readonly args: readonly string[];
	readonly cwd: string;
	/** Whom it runs as; null: whoever runs this. */
	readonly user: { readonly uid: number; readonly gid: number } | null;
	/** A part of the line that it prints once it is ready. */
	readonly readyLine: string;
	readonly stopSignal: 'SIGTERM' | 'SIGINT';
}

/** A database server that has said it is ready. */
export interface ServerProcess {
	/** Settles only if it ends by itself: with the failure to show. */
	readonly died: Promise<DemoFailure>;
	stop(): Promise<void>;
}

/** Starts a server of Debian's in the foreground, out of reach of the terminal's Ctrl-C: n8n is stopped before it. */
export async function startServer(
	{ name, file, args, cwd, user, readyLine, stopSignal }: ServerCommand,
	signal: AbortSignal,
): Promise<ServerProcess> {
	const lines: string[] = [];
	const child = execa(file, args, {
		cwd,
		...(user ?? {}),
		stdin: 'ignore',
		all: true,
		buffer: false,
		reject: false,
		detached: true,
		forceKillAfterDelay: STOP_TIMEOUT_MS,
	});
	let stopping = false;
	const died = new Promise<DemoFailure>((resolve) => {
		void child.then(() => {
			if (!stopping) resolve(new DemoFailure(`${name} has ended by itself.`, lines));
		});
	});
	const ready = new Promise<void>((resolve) => {
		createInterface({ input: child.all }).on('line', (line) => {
			lines.push(line);
			lines.splice(0, lines.length - KEPT_LINES);
			if (line.includes(readyLine)) resolve();
		});
	});
	const stop = async () => {
		stopping = true;
		child.kill(stopSignal);
		await child;
	};
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<DemoFailure>((resolve) => {
		const failure = new DemoFailure(`${name} did not get ready in time.`, lines);
		timer = setTimeout(() => resolve(failure), START_TIMEOUT_MS);
	});
	const aborted = new Promise<DemoFailure>((resolve) => {
		signal.addEventListener('abort', () => resolve(new DemoFailure('Stopped.')), { once: true });
	});
	const failed = await Promise.race([ready, died, tooLate, aborted]);
	clearTimeout(timer);
	if (failed !== undefined) {
		await stop();
		throw failed;
	}
	return { died, stop };
}
