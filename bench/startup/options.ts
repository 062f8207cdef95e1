import { DemoFailure } from '../../demo/demoFailure';

/** What `npm run bench:startup -- …` was asked for. */
export interface StartupOptions {
	/** Loads per package. */
	readonly runs: number;
	/** Starts of the whole n8n per package; 0 leaves them out. */
	readonly starts: number;
	readonly help: boolean;
}

/** Shown by `npm run bench:startup -- --help`. */
export const USAGE = [
	'npm run bench:startup                size, 15 loads and 3 starts of n8n with each package: some minutes',
	'npm run bench:startup -- --runs 31   more loads',
	'npm run bench:startup -- --starts 0  without starting n8n',
].join('\n');

function toCount(option: string, text: string | undefined, least: number): number {
	const count = Number(text);
	if (text === undefined || !/^\d+$/.test(text) || count < least || count > 1000) {
		throw new DemoFailure(`${option} needs a whole number between ${least} and 1000.`);
	}
	return count;
}

/** Reads the command line. */
export function parseStartupOptions(args: readonly string[]): StartupOptions {
	let [runs, starts, help] = [15, 3, false];
	const words = [...args];
	for (let word = words.shift(); word !== undefined; word = words.shift()) {
		if (word === '--help' || word === '-h') help = true;
		else if (word === '--runs') runs = toCount(word, words.shift(), 1);
		else if (word === '--starts') starts = toCount(word, words.shift(), 0);
		else throw new DemoFailure(`'${word}' is not an option.`, USAGE.split('\n'));
	}
	return { runs, starts, help };
}
