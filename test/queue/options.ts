/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';
import { DemoFailure } from '../../demo/demoFailure';
import { PROVIDER_IDS, type ProviderId } from '../../sandbox/types';

/** Shown by `npm run queue -- --help`. */
export const USAGE = `npm run queue                                all of it, about a quarter of an hour
npm run queue -- --disputes 40 --kills 1     fewer disputes, and fewer kills at each moment
npm run queue -- --providers revolv3,duro    only these
npm run queue -- --pairs 0                   without measuring Revolv3's window
npm run queue -- --providers none            only Revolv3's window
npm run queue -- --offsets 0,5 --pairs 500   pairs of deliveries so many milliseconds apart
npm run queue -- --seed 7                    other disputes at which a worker is killed`;

/** What `npm run queue -- …` was asked for. */
export interface QueueOptions {
	readonly help: boolean;
	/** Disputes per provider. */
	readonly disputes: number;
	readonly providers: readonly ProviderId[];
	/** Kills at each moment, per provider. */
	readonly kills: number;
	readonly seed: number;
	/** Pairs per offset in the measurement of Revolv3's window; 0: none. */
	readonly pairs: number;
	readonly offsetsMs: readonly number[];
}

function toCount(name: string, text: string): number {
	if (!/^\d{1,6}$/.test(text)) throw new DemoFailure(`--${name} needs a number, not '${text}'.`);
	return Number(text);
}

function toProviders(text: string): readonly ProviderId[] {
	const wanted = text === 'none' ? [] : text.split(',');
	const unknown = wanted.filter((name) => !PROVIDER_IDS.some((id) => id === name));
	if (unknown.length > 0) throw new DemoFailure(`'${unknown.join()}' is no provider.`);
	return PROVIDER_IDS.filter((id) => wanted.includes(id));
}

/** Reads the command line. */
export function parseOptions(args: readonly string[]): QueueOptions {
	const { values } = parseArgs({
		args: [...args],
		options: {
			help: { type: 'boolean', short: 'h', default: false },
			disputes: { type: 'string', default: '500' },
			providers: { type: 'string', default: PROVIDER_IDS.join() },
			kills: { type: 'string', default: '3' },
			seed: { type: 'string', default: '1' },
			pairs: { type: 'string', default: '60' },
			offsets: { type: 'string', default: '0,1,2,5,10,20,50' },
		},
	});
	return {
		help: values.help,
		disputes: toCount('disputes', values.disputes),
		providers: toProviders(values.providers),
		kills: toCount('kills', values.kills),
		seed: toCount('seed', values.seed),
		pairs: toCount('pairs', values.pairs),
		offsetsMs: values.offsets.split(',').map((text) => toCount('offsets', text)),
	};
}
