import { damageOf, isVisible, TOO_LARGE_INTEGER } from './damage';

/** One `{{ }}` of an expression that holds more than that. */
export interface ExpressionPart {
	/** As the user wrote it, braces included. */
	readonly code: string;
	/** What it yields for the item. */
	readonly value: unknown;
}

/**
 * What is wrong with the parts of an expression that names something, in one sentence with the field's name; null
 * where nothing is. `TICKET-{{ $json.id }}` without an id is `TICKET-` for every ticket: n8n shows a missing part as
 * an empty text, so the whole does not tell.
 */
export function faultOfParts(parts: readonly ExpressionPart[], label: string): string | null {
	for (const { code, value } of parts) {
		const fault = faultOf(value);
		if (fault !== null) return `'${label}': the part ${shortened(code)} ${fault}`;
	}
	return null;
}

function faultOf(value: unknown): string | null {
	switch (typeof value) {
		case 'undefined':
			return NOTHING;
		case 'string':
			return isVisible(value) ? damageOf(value) : NOTHING;
		case 'number':
			if (!Number.isFinite(value)) return `yields ${value}. ${CHECK}`;
			return Number.isInteger(value) && !Number.isSafeInteger(value) ? TOO_LARGE_INTEGER : null;
		case 'object':
			if (value === null) return NOTHING;
			if (Array.isArray(value)) return `yields a list. ${CHECK}`;
			return isDate(value) ? null : `yields an object. ${CHECK}`;
		case 'boolean':
		case 'bigint':
			return null;
		case 'function':
		case 'symbol':
			return `yields no value. ${CHECK}`;
	}
}

const CHECK = 'Check its fields.';
const NOTHING = `yields nothing. Check the name of its field, and that every item has it.`;

/** A date that can be written down: JavaScript's, or the object that n8n's expressions yield. */
function isDate(value: object): boolean {
	if (value instanceof Date) return !Number.isNaN(value.getTime());
	return 'toISO' in value && typeof value.toISO === 'function' && value.toISO() !== null;
}

function shortened(code: string): string {
	const text = code.replace(/\s+/g, ' ');
	return text.length > 80 ? `${text.slice(0, 77)}… }}` : text;
}
