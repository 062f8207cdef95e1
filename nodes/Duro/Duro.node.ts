import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { onlyInvoices } from '../shared/descriptions/resource';
import { WAITS } from '../shared/engine/waits';
import { run } from '../shared/n8n/run/run';
import { invoice } from './description';
import { duro } from './provider';

export class Duro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Duro',
		name: 'duro',
		icon: { light: 'file:duro.svg', dark: 'file:duro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Record refunds of invoices at Duro and check them first',
		defaults: { name: 'Duro' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'duroApi', required: true }],
		properties: [onlyInvoices, ...invoice],
	};

	execute: NonNullable<INodeType['execute']>;

	/** @param waits left out by n8n; tests hand in shorter ones */
	constructor(waits = WAITS) {
		this.execute = async function () {
			return await run.call(this, duro, waits);
		};
	}
}
