import { isDone, isPending } from '../provider';
import { Broken, type Execution, type Facts } from '../story';
import { inWords } from '../wish';
import { fits, underKeyOf } from './bookingsOf';
import { nothingRefusedIsThere } from './nothingRefusedIsThere';
import type { Report } from './reports';

/** What an item says is so in the books, at the moment it is said. */
export function wordsAreTrue(report: Report, execution: Execution, facts: Facts): void {
	switch (report.outcome) {
		case 'refunded':
		case 'alreadyRefunded':
			return mustBeThere(report, execution, facts, isDone);
		case 'pending':
			return mustBeThere(report, execution, facts, isPending);
		case 'refused':
			return nothingRefusedIsThere(report, execution, facts);
		case 'unknown':
			return mayBeUnknown(report, execution, facts);
		default:
			throw new Broken(
				'lie',
				`${execution.running.name} said '${report.text}', which is no outcome`,
			);
	}
}

/** With that very amount and id, in a state that the word may be said of. */
function mustBeThere(
	{ wish, outcome, amountMinor, refundId }: Report,
	{ running }: Execution,
	facts: Facts,
	allows: (status: string) => boolean,
): void {
	const there = underKeyOf(wish, facts).some(
		(entry) =>
			fits(entry, wish) &&
			entry.amountMinor === amountMinor &&
			(refundId === null || refundId === entry.refundId) &&
			[...facts.statusesOf(entry)].some(allows),
	);
	if (there) return;
	throw new Broken(
		'lie',
		`${running.name} said '${outcome}' (${String(amountMinor)}, ${refundId ?? 'no id'}) of ${inWords(wish)}, which the books don't show`,
	);
}

/** Doubt needs a reason: where nothing went wrong at all, the outcome is known. */
function mayBeUnknown({ wish, code, text }: Report, { running }: Execution, facts: Facts): void {
	// Two processes that ask for different amounts under one reference: the later one is told what is there.
	if (!facts.calm || code === 'confirmedOtherwise') return;
	throw new Broken(
		'lie',
		`${running.name} said '${code ?? 'unknown'}' of ${inWords(wish)} on a day when nothing went wrong: ${text}`,
	);
}
