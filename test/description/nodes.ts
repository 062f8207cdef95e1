/**
 * The four nodes for the description tests. What a node shows doesn't depend on what it does, so the
 * adapters and the runner stay out of these tests.
 */
jest.mock('../../nodes/shared/n8n/run/run', () => ({ run: undefined }), { virtual: true });
jest.mock('../../nodes/Duro/adapter', () => ({ duro: undefined }), { virtual: true });
jest.mock('../../nodes/Layer/adapter', () => ({ layer: undefined }), { virtual: true });
jest.mock('../../nodes/Revolv3/adapter', () => ({ revolv3: undefined }), { virtual: true });
jest.mock('../../nodes/Thredfi/adapter', () => ({ thredfi: undefined }), { virtual: true });

import {
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import { Duro } from '../../nodes/Duro/Duro.node';
import { Layer } from '../../nodes/Layer/Layer.node';
import { Revolv3 } from '../../nodes/Revolv3/Revolv3.node';
import { Thredfi } from '../../nodes/Thredfi/Thredfi.node';

export const descriptions = {
	duro: new Duro().description,
	layer: new Layer().description,
	revolv3: new Revolv3().description,
	thredfi: new Thredfi().description,
};

export type Name = keyof typeof descriptions;
export const names = Object.keys(descriptions) as Name[];

/** What the editor shows once the given parameters are chosen, as n8n itself decides it. */
export function shown(
	description: INodeTypeDescription,
	chosen: INodeParameters,
): INodeProperties[] {
	const { properties } = description;
	const values =
		NodeHelpers.getNodeParameters(properties, chosen, true, false, null, description) ?? {};
	return properties.filter((property) =>
		NodeHelpers.displayParameter(values, property, null, description),
	);
}

/** A property, and everything inside its collections. */
export function withInner(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option) =>
		'values' in option ? option.values : 'type' in option ? [option] : [],
	);
	return [property, ...inner.flatMap(withInner)];
}

/** The values of an options field. */
export function valuesOf(property: INodeProperties): unknown[] {
	return (property.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
}

/** The options in a node's options collection. */
export function optionsOf(description: INodeTypeDescription): INodeProperties[] {
	const collection = description.properties.find((property) => property.name === 'options');
	return (collection?.options ?? []).flatMap((option) => ('type' in option ? [option] : []));
}
