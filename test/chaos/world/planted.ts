/** What must never turn up in an item, an error, a log line or the store; all of it invented. */
export const PLANTED_IN_ERRORS =
	'Card 4111 1111 1111 1111 of jane.doe@example.com (+1 415 555 0134) was not accepted.';

/** A field that no contract names, in every answer that is an object. */
export const PLANTED_IN_BODIES = {
	name: 'customer_note',
	value: 'mary.major@example.org',
} as const;

/** Personal data, in the spellings that could survive. */
export const PERSONAL: readonly string[] = [
	'4111 1111',
	'41111111',
	'jane.doe@example.com',
	'415 555',
	PLANTED_IN_BODIES.value,
];
