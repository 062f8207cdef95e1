import type { Contract, Operation, Parameter } from './contractShape';

/** An operation with the parameters of its path, and the raw values of its path parameters. */
export interface Found {
	readonly operation: Operation;
	readonly parameters: readonly Parameter[];
	readonly pathValues: ReadonlyMap<string, string>;
}

const SEGMENT = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/;

/** The operation behind a method and a path (without query), or the violation that there is none. */
export function findOperation(contract: Contract, method: string, path: string): Found | string {
	const matches = Object.entries(contract.paths)
		.map(([template, item]) => ({ item, pathValues: matchPath(template, path) }))
		.flatMap(({ item, pathValues }) => (pathValues === null ? [] : [{ item, pathValues }]))
		.sort((a, b) => a.pathValues.size - b.pathValues.size);
	const [best] = matches;
	if (best === undefined) return `no such path: ${path}`;
	const operation = { GET: best.item.get, POST: best.item.post }[method.toUpperCase()];
	if (operation === undefined) return `no such method: ${method.toUpperCase()} ${path}`;
	const parameters = [...(best.item.parameters ?? []), ...(operation.parameters ?? [])];
	return { operation, parameters, pathValues: best.pathValues };
}

/** Decoded values of the template's parameters, or null. A segment that is empty, dots only or badly encoded fits nothing. */
function matchPath(template: string, path: string): ReadonlyMap<string, string> | null {
	const wanted = template.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return null;
	const values = new Map<string, string>();
	for (const [index, part] of wanted.entries()) {
		const segment = given[index] ?? '';
		const name = /^\{(.+)\}$/.exec(part)?.[1];
		if (name === undefined) {
			if (part !== segment) return null;
			continue;
		}
		const value = decodeSegment(segment);
		if (value === null) return null;
		values.set(name, value);
	}
	return values;
}

function decodeSegment(segment: string): string | null {
	if (!SEGMENT.test(segment)) return null;
	try {
		const value = decodeURIComponent(segment);
		return value === '.' || value === '..' ? null : value;
	} catch {
		return null;
	}
}
