/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type INodeProperties, type Icon, NodeHelpers } from 'n8n-workflow';
import { DuroApi } from '../../credentials/DuroApi.credentials';
import { LayerApi } from '../../credentials/LayerApi.credentials';
import { Revolv3Api } from '../../credentials/Revolv3Api.credentials';
import { ThredfiApi } from '../../credentials/ThredfiApi.credentials';
import { labels } from '../../nodes/shared/labels';
import { descriptions, names, optionsOf, shown, valuesOf, withInner, type Name } from './nodes';

const root = join(__dirname, '../..');
const credentials = {
	duro: new DuroApi(),
	layer: new LayerApi(),
	revolv3: new Revolv3Api(),
	thredfi: new ThredfiApi(),
};
const folderOf = (name: Name) => descriptions[name].displayName;
const everything = (name: Name): INodeProperties[] =>
	[...descriptions[name].properties, ...credentials[name].properties].flatMap(withInner);
const choicesOf = (property: INodeProperties) =>
	(property.options ?? []).flatMap((option) => ('value' in option ? [option] : []));

/** Every word a person can read in a node and its credential. */
const textsOf = (name: Name): string[] => [
	descriptions[name].description,
	...everything(name).flatMap((property) => [
		property.displayName,
		property.description ?? '',
		property.hint ?? '',
		property.placeholder ?? '',
		...choicesOf(property).flatMap(({ name: choice, description = '', action = '' }) => [
			choice,
			description,
			action,
		]),
	]),
];

describe.each(names)('the copy of %s', (name) => {
	it('has a default that can be chosen, for every choice', () => {
		for (const property of everything(name).filter(({ type }) => type === 'options')) {
			expect(valuesOf(property)).toContain(property.default);
		}
	});

	it('lists five choices or more, and all options, by the alphabet', () => {
		const lists = everything(name)
			.filter(({ type, options }) => type === 'options' && (options?.length ?? 0) > 4)
			.map((property) => choicesOf(property).map((choice) => choice.name));
		for (const list of [...lists, optionsOf(descriptions[name]).map((o) => o.displayName)]) {
			expect(list).toEqual([...list].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});

	it('explains every field that is typed in, and every option', () => {
		const typed = everything(name).filter(
			(property) =>
				!['hidden', 'notice', 'collection'].includes(property.type) &&
				!['resource', 'operation', 'refundType', 'environment', 'key', 'value', 'tag'].includes(
					property.name,
				),
		);
		expect(typed.filter((property) => !property.description).map((p) => p.name)).toEqual([]);
	});

	it('gives examples as examples', () => {
		for (const { placeholder, type } of everything(name)) {
			if (placeholder === undefined || ['collection', 'fixedCollection'].includes(type)) continue;
			expect(placeholder).toMatch(/^(e\.g\. |Select )/);
		}
	});

	it('refunds nothing unless that is chosen', () => {
		const operations = descriptions[name].properties.filter((p) => p.name === 'operation');
		expect(operations.map((operation) => operation.default)).toEqual(
			name === 'duro' ? ['checkRefund'] : ['checkRefund', 'get'],
		);
		const type = descriptions[name].properties.find((p) => p.name === 'refundType');
		expect(type?.default).toBe('amount');
	});

	it('says what a refund means right where it is chosen, and only there', () => {
		const noticed = (operation: string) =>
			shown(descriptions[name], { operation }).filter(({ type }) => type === 'notice');
		expect(noticed('refund')).toHaveLength(1);
		expect(noticed('checkRefund')).toHaveLength(0);
		expect(noticed('get')).toHaveLength(0);
		const ofRefund = shown(descriptions[name], { resource: 'refund' });
		expect(ofRefund.filter(({ type }) => type === 'notice')).toHaveLength(0);
	});

	it('says what is the same reference, and that 0.5 is no half', () => {
		const find = (wanted: string) =>
			descriptions[name].properties.find((property) => property.name === wanted);
		expect(find('reference')?.description).toContain('TICKET-81 and ticket-81 are the same');
		expect(find('percentage')?.hint).toContain('0.5 is half a percent');
	});

	it('promises money only where money moves', () => {
		const promising = textsOf(name).filter((text) =>
			/goes back to the payer|sends? (real )?money back|send the money of/i.test(text),
		);
		expect(promising.length > 0).toBe(name === 'revolv3');
		const recording = textsOf(name).filter((text) => /\brecord/i.test(text));
		expect(recording.length > 0).toBe(name !== 'revolv3');
	});

	it('calls a field by the name it has on the screen', () => {
		const onScreen = new Set(
			everything(name).flatMap((property) => [
				property.displayName,
				...choicesOf(property).map((choice) => choice.name),
			]),
		);
		const quoted = textsOf(name).flatMap((text) =>
			[...text.matchAll(/(?<![\w’])'([A-Z][^']*)'/g)].map((match) => match[1]),
		);
		expect(quoted.filter((field) => field !== undefined && !onScreen.has(field))).toEqual([]);
	});

	it('takes all its labels from the one list', () => {
		const known = new Set<string>([
			...Object.values(labels).filter((label) => typeof label === 'string'),
			...Object.values(labels.options),
			...Object.values(labels.filters),
		]);
		const ours = [...descriptions[name].properties, ...optionsOf(descriptions[name])].filter(
			({ type }) => type !== 'notice',
		);
		expect(ours.map((p) => p.displayName).filter((label) => !known.has(label))).toEqual([]);
	});

	it('can be used by an agent', () => {
		expect(descriptions[name].usableAsTool).toBe(true);
	});

	it('tells the model of an agent that a refund is irreversible', () => {
		const told = (operation: string) =>
			NodeHelpers.makeDescription({ resource: 'invoice', operation }, descriptions[name]);
		expect(told('refund')).toBe(
			`Refund invoice (irreversible) in ${descriptions[name].displayName}`,
		);
		expect(told('checkRefund')).not.toMatch(/irreversible/);
	});

	it('warns of references made up by a model, right at the field', () => {
		const field = descriptions[name].properties.find((p) => p.name === 'reference');
		expect(field?.hint).toMatch(/agent.*expression.*second refund/);
	});

	it('has an icon for light and one for dark, in the node and in the credential', () => {
		const folder = join(root, 'nodes', folderOf(name));
		const files = (icon: Icon | undefined, from: string) => {
			if (typeof icon !== 'object') throw new Error(`${name} has no pair of icons`);
			return [icon.light, icon.dark].map((file) => join(from, file.replace(/^file:/, '')));
		};
		const node = files(descriptions[name].icon as Icon, folder);
		expect(files(credentials[name].icon, join(root, 'credentials'))).toEqual(node);
		const drawn = node.map((file) => readFileSync(file, 'utf8'));
		expect(new Set(drawn).size).toBe(2);
		for (const svg of drawn) expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
	});

	it('has a codex file that names it and leads to the documentation', () => {
		const path = join(root, 'nodes', folderOf(name), `${folderOf(name)}.node.json`);
		expect(existsSync(path)).toBe(true);
		const url = credentials[name].documentationUrl;
		expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
			node: `n8n-nodes-invoice-refunds.${name}`,
			codexVersion: '1.0',
			categories: ['Finance & Accounting', 'Sales'],
			resources: {
				primaryDocumentation: [{ url }],
				credentialDocumentation: [{ url }],
			},
		});
	});

	it('leads to a heading that the README has', () => {
		const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
			homepage: string;
		};
		expect(credentials[name].documentationUrl).toBe(`${homepage}#${name}`);
		const readme = readFileSync(join(root, 'README.md'), 'utf8');
		expect(readme).toMatch(new RegExp(`^#+ ${folderOf(name)}$`, 'm'));
	});
});

describe('the four nodes', () => {
	it('ask for the same thing in the same way', () => {
		const facts = (name: Name) =>
			new Map(
				[...descriptions[name].properties, ...optionsOf(descriptions[name])]
					.filter(({ type }) => type !== 'notice')
					.map(({ name: parameter, type, default: preset, options, displayOptions }) => [
						`${parameter} ${JSON.stringify(displayOptions ?? {})}`,
						{ type, preset, values: valuesOf({ options } as INodeProperties) },
					]),
			);
		const differs = ['resource', 'operation', 'method', 'invoiceId', 'options', 'filters'];
		const merged = new Map<string, unknown>();
		for (const name of names) {
			for (const [key, fact] of facts(name)) {
				if (differs.includes(key.split(' ')[0] ?? '')) continue;
				if (merged.has(key)) expect(fact).toEqual(merged.get(key));
				merged.set(key, fact);
			}
		}
		expect(merged.size).toBeGreaterThan(10);
	});

	it('name the amount before tax at Revolv3 alone', () => {
		const label = (name: Name) =>
			descriptions[name].properties.find((property) => property.name === 'amount')?.displayName;
		expect(names.map(label)).toEqual([
			labels.amount,
			labels.amount,
			labels.amountBeforeTax,
			labels.amount,
		]);
	});

	it('use every label there is', () => {
		const used = new Set(
			names.flatMap((name) =>
				everything(name).flatMap((property) => [
					property.displayName,
					...choicesOf(property).map((choice) => choice.name),
				]),
			),
		);
		const all = Object.values(labels).flatMap((label): string[] =>
			typeof label === 'string' ? [label] : Object.values(label),
		);
		expect(all.filter((label) => !used.has(label))).toEqual([]);
	});
});
