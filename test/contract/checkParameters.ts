import type { Parameter, Schema } from './contractShape';
import { checkSchema } from './checkSchema';
import { isRecord } from './loadContract';

/** What a query parameter may be given as, before it becomes text. */
export type QueryValue = string | number | boolean | ReadonlyArray<string | number> | undefined;

/** Violations of the path parameters by their decoded values. */
export function checkPath(
	parameters: readonly Parameter[],
	values: ReadonlyMap<string, string>,
): string[] {
	return parameters
		.filter((parameter) => parameter.in === 'path')
		.flatMap(({ name, schema }) =>
			checkSchema(`path ${name}`, schema, fromText(values.get(name) ?? '', schema)),
		);
}

/** Violations of the query: every parameter declared, each at most once unless it is a list. */
export function checkQuery(parameters: readonly Parameter[], query: URLSearchParams): string[] {
	const declared = parameters.filter((parameter) => parameter.in === 'query');
	const unknown = [...new Set(query.keys())]
		.filter((name) => declared.every((parameter) => parameter.name !== name))
		.map((name) => `query ${name} is not declared`);
	const wrong = declared.flatMap(({ name, schema, required }) => {
		const values = query.getAll(name);
		if (values.length === 0) return required === true ? [`query ${name} is missing`] : [];
		if (schema.type === 'array') {
			const items = isRecord(schema.items) ? schema.items : {};
			const list = values.flatMap((value) => value.split(',')).map((text) => fromText(text, items));
			return checkSchema(`query ${name}`, schema, list);
		}
		if (values.length > 1) return [`query ${name} is there ${values.length} times`];
		return checkSchema(`query ${name}`, schema, fromText(values[0] ?? '', schema));
	});
	return [...unknown, ...wrong];
}

/** Violations of declared header parameters; other headers are free. */
export function checkHeaders(
	parameters: readonly Parameter[],
	header: (name: string) => string | undefined,
): string[] {
	return parameters
		.filter((parameter) => parameter.in === 'header')
		.flatMap(({ name, schema, required }) => {
			const value = header(name);
			if (value === undefined) return required === true ? [`header ${name} is missing`] : [];
			return checkSchema(`header ${name}`, schema, value);
		});
}

/** The query of a path and the query given beside it, as one. */
export function toQuery(
	path: string,
	query: Readonly<Record<string, QueryValue>> = {},
): URLSearchParams {
	const mark = path.indexOf('?');
	const all = new URLSearchParams(mark === -1 ? '' : path.slice(mark + 1));
	for (const [name, value] of Object.entries(query)) {
		for (const each of [value].flat()) {
			if (each !== undefined) all.append(name, String(each));
		}
	}
	return all;
}

/** Text as the type its schema asks for, where it is written so; else left as text, for the schema to refuse. */
function fromText(text: string, schema: Schema): unknown {
	if (schema.type === 'integer' && /^-?(?:0|[1-9]\d*)$/.test(text)) return Number(text);
	if (schema.type === 'boolean' && /^(?:true|false)$/.test(text)) return text === 'true';
	return text;
}
