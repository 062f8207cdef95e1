import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { invoicesAndRefunds } from '../shared/descriptions/resource';
import { WAITS } from '../shared/engine/waits';
import { run } from '../shared/n8n/run/run';
import { searchInvoices } from '../shared/n8n/run/searchInvoices';
import { invoice, refund } from './description';
import { layer } from './provider';

export class Layer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Layer',
		name: 'layer',
		icon: { light: 'file:layer.svg', dark: 'file:layer.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Record refunds of invoices in the books at Layer and check them first',
		defaults: { name: 'Layer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'layerApi', required: true }],
		properties: [invoicesAndRefunds, ...invoice, ...refund],
	};

	methods: NonNullable<INodeType['methods']>;

	execute: NonNullable<INodeType['execute']>;

	/** @param waits left out by n8n; tests hand in shorter ones */
	constructor(waits = WAITS) {
		this.methods = { listSearch: { searchInvoices: searchInvoices(layer, waits) } };
		this.execute = async function () {
			return await run.call(this, layer, waits);
		};
	}
}
