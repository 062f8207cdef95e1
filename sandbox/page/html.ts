/** Markup that is safe to put into markup. Only `html` makes it. */
export interface Html {
	readonly markup: string;
}

type Part = Html | string | number | null | readonly Html[];

/** A template whose inserted values are escaped, unless they are markup already. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
	const markup = texts.reduce((text, next, index) => text + shown(parts[index - 1] ?? null) + next);
	return { markup };
}

function shown(part: Part): string {
	if (part === null) return '';
	if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
	if ('markup' in part) return part.markup;
	return part.map((one) => one.markup).join('');
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
