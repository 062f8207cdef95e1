import { basicUser } from './checkSecurity';
import { checkSchema } from './checkSchema';
import type { Operation } from './contractShape';
import { readJsonText } from './jsonText';

/** Violations of a request body: there or not, its content type, its text, its schema. */
export function checkBody(
	operation: Operation,
	text: string,
	contentType: string | undefined,
	authorization: string | undefined,
): string[] {
	if (operation.requestBody === undefined) return text === '' ? [] : ['body is not declared'];
	if (text === '') return ['body is missing'];
	const type = mediaType(contentType);
	const schema = operation.requestBody.content[type]?.schema;
	if (schema === undefined) return [`content type ${type === '' ? 'is missing' : `is ${type}`}`];
	const surroundings = { basicUser: basicUser(authorization) };
	if (type === 'application/json') {
		const { value, numbers, violations } = readJsonText(text);
		if (value === undefined) return [...violations];
		return [...violations, ...checkSchema('body', schema, value, { ...surroundings, numbers })];
	}
	const fields = new URLSearchParams(text);
	const names = [...fields.keys()];
	const repeated = names.filter((name, index) => names.indexOf(name) !== index);
	return [
		...repeated.map((name) => `body ${name} is there more than once`),
		...checkSchema('body', schema, Object.fromEntries(fields), surroundings),
	];
}

/** The media type in lower case without its parameters; a charset other than UTF-8 makes it unknown. */
function mediaType(contentType: string | undefined): string {
	const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
	const fits = parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/.test(parameter));
	return fits ? type.trim() : (contentType ?? '');
}
