import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

/**
 * Parameters that ask for what an item's `neighbour` says where it has one, and for what `own` says elsewhere.
 * Parameters that `theirs` doesn't name (the options) are the same for all items.
 */
export function chooseByItem(own: INodeParameters, theirs: INodeParameters): INodeParameters {
	const chosen = Object.keys(theirs).map((name) => [name, choose(name, own[name])]);
	return { ...own, ...Object.fromEntries(chosen) };
}

function choose(name: string, own: NodeParameterValueType | undefined): NodeParameterValueType {
	// A reference that is left empty is not an expression: one that yields nothing is refused.
	if (name === 'reference' && own === '') return '';
	return `={{ $json.neighbour ? $json.neighbour.${name} : (${asExpression(own ?? DEFAULTS[name] ?? '')}) }}`;
}

/** What the form holds where a row says nothing. */
const DEFAULTS: Readonly<Record<string, string>> = { amountUnit: 'major' };

function asExpression(value: NodeParameterValueType): string {
	const inside = typeof value === 'string' ? /^=\{\{(.*)\}\}$/s.exec(value)?.[1] : undefined;
	return inside ?? JSON.stringify(value);
}
