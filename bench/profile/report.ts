/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFile, writeFile } from 'node:fs/promises';
import { nameOf, type Cell, type Measured } from '../cell';
import {
	selfTimeByFunction,
	selfTimeByModule,
	wholeTimeOfOurs,
	type CpuProfile,
	type Share,
} from './byModule';

/** Time that is no work: waiting, and what V8 counts beside programs. */
const IDLE = '(idle)';

/** Reads a profile and writes where the time of a refund went, as Markdown. */
export async function writeProfileReport(
	cell: Cell,
	{ cpuMs }: Measured,
	profileFile: string,
	reportFile: string,
): Promise<string> {
	const profile = JSON.parse(await readFile(profileFile, 'utf8')) as CpuProfile;
	const modules = selfTimeByModule(profile);
	const busy = modules.filter(({ name }) => name !== IDLE).reduce((sum, { ms }) => sum + ms, 0);
	const table = (shares: readonly Share[], most: number) => [
		'| | ms per refund | of the busy time |',
		'|---|---|---|',
		...shares
			.filter(({ name }) => name !== IDLE)
			.slice(0, most)
			.map(
				({ name, ms }) =>
					`| ${name.replace(/\|/g, '\\|')} | ${(ms / cell.items).toFixed(4)} | ${((100 * ms) / busy).toFixed(1)} % |`,
			),
	];
	const ours = modules.filter(({ name }) => name.startsWith('ours: '));
	const ownMs = ours.reduce((sum, { ms }) => sum + ms, 0);
	const text = [
		`# Profile: ${nameOf(cell)}`,
		'',
		`Main thread busy ${(busy / cell.items).toFixed(3)} ms per refund; the process used ${(cpuMs / cell.items).toFixed(3)} ms of CPU per refund, profiler, other threads, input and saving of the execution included. This package's own code: ${(ownMs / cell.items).toFixed(3)} ms per refund.`,
		'',
		'## Self time by module',
		'',
		...table(modules, 60),
		'',
		"## This package's functions, with what they call",
		'',
		'Only what runs at once: what goes on after an `await` stands by itself.',
		'',
		...table(wholeTimeOfOurs(profile), 50),
		'',
		'## Self time by function',
		'',
		...table(selfTimeByFunction(profile), 60),
		'',
	].join('\n');
	await writeFile(reportFile, text);
	return text;
}
