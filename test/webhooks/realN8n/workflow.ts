import { PROVIDERS, type Provider } from './provider';

/** Where each trigger listens, below n8n's address: its webhook id and the path in its description. */
export const pathOf = (provider: Provider): string => `webhook/hook-${provider}/webhook`;

/** Both triggers, each handing what it emits to an address that notes it. */
export function triggerWorkflow(collector: string) {
	const sends = (provider: Provider) => `Hand on ${provider}`;
	const starts = (provider: Provider) => `On ${provider}`;
	return {
		id: 'triggers',
		name: 'Triggers',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: PROVIDERS.flatMap((provider, row) => [
			{
				id: starts(provider),
				name: starts(provider),
				type: `n8n-nodes-invoice-refunds.${provider}Trigger`,
				typeVersion: 1,
				position: [0, row * 200],
				webhookId: `hook-${provider}`,
				parameters: {},
				credentials: {
					[`${provider}WebhookApi`]: { id: `${provider}Webhook`, name: `${provider} webhook` },
				},
			},
			{
				id: sends(provider),
				name: sends(provider),
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [220, row * 200],
				parameters: {
					method: 'POST',
					url: `${collector}/${provider}`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
				},
			},
		]),
		connections: Object.fromEntries(
			PROVIDERS.map((provider) => [
				starts(provider),
				{ main: [[{ node: sends(provider), type: 'main', index: 0 }]] },
			]),
		),
	};
}
