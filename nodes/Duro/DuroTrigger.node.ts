import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { events, repeatedDeliveries, setupNotice, tolerance } from '../shared/descriptions/trigger';
import { receiveWebhook } from '../shared/n8n/trigger/receiveWebhook';
import { duroEvents } from './description';
import { duroWebhook } from './webhook';

export class DuroTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Duro Trigger',
		name: 'duroTrigger',
		icon: { light: 'file:duro.svg', dark: 'file:duro.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].includes("*") ? "all events" : $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when Duro delivers an event, such as a refund that was recorded',
		defaults: { name: 'Duro Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'duroWebhookApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [
			setupNotice(
				'Duro has no API for this. Copy the production webhook URL above into the Duro dashboard under Developers > Webhooks, and paste the signing secret, which Duro shows once, into the credential of this node. Duro delivers to public https addresses only: it refuses localhost, names ending in .internal, and private, link-local and shared addresses (10.x, 172.16.x to 172.31.x, 192.168.x, 169.254.x, 100.64.x to 100.127.x as at Tailscale, fc00::/7).',
			),
			events('Duro', duroEvents),
			repeatedDeliveries,
			tolerance(
				"How many minutes old a delivery's signature may be, at most 1440. Duro tries again for a day after n8n was down, and does not document whether a retry gets a new signature. If it does not, 5 minutes turn the later retries away, and 1440 take them. The cost: whoever has got hold of a delivery can send it again for as long. A refund is still made once, since its reference sees to that.",
			),
		],
	};

	/** Duro registers no webhooks by API: a person enters the URL there, and n8n has nothing to do. */
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
		return await receiveWebhook.call(this, duroWebhook);
	}
}
