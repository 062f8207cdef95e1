import type { ErrorObject, SchemaValidateFunction, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';

import type { Schema } from './contractShape';
import { decimalPlaces } from './jsonText';
import { isRecord } from './loadContract';

/** What a keyword may know beside the value: numbers as written, and the user of the Basic header. */
export interface Surroundings {
	readonly numbers?: ReadonlyMap<string, string>;
	readonly basicUser?: string | null;
}

const ajv = new Ajv2020({
	strict: true,
	allErrors: true,
	allowUnionTypes: true,
	passContext: true,
});
addFormats(ajv);

/** `x-decimal-places: n`: written as a plain decimal of at most n places. On the text, as floats cannot tell. */
addKeyword('x-decimal-places', function (this: Surroundings, places: unknown, _value, _parent, at) {
	const source = this.numbers?.get(at?.instancePath ?? '');
	if (source === undefined || typeof places !== 'number') return true;
	const written = decimalPlaces(source);
	return written !== null && written <= places;
});

/** `x-max-bytes: n`: at most n bytes as JSON. */
addKeyword('x-max-bytes', (limit: unknown, value: unknown) => {
	return typeof limit === 'number' && Buffer.byteLength(JSON.stringify(value), 'utf8') <= limit;
});

/** `x-basic-user: true`: the same as the user of the Basic header. */
addKeyword('x-basic-user', function (this: Surroundings, _on: unknown, value: unknown) {
	return value === this.basicUser;
});

/** `x-adds-up: { total, list, part }`: the parts of the list add up to the total. */
addKeyword('x-adds-up', (rule: unknown, value: unknown) => {
	if (!isRecord(rule) || !isRecord(value)) return false;
	const list = value[String(rule.list)];
	const parts: readonly unknown[] = Array.isArray(list) ? list : [];
	const sum = parts.reduce<number>((total, item) => {
		return total + Number(isRecord(item) ? item[String(rule.part)] : Number.NaN);
	}, 0);
	return sum === value[String(rule.total)];
});

const compiled = new WeakMap<Schema, ValidateFunction>();

/** Violations of one schema by one value, each beginning with `where`. */
export function checkSchema(
	where: string,
	schema: Schema,
	value: unknown,
	surroundings: Surroundings = {},
): string[] {
	const validate = compileSchema(schema);
	if (validate.call(surroundings, value)) return [];
	// That one of two branches does not fit says nothing beside why it does not.
	const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
	return errors.map((error) => `${where}${say(error)}`);
}

/** Compiles strictly, so that a misspelt keyword in a document throws instead of checking nothing. */
export function compileSchema(schema: Schema): ValidateFunction {
	const known = compiled.get(schema);
	if (known !== undefined) return known;
	const validate = ajv.compile(schema);
	compiled.set(schema, validate);
	return validate;
}

function addKeyword(keyword: string, validate: SchemaValidateFunction): void {
	ajv.addKeyword({ keyword, validate, errors: false });
}

function say(error: ErrorObject): string {
	const place = error.instancePath === '' ? '' : ` ${error.instancePath}`;
	const params: Readonly<Record<string, unknown>> = error.params;
	const detail = params.additionalProperty ?? params.allowedValues ?? params.allowedValue;
	const told = detail === undefined ? '' : `: ${JSON.stringify(detail)}`;
	return `${place} ${error.message ?? error.keyword}${told}`;
}
