/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks a second, which Linux fixes at 100 for what it tells programs. */
const MS_PER_TICK = 10;

/** User and system time a process has used, all its threads together, in ms. */
export function cpuMsOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name in brackets may hold spaces; what follows it is fields of the third onwards.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** Resident memory now, in bytes. */
export function residentBytesOf(pid: number): number {
	return statusField(pid, 'VmRSS');
}

/** Highest resident memory since the last reset, in bytes. */
export function peakBytesOf(pid: number): number {
	return statusField(pid, 'VmHWM');
}

/** Begins the peak anew at what is resident now. */
export function resetPeakOf(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function statusField(pid: number, name: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
	if (kilobytes === undefined) throw new Error(`Linux tells no ${name} of process ${pid}.`);
	return Number(kilobytes) * 1024;
}

/** Resolves once a process has used next to nothing for a while; or after the bound, as it is. */
export async function untilQuiet(pid: number, boundMs = 15_000): Promise<void> {
	const until = Date.now() + boundMs;
	let quiet = 0;
	let before = cpuMsOf(pid);
	while (quiet < QUIET_SLICES && Date.now() < until) {
		await pause(SLICE_MS);
		const now = cpuMsOf(pid);
		quiet = now - before <= QUIET_MS ? quiet + 1 : 0;
		before = now;
	}
}

const SLICE_MS = 250;
/** Used in a slice, one tick or two: what n8n's own timers take. */
const QUIET_MS = 20;
const QUIET_SLICES = 4;

/** Waits. */
export async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}
