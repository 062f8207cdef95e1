import fc from 'fast-check';
import type { Tally } from './world/tally';

/** The figures of a suite, for people. */
export function report(tally: Tally, seconds: number): string {
	const { runs, twoAccounts, twins, executions, refunds, events, timeouts, doubles, lies } = tally;
	return [
		`runs ${runs} (${(runs / seconds).toFixed(1)} a second), executions ${executions}, events ${events}`,
		`with two accounts ${twoAccounts}, the same invoice and reference refunded in both ${twins}`,
		`refunds ${refunds}`,
		`faults by kind: ${listed(tally.faults)}; timeouts ${timeouts}`,
		`moments: ${listed(tally.commands)}`,
		`said: ${listed(tally.words)}`,
		`doubles ${doubles}`,
		`lies ${lies}`,
	].join('\n');
}

function listed(counts: ReadonlyMap<string, number>): string {
	return [...counts]
		.sort((a, b) => b[1] - a[1])
		.map(([name, count]) => `${name} ${count}`)
		.join(', ');
}

/** The smallest story that broke something, as a reader needs it: what was done, what happened, how to run it again. */
export function storyOf<T>(details: fc.RunDetails<T>): string {
	const told = fc.defaultReportMessage(details);
	return `${told ?? ''}\n${String(details.errorInstance)}\n\nAgain: npm run chaos -- --seed ${details.seed} --path ${details.counterexamplePath ?? ''}`;
}
