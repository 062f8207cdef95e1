/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { DemoFailure } from './demoFailure';

/** A process that was started, with both its outputs in one; it never rejects. */
export interface Child extends PromiseLike<{
	readonly exitCode?: number | undefined;
	readonly signal?: string | undefined;
	readonly shortMessage?: string | undefined;
}> {
	readonly all: Readable;
}

/** What is waited for. */
export interface Expected {
	/** For messages. */
	readonly name: string;
	/** A part of the line that it prints once it is ready. */
	readonly readyLine: string;
	readonly timeoutMs: number;
	/** How many of its last lines a failure shows. */
	readonly keptLines: number;
}

/** A process that is being watched. */
export interface Watched {
	/** Settles only if it ends by itself: with the failure to show. */
	readonly died: Promise<DemoFailure>;
	/** From now on its end is nothing to tell. */
	expectEnd(): void;
	/** Resolves once it is ready; else stops it and throws why it is not. */
	untilReady(stop: () => Promise<void>): Promise<void>;
}

/** Watches a process from its start. */
export function watchProcess(child: Child, expected: Expected, signal: AbortSignal): Watched {
	const { name, readyLine, timeoutMs, keptLines } = expected;
	const lines: string[] = [];
	let isEndExpected = false;
	const died = new Promise<DemoFailure>((resolve) => {
		void child.then(({ exitCode, signal: by, shortMessage }) => {
			const how =
				exitCode !== undefined ? `with code ${exitCode}` : by ? `by ${by}` : String(shortMessage);
			if (!isEndExpected) resolve(new DemoFailure(`${name} has ended by itself, ${how}.`, lines));
		});
	});
	const ready = new Promise<void>((resolve) => {
		createInterface({ input: child.all }).on('line', (line) => {
			if (line.trim() !== '') lines.push(line);
			lines.splice(0, lines.length - keptLines);
			if (line.includes(readyLine)) resolve();
		});
	});
	return {
		died,
		expectEnd: () => {
			isEndExpected = true;
		},
		async untilReady(stop) {
			let timer: NodeJS.Timeout | undefined;
			const tooLate = new Promise<DemoFailure>((resolve) => {
				const failure = new DemoFailure(
					`${name} did not get ready in time. Its last lines:`,
					lines,
				);
				timer = setTimeout(() => resolve(failure), timeoutMs);
			});
			const aborted = new Promise<DemoFailure>((resolve) => {
				signal.addEventListener('abort', () => resolve(new DemoFailure('Stopped.')), {
					once: true,
				});
			});
			const failed = await Promise.race([ready, died, tooLate, aborted]);
			clearTimeout(timer);
			if (failed === undefined) return;
			await stop();
			throw failed;
		},
	};
}
