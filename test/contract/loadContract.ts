/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import Ajv2020 from 'ajv/dist/2020';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { contractShape, type Contract } from './contractShape';

export const providers = ['duro', 'layer', 'revolv3', 'thredfi'] as const;
export type Provider = (typeof providers)[number];

const loaded = new Map<Provider, Contract>();
const hasContractShape = new Ajv2020({ allErrors: true }).compile<Contract>(contractShape);

/** The provider's contract, read once; throws when the document itself is wrong. */
export function loadContract(provider: Provider): Contract {
	const known = loaded.get(provider);
	if (known !== undefined) return known;
	const file = `${provider}.openapi.yaml`;
	const contract = dereference(parse(readFileSync(join(__dirname, file), 'utf8')));
	if (!hasContractShape(contract)) {
		throw new Error(`${file}: ${JSON.stringify(hasContractShape.errors)}`);
	}
	loaded.set(provider, contract);
	return contract;
}

/** Replaces every `$ref` by what it names, in this document only. Same place, same object, so schemas compile once. */
export function dereference(root: unknown): unknown {
	const named = new Map<string, unknown>();
	const open = new Set<string>();

	function resolve(ref: string): unknown {
		if (named.has(ref)) return named.get(ref);
		if (open.has(ref)) throw new Error(`${ref} refers to itself`);
		open.add(ref);
		const target = walk(at(root, ref));
		open.delete(ref);
		named.set(ref, target);
		return target;
	}

	function walk(value: unknown): unknown {
		if (Array.isArray(value)) return value.map(walk);
		if (!isRecord(value)) return value;
		if (typeof value.$ref !== 'string') {
			return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
		}
		const target = resolve(value.$ref);
		const beside = Object.entries(value).filter(([key]) => key !== '$ref');
		return beside.length === 0 ? target : Object.assign({}, target, Object.fromEntries(beside));
	}

	return walk(root);
}

/** True for a plain object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(root: unknown, ref: string): unknown {
	if (!ref.startsWith('#/')) throw new Error(`${ref} is outside this document`);
	let place = root;
	for (const part of ref.slice(2).split('/')) {
		const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
		if (!isRecord(place) || !(key in place)) throw new Error(`${ref} names nothing`);
		place = place[key];
	}
	return place;
}
