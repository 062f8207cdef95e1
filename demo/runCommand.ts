/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { execa } from 'execa';
import { DemoFailure } from './demoFailure';

const SHOWN_LINES = 20;

/** How to run a command. */
export interface RunOptions {
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly signal: AbortSignal;
	/** What it was for, in the words of the failure: "… did not work". */
	readonly purpose: string;
	/** Called with each line it prints. */
	readonly onLine?: (line: string) => void;
	/** Milliseconds after which it counts as failed; default none. */
	readonly timeoutMs?: number;
}

/** The last lines worth showing of a long output. */
export function lastLines(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trimEnd())
		.filter((line) => line !== '')
		.slice(-SHOWN_LINES);
}

/** Runs a command without a terminal and resolves to what it printed; a failure shows its last lines. */
export async function runCommand(
	file: string,
	args: readonly string[],
	options: RunOptions,
): Promise<string> {
	const child = execa(file, args, {
		cwd: options.cwd,
		env: options.env,
		extendEnv: false,
		stdin: 'ignore',
		all: true,
		reject: false,
		cancelSignal: options.signal,
		...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
	});
	if (options.onLine) {
		const onLine = options.onLine;
		void (async () => {
			for await (const line of child.iterable({ from: 'all' })) onLine(String(line));
		})().catch(() => undefined);
	}
	const result = await child;
	options.signal.throwIfAborted();
	if (result.failed) {
		throw new DemoFailure(
			`${options.purpose} did not work.`,
			[...lastLines(result.all), result.timedOut ? 'It took too long and was stopped.' : ''].filter(
				(line) => line !== '',
			),
		);
	}
	return result.stdout;
}
