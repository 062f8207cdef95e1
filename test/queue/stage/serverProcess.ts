/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { execa } from 'execa';
import type { DemoFailure } from '../../../demo/demoFailure';
import { watchProcess } from '../../../demo/watchProcess';

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
	const expected = {
		...{ name, readyLine },
		timeoutMs: START_TIMEOUT_MS,
		keptLines: KEPT_LINES,
	};
	const watched = watchProcess(child, expected, signal);
	const stop = async () => {
		watched.expectEnd();
		child.kill(stopSignal);
		await child;
	};
	await watched.untilReady(stop);
	return { died: watched.died, stop };
}
