import { isObject } from './incoming';

/** What is wrong with one field of a body. */
export interface Issue {
	readonly path: string;
	readonly issue: string;
	readonly kind: 'unknown' | 'missing' | 'invalid';
}

/** A check of one value: null, or the issues found below `path`. */
export type Check = (value: unknown, path: string) => readonly Issue[];

/** A field's check and whether it has to be there. */
export interface Field {
	readonly required: boolean;
	readonly check: Check;
}

/** A field that has to be there. */
export const required = (check: Check): Field => ({ required: true, check });
/** A field that may be left out; null is not left out. */
export const optional = (check: Check): Field => ({ required: false, check });

/** Checks every field of a body, unknown ones included: a lenient sandbox would hide misspellings. */
export function checkFields(
	body: Readonly<Record<string, unknown>>,
	fields: Readonly<Record<string, Field>>,
	prefix = '',
): readonly Issue[] {
	const issues: Issue[] = [];
	for (const name of Object.keys(body)) {
		if (!Object.hasOwn(fields, name)) {
			issues.push({ path: prefix + name, issue: 'is not a known field', kind: 'unknown' });
		}
	}
	for (const [name, field] of Object.entries(fields)) {
		const value = body[name];
		if (value !== undefined) issues.push(...field.check(value, prefix + name));
		else if (field.required) {
			issues.push({ path: prefix + name, issue: 'is required', kind: 'missing' });
		}
	}
	return issues;
}

function must(test: (value: unknown) => boolean, issue: string): Check {
	return (value, path) => (test(value) ? [] : [{ path, issue, kind: 'invalid' }]);
}

/** A safe whole number of at least `min`. */
export const integer = (min: number): Check =>
	must(
		(value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= min,
		`must be a whole number of at least ${min}`,
	);

/** A text of `min` to `max` characters. */
export const text = (min: number, max: number): Check =>
	must(
		(value) => typeof value === 'string' && value.length >= min && value.length <= max,
		`must be a text of ${min} to ${max} characters`,
	);

/** One word of a list, in exactly that spelling. */
export const oneOf = (words: readonly string[]): Check =>
	must(
		(value) => typeof value === 'string' && words.includes(value),
		`must be one of ${words.join(', ')}`,
	);

/** True or false. */
export const flag: Check = must((value) => typeof value === 'boolean', 'must be true or false');

/** A date and time with a zone. */
export const instant: Check = must(
	(value) => typeof value === 'string' && isInstant(value),
	'must be an ISO 8601 date and time with a zone',
);

/** Any JSON object whose text is at most `maxBytes` long. */
export const looseObject = (maxBytes: number): Check =>
	must(
		(value) => isObject(value) && JSON.stringify(value).length <= maxBytes,
		`must be a JSON object of at most ${maxBytes} bytes`,
	);

/** An object with exactly these fields. */
export const objectOf =
	(fields: Readonly<Record<string, Field>>): Check =>
	(value, path) =>
		isObject(value)
			? checkFields(value, fields, `${path}.`)
			: [{ path, issue: 'must be an object', kind: 'invalid' }];

/** A list of at least `min` entries. */
export const listOf =
	(min: number, check: Check): Check =>
	(value, path) =>
		Array.isArray(value) && value.length >= min
			? value.flatMap((entry: unknown, index) => check(entry, `${path}[${index}]`))
			: [{ path, issue: `must be a list of at least ${min}`, kind: 'invalid' }];

/** Whether a text is a real date and time with a zone. */
export function isInstant(value: string): boolean {
	return (
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
		!Number.isNaN(Date.parse(value))
	);
}

/** One line for a person out of several issues. */
export function inWords(issues: readonly Issue[]): string {
	return issues.map((issue) => `${issue.path} ${issue.issue}`).join('; ');
}
