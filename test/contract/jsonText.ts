import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** A JSON text: its value, each number as it was written, and what is wrong with the text. */
export interface JsonText {
	readonly value: unknown;
	readonly numbers: ReadonlyMap<string, string>;
	readonly violations: readonly string[];
}

/**
 * Reads a JSON text without losing how its numbers were written: `1250.0` and `1.25e3` are the
 * integer 1250 once parsed, and 12.505 may come back as something else. Keys of `numbers` are JSON pointers.
 */
export function readJsonText(text: string): JsonText {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { value: undefined, numbers: new Map(), violations: ['body is not JSON'] };
	}
	// Every JSON text is YAML; this parser keeps the source of a number and sees a key that is there twice.
	const document = parseDocument(text, { schema: 'json', uniqueKeys: true });
	const numbers = new Map<string, string>();
	collect(document.contents, '', numbers);
	const violations = document.errors.map((error) => `body: ${error.message.split('\n')[0] ?? ''}`);
	for (const [pointer, source] of numbers) {
		// Metadata is the user's own JSON; how its numbers are written touches no money.
		if (/[eE]/.test(source) && !pointer.startsWith('/metadata/'))
			violations.push(`body ${pointer} is in exponent notation: ${source}`);
	}
	return { value, numbers, violations };
}

/** Digits after the point of a number as written; null when it is not written as a plain decimal. */
export function decimalPlaces(source: string): number | null {
	const match = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/.exec(source);
	return match === null ? null : (match[1] ?? '').length;
}

function collect(node: unknown, pointer: string, numbers: Map<string, string>): void {
	if (isMap(node)) {
		for (const { key, value } of node.items) {
			const name = String(isScalar(key) ? key.value : key);
			collect(value, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, numbers);
		}
	} else if (isSeq(node)) {
		node.items.forEach((item, index) => collect(item, `${pointer}/${index}`, numbers));
	} else if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) {
		numbers.set(pointer, node.source);
	}
}
