import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { invoicesAndRefunds } from '../shared/descriptions/resource';
import { run } from '../shared/n8n/run';
import { searchInvoices } from '../shared/n8n/searchInvoices';
import { layer } from './provider';
import { invoice } from './resources/invoice';
import { refund } from './resources/refund';

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

	methods = { listSearch: { searchInvoices: searchInvoices(layer) } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run.call(this, layer);
	}
}
