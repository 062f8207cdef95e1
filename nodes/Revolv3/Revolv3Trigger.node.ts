import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { events, repeatedDeliveries, setupNotice } from '../shared/descriptions/trigger';
import { receiveWebhook } from '../shared/n8n/trigger/receiveWebhook';
import { revolv3Events, webhookUrl } from './description';
import { revolv3Webhook } from './webhook';

export class Revolv3Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Revolv3 Trigger',
		name: 'revolv3Trigger',
		icon: { light: 'file:revolv3.svg', dark: 'file:revolv3.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].includes("*") ? "all events" : $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when Revolv3 delivers an event, such as a new status of an invoice',
		defaults: { name: 'Revolv3 Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'revolv3WebhookApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			setupNotice(
				'Revolv3 has no API for this. In the Revolv3 portal, on the page Webhooks, enter the production webhook URL above and paste the Webhook Key shown there into the credential of this node. Activate the workflow, then press Test Connection in the portal: it can only save a webhook that answers.',
			),
			events('Revolv3', revolv3Events),
			webhookUrl,
			repeatedDeliveries,
		],
	};

	/** Revolv3 registers no webhooks by API: a person enters the URL there, and n8n has nothing to do. */
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook.call(this, revolv3Webhook);
	}
}
