import type { Execution, Facts } from '../story';
import type { Tally } from '../world/tally';
import { nothingDouble } from './nothingDouble';
import { nothingLeaks } from './nothingLeaks';
import { nothingLost } from './nothingLost';
import { nothingRefusedIsThere } from './nothingRefusedIsThere';
import { nothingStrays } from './nothingStrays';
import { nothingUnasked } from './nothingUnasked';
import { reportsOf } from './reports';
import { wordsAreTrue } from './wordsAreTrue';

/** What holds at every moment. */
export function holdFor(facts: Facts): void {
	nothingDouble(facts);
	nothingUnasked(facts);
	nothingStrays(facts);
}

/** What holds for an execution the moment it has ended. */
export function holdOnce(execution: Execution, facts: Facts, tally: Tally): void {
	const reports = reportsOf(execution);
	for (const { code, outcome } of reports) tally.said(code ?? outcome);
	nothingLost(execution, reports);
	for (const report of reports) wordsAreTrue(report, execution, facts);
	nothingLeaks(execution, facts);
}

/** What holds when all is over: late bookings have come in, and what was said is looked at once more. */
export function holdAll(facts: Facts): void {
	holdFor(facts);
	for (const execution of facts.executions) {
		for (const report of reportsOf(execution)) nothingRefusedIsThere(report, execution, facts);
	}
}
