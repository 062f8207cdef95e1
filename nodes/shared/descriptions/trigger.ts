import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** In the list of events: whatever comes. */
export const EVERY_EVENT = '*';

/** Where a person enters URL and secret, since no API does it. */
export function setupNotice(text: string): INodeProperties {
	return { displayName: text, name: 'setupNotice', type: 'notice', default: '' };
}

/** Which events start the workflow. Fixed while the workflow runs, so that no expression can fail in a delivery. */
export function events(displayName: string, documented: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		default: [EVERY_EVENT],
		options: [
			{
				name: 'All Events',
				value: EVERY_EVENT,
				description: `Whatever comes, also events that ${displayName} adds later`,
			},
			...documented,
		],
		description: 'The events that start the workflow; others are answered and ignored',
	};
}

export const repeatedDeliveries: INodeProperties = {
	displayName: 'Repeated Deliveries',
	name: 'repeatedDeliveries',
	type: 'options',
	noDataExpression: true,
	default: 'pass',
	options: [
		{
			name: 'Drop',
			value: 'drop',
			description:
				'Ignore an event that came within the last hour, also when somebody sends it again on purpose',
		},
		{
			name: 'Pass',
			value: 'pass',
			description: "Start the workflow again, with 'repeated' set to true",
		},
	],
	description:
		'What to do with an event that is delivered again. Best effort: several n8n processes do not tell each other in time. What keeps a refund from being made twice is its reference, not this.',
};

const DEFAULT_TOLERANCE_MINUTES = 5;

/** A day, which is how late the last retry may come. */
const MOST_TOLERANCE_MINUTES = 24 * 60;

/**
 * How old a signature may be. What the provider leaves open about retries, and what more minutes cost, is the text's.
 *
 * Fixed while the workflow runs, so that no expression decides about a delivery.
 */
export function tolerance(description: string): INodeProperties {
	return {
		displayName: 'Tolerance (Minutes)',
		name: 'tolerance',
		type: 'number',
		noDataExpression: true,
		typeOptions: { minValue: 1, maxValue: MOST_TOLERANCE_MINUTES, numberPrecision: 0 },
		default: DEFAULT_TOLERANCE_MINUTES,
		description,
	};
}

/** The parameter in seconds: never above a day, and the default for what is no number of minutes. */
export function toleranceSecondsOf(value: unknown): number {
	const isMinutes = typeof value === 'number' && Number.isFinite(value) && value >= 1;
	const minutes = isMinutes ? value : DEFAULT_TOLERANCE_MINUTES;
	return Math.min(minutes, MOST_TOLERANCE_MINUTES) * 60;
}
