import { compileSchema } from './checkSchema';
import type { Operation, PathItem, Schema } from './contractShape';
import { fittingRequests } from './fittingRequests';
import { dereference, isRecord, loadContract, providers } from './loadContract';

const operationsOf = (item: PathItem): readonly Operation[] =>
	[item.get, item.post].filter((operation) => operation !== undefined);

describe.each(providers)('the contract of %s', (provider) => {
	const contract = loadContract(provider);
	const items = Object.entries(contract.paths);
	const operations = items.flatMap(([, item]) => operationsOf(item));

	it('has one operation per operationId, and a fitting request for each', () => {
		const ids = operations.map(({ operationId }) => operationId);
		expect([...ids].sort()).toEqual(Object.keys(fittingRequests[provider]).sort());
	});

	it('declares every path parameter it names, as required', () => {
		for (const [path, item] of items) {
			const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			const declared = (item.parameters ?? []).filter((each) => each.in === 'path');
			expect(declared.map(({ name }) => name)).toEqual(named);
			expect(declared.every(({ required }) => required === true)).toBe(true);
		}
	});

	it('names only security schemes it has', () => {
		const used = [contract.security, ...operations.map(({ security }) => security ?? [])].flat();
		const known = Object.keys(contract.components.securitySchemes);
		expect(known).toEqual(expect.arrayContaining(used.flatMap((names) => Object.keys(names))));
	});

	it('has schemas that compile strictly', () => {
		const parameters = items.flatMap(([, item]) => [
			...(item.parameters ?? []),
			...operationsOf(item).flatMap((operation) => operation.parameters ?? []),
		]);
		const contents = operations.flatMap(({ requestBody, responses }) => [
			...(requestBody === undefined ? [] : [requestBody]),
			...Object.values(responses),
		]);
		const schemas: readonly Schema[] = [
			...parameters.map(({ schema }) => schema),
			...contents.flatMap(({ content }) => Object.values(content).map(({ schema }) => schema)),
		];
		expect(schemas.length).toBeGreaterThan(0);
		for (const schema of schemas) expect(() => compileSchema(schema)).not.toThrow();
	});

	it('closes every object of a request body', () => {
		const bodies = operations.flatMap(({ requestBody }) =>
			Object.values(requestBody?.content ?? {}),
		);
		const open = bodies.flatMap(({ schema }) => openObjects(schema));
		expect(open).toEqual([]);
	});
});

it('rejects a schema with a misspelt keyword', () => {
	expect(() => compileSchema({ type: 'integer', minumum: 1 })).toThrow('minumum');
});

it('rejects a reference that names nothing', () => {
	expect(() => dereference({ a: { $ref: '#/b' } })).toThrow('#/b names nothing');
});

it('rejects a reference to itself', () => {
	expect(() => dereference({ a: { $ref: '#/a' } })).toThrow('refers to itself');
});

/** Object schemas with named fields that would let an unknown field pass. Metadata is free by nature and names none. */
function openObjects(schema: unknown): unknown[] {
	if (Array.isArray(schema)) return schema.flatMap(openObjects);
	if (!isRecord(schema)) return [];
	const open = isRecord(schema.properties) && schema.additionalProperties !== false;
	// A condition describes no body, it picks the branch that does.
	const parts = Object.entries(schema).filter(([name]) => name !== 'if');
	return [...(open ? [schema] : []), ...parts.flatMap(([, part]) => openObjects(part))];
}
