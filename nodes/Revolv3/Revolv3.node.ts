import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { invoicesAndRefunds } from '../shared/descriptions/resource';
import { WAITS } from '../shared/engine/waits';
import { run } from '../shared/n8n/run/run';
import { searchInvoices } from '../shared/n8n/run/searchInvoices';
import { invoice, refund } from './description';
import { revolv3 } from './provider';

export class Revolv3 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Revolv3',
		name: 'revolv3',
		icon: { light: 'file:revolv3.svg', dark: 'file:revolv3.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Refund invoices through Revolv3, which is irreversible, and check refunds first',
		defaults: { name: 'Revolv3' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'revolv3Api', required: true }],
		properties: [invoicesAndRefunds, ...invoice, ...refund],
	};

	methods: NonNullable<INodeType['methods']>;

	execute: NonNullable<INodeType['execute']>;

	/** @param waits left out by n8n; tests hand in shorter ones */
	constructor(waits = WAITS) {
		this.methods = { listSearch: { searchInvoices: searchInvoices(revolv3, waits) } };
		this.execute = async function () {
			return await run.call(this, revolv3, waits);
		};
	}
}
