import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';
import { isDoubtful } from '../../engine/request/damage';
import type { ProviderProfile } from '../../engine/provider/profile';
import { labels } from '../../labels';

/**
 * What a person should know of a run at a glance, above the output: refunds that were there before, are not final, or
 * were not made. Nothing for a run in which everything was refunded.
 *
 * @param items what the refunds came to, successes and failures
 */
export function executionHints(
	items: readonly IDataObject[],
	{ movesMoney }: ProviderProfile,
): NodeExecutionHint[] {
	const outcomes = items.map(outcomeOf);
	const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
	const hints: NodeExecutionHint[] = [];
	const say = (number: number, type: 'info' | 'warning', one: string, many: string) => {
		const message = `${number} ${number === 1 ? `item ${one}` : `items ${many}`}`;
		if (number > 0) hints.push({ type, location: 'outputPane', message });
	};
	say(
		count('unknown'),
		'warning',
		'is unknown: look at its nextStep before doing anything.',
		'are unknown: look at the nextStep of each before doing anything.',
	);
	say(
		count('pending'),
		'warning',
		'is pending: the refund was accepted and is not final. Wait until it is before telling the customer.',
		'are pending: the refunds were accepted and are not final. Wait until they are before telling the customers.',
	);
	const done = movesMoney ? 'made' : 'recorded';
	say(
		count('refused'),
		'warning',
		`was refused: this run ${done} no refund for it. Its nextStep says what to do.`,
		`were refused: this run ${done} no refund for them. The nextStep of each says what to do.`,
	);
	say(
		count('alreadyRefunded'),
		'info',
		'had been refunded before; nothing was sent for it.',
		'had been refunded before; nothing was sent for them.',
	);
	say(
		items.filter(hasDoubtfulReference).length,
		'warning',
		`has a '${labels.reference}' that reads like a date, a yes or no, or nothing. Check that it names the refund.`,
		`have a '${labels.reference}' that reads like a date, a yes or no, or nothing. Check that it names the refund.`,
	);
	return hints;
}

/** Of what may have been sent. What was refused can still be corrected, and says so itself. */
function hasDoubtfulReference(item: IDataObject): boolean {
	const { details } = item;
	const { reference } =
		typeof details === 'object' && details !== null && 'reference' in details ? details : item;
	return outcomeOf(item) !== 'refused' && typeof reference === 'string' && isDoubtful(reference);
}

/** Of a success at the top, of a failure in its details. */
function outcomeOf({ outcome, details }: IDataObject): unknown {
	if (outcome !== undefined) return outcome;
	return typeof details === 'object' && details !== null && 'outcome' in details
		? details.outcome
		: null;
}
