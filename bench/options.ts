import { PROVIDER_IDS, type ProviderId } from '../sandbox/types';
import type { Subject } from './cell';

/** What `npm run bench -- …` was asked for. */
export interface BenchOptions {
	readonly items: readonly number[];
	readonly delaysMs: readonly number[];
	readonly providers: readonly ProviderId[];
	readonly subjects: readonly Subject[];
	readonly concurrency: readonly number[];
	readonly remembered: readonly number[];
	/** How often each cell is measured; the median counts. Null: as `runsOf` says. */
	readonly runs: number | null;
	/** Items of the run before the measured one. */
	readonly warm: number;
	/** Instead of the matrix: where this subject's CPU time goes. */
	readonly profile: Subject | null;
	/** Instead of times: what is alive at most. */
	readonly alive: boolean;
	/** Names of kept results to write tables and plots of, instead of measuring. */
	readonly render: readonly string[] | null;
	/** Name of what is written, without extension. */
	readonly out: string;
	readonly help: boolean;
}

const SUBJECTS: readonly Subject[] = ['node', 'pair', 'pool', 'poolNewConnections', 'input'];

/** Shown by `npm run bench -- --help`. */
export const USAGE = `npm run bench -- [options]

  --items 200,1000          how many refunds
  --delays 0,20,100         what the server waits before each answer, ms
  --providers duro,layer    default: all four
  --subjects node,pair,pool also: poolNewConnections, input
  --concurrency 3           invoices at once, for node and pool
  --remembered 10,10000     refunds that the workflow remembers when it begins
  --runs 3                  the median counts; without it 3, or 1 where waiting alone takes over half a minute
  --warm 20                 items of the run before the measured one
  --quick                   one run of 200 items at Duro, under three minutes
  --full                    every field of the matrix, hours
  --profile node            where the CPU time of the first cell goes
  --out results             name of what is written into bench/results/
  --alive                   instead of times: how much memory is alive at most, written as alive.md
  --render small,large      measures nothing: one report of what was written under these names`;

const USUAL: BenchOptions = {
	items: [200, 1_000, 5_000],
	delaysMs: [20],
	providers: PROVIDER_IDS,
	subjects: ['node', 'pair', 'pool'],
	concurrency: [3],
	remembered: [0],
	runs: null,
	warm: 20,
	profile: null,
	alive: false,
	render: null,
	out: 'results',
	help: false,
};

const QUICK: BenchOptions = { ...USUAL, items: [200], providers: ['duro'], runs: 1 };

const FULL: BenchOptions = {
	...USUAL,
	items: [200, 1_000, 5_000, 20_000],
	delaysMs: [0, 20, 100],
	subjects: ['node', 'pair', 'pool', 'input'],
};

/** Reads the command line; both `--runs 3` and `--runs=3` are fine. Throws with the option's name. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
	const words = args.flatMap((arg) => (arg.startsWith('--') ? arg.split('=', 2) : [arg]));
	const start = words.includes('--full') ? FULL : words.includes('--quick') ? QUICK : USUAL;
	const options: { -readonly [K in keyof BenchOptions]: BenchOptions[K] } = { ...start };
	while (words.length > 0) {
		const word = words.shift();
		const value = () => words.shift() ?? '';
		if (word === '--full' || word === '--quick') continue;
		else if (word === '--alive') options.alive = true;
		else if (word === '--help') options.help = true;
		else if (word === '--items') options.items = numbers(word, value(), 1);
		else if (word === '--delays') options.delaysMs = numbers(word, value(), 0);
		else if (word === '--concurrency') options.concurrency = numbers(word, value(), 1);
		else if (word === '--remembered') options.remembered = numbers(word, value(), 0);
		else if (word === '--runs') options.runs = number(word, value(), 1);
		else if (word === '--warm') options.warm = number(word, value(), 1);
		else if (word === '--providers') options.providers = choice(word, value(), PROVIDER_IDS);
		else if (word === '--subjects') options.subjects = choice(word, value(), SUBJECTS);
		else if (word === '--profile') options.profile = choice(word, value(), SUBJECTS)[0] ?? null;
		else if (word === '--render') {
			options.render = value()
				.split(',')
				.map((part) => fileName(word, part));
		} else if (word === '--out') options.out = fileName(word, value());
		else throw new Error(`'${String(word)}' is not an option.\n\n${USAGE}`);
	}
	return options;
}

function numbers(option: string, text: string, least: number): readonly number[] {
	return text.split(',').map((part) => number(option, part, least));
}

function number(option: string, text: string, least: number): number {
	const value = Number(text);
	if (/^\d+$/.test(text) && value >= least) return value;
	throw new Error(`${option} needs whole numbers of at least ${least}, not '${text}'.`);
}

function choice<T extends string>(option: string, text: string, among: readonly T[]): readonly T[] {
	return text.split(',').map((part) => {
		const found = among.find((one) => one === part);
		if (found !== undefined) return found;
		throw new Error(`${option} takes ${among.join(', ')}, not '${part}'.`);
	});
}

function fileName(option: string, text: string): string {
	if (/^[\w-]+$/.test(text)) return text;
	throw new Error(`${option} needs a name of letters, digits, - and _, not '${text}'.`);
}
