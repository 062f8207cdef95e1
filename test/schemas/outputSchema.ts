import type { IDataObject } from 'n8n-workflow';

/** The part of JSON schema that n8n's editor reads: of several types it shows the first. */
export interface OutputSchema {
	type: string | string[];
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** The schema that all of the values fit, null last of the types it names; null where nothing but null was seen. */
function schemaOf(values: readonly unknown[]): OutputSchema {
	const types = [...new Set(values.map(typeOf))].sort(
		(a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
	);
	const [only = 'null', ...more] = types;
	const objects = values.filter(isObject);
	const arrays = values.filter(Array.isArray);
	return {
		type: more.length === 0 ? only : types,
		...(objects.length > 0 ? { properties: propertiesOf(objects) } : {}),
		...(arrays.flat().length > 0 ? { items: schemaOf(arrays.flat()) } : {}),
	};
}

/** What n8n keeps beside a node: the shape of its items, with a number that goes up when it changes. */
export function outputSchema(items: readonly IDataObject[]): OutputSchema & { version: number } {
	return { type: 'object', properties: propertiesOf(items), version: 1 };
}

function propertiesOf(
	objects: ReadonlyArray<Record<string, unknown>>,
): Record<string, OutputSchema> {
	const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	return Object.fromEntries(
		names.map((name) => [
			name,
			schemaOf(objects.filter((object) => name in object).map((object) => object[name])),
		]),
	);
}

const rank = (type: string) => (type === 'null' ? 1 : 0);

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
