/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBed, PROVIDERS, type Bed } from '../bed';
import { descriptions, shown, valuesOf } from '../description/nodes';
import { outputSchema } from './outputSchema';
import { sandboxRuns } from './sandboxRuns';

/** Set by `npm run schemas`, which writes the files that are compared otherwise. */
const WRITES = process.env.WRITE_SCHEMAS === '1';
const FIELDS = 10;

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

const fileOf = (provider: keyof typeof descriptions, operation: string) =>
	join(
		__dirname,
		'../../nodes',
		descriptions[provider].displayName,
		'__schema__/v1.0.0',
		`${operation}.json`,
	);

describe.each(PROVIDERS)('the output shapes of %s', (provider) => {
	const runs = sandboxRuns(provider);

	it('are there for every operation that can be chosen', () => {
		const { properties } = descriptions[provider];
		const resources = properties.filter(({ name }) => name === 'resource').flatMap(valuesOf);
		const operations = resources.flatMap((resource) =>
			shown(descriptions[provider], { resource: String(resource) })
				.filter(({ name }) => name === 'operation')
				.flatMap(valuesOf)
				.map((operation) => `${String(resource)}/${String(operation)}`),
		);
		expect(Object.keys(runs).sort()).toEqual(operations.sort());
	});

	it.each(Object.entries(runs))('are what a run in the sandbox gives: %s', async (name, run) => {
		const items = await run(bed);
		expect(items.length).toBeGreaterThan(0);
		const schema = outputSchema(items);
		expect(Object.keys(schema.properties ?? {})).toHaveLength(FIELDS);
		expect(schema.properties).not.toHaveProperty('error');
		const file = fileOf(provider, name);
		if (WRITES) {
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
		}
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
	});
});
