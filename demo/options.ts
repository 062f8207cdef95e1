import { DemoFailure } from './demoFailure';

/** What `npm start -- …` was asked for. */
export interface DemoOptions {
	/** Do everything once and exit, for scripts. */
	readonly once: boolean;
	readonly help: boolean;
	/** Null: the default, which `--once` may replace by a free one. */
	readonly n8nPort: number | null;
	readonly sandboxPort: number | null;
}

/** Shown by `npm start -- --help`. */
export const USAGE = [
	'npm start                          sandbox, real n8n, example workflow; runs until Ctrl-C',
	'npm start -- --once                the same, then exits (non-zero when something was not as expected)',
	'npm start -- --n8n-port 5700       n8n on another port (default 5678)',
	'npm start -- --sandbox-port 4100   the sandbox on another port (default 4010)',
].join('\n');

function toPort(option: string, text: string | undefined): number {
	const port = Number(text);
	if (text === undefined || !/^\d+$/.test(text) || port < 1 || port > 65535) {
		throw new DemoFailure(`${option} needs a port number between 1 and 65535.`);
	}
	return port;
}

/** Reads the command line; both `--n8n-port 5700` and `--n8n-port=5700` are fine. */
export function parseOptions(args: readonly string[]): DemoOptions {
	const options = { once: false, help: false, n8nPort: null, sandboxPort: null } as {
		-readonly [K in keyof DemoOptions]: DemoOptions[K];
	};
	const words = args.flatMap((arg) => (arg.startsWith('--') ? arg.split('=', 2) : [arg]));
	while (words.length > 0) {
		const word = words.shift();
		if (word === '--once') options.once = true;
		else if (word === '--help' || word === '-h') options.help = true;
		else if (word === '--n8n-port') options.n8nPort = toPort(word, words.shift());
		else if (word === '--sandbox-port') options.sandboxPort = toPort(word, words.shift());
		else throw new DemoFailure(`'${String(word)}' is not an option.`, USAGE.split('\n'));
	}
	return options;
}
