/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
	type Icon,
} from 'n8n-workflow';
import { DuroWebhookApi } from '../../credentials/DuroWebhookApi.credentials';
import { Revolv3WebhookApi } from '../../credentials/Revolv3WebhookApi.credentials';
import { DuroTrigger } from '../../nodes/Duro/DuroTrigger.node';
import { Revolv3Trigger } from '../../nodes/Revolv3/Revolv3Trigger.node';
import { valuesOf, withInner } from './nodes';

const root = join(__dirname, '../..');

/** The contract and, as the providers' pages have them, the events; written out. */
const triggers = [
	{
		name: 'Duro',
		trigger: new DuroTrigger(),
		credential: new DuroWebhookApi(),
		secret: 'signingSecret',
		place: 'Developers > Webhooks',
		parameters: [
			['setupNotice', 'notice', ''],
			['events', 'multiOptions', ['*']],
			['repeatedDeliveries', 'options', 'pass'],
			['tolerance', 'number', 5],
		],
		events: [
			'invoice_created',
			'subscription_activated',
			'subscription_cancelled',
			'subscription_created',
			'subscription_expired',
			'subscription_past_due',
			'subscription_paused',
			'subscription_payment_action_required',
			'subscription_payment_failed',
			'subscription_payment_recovered',
			'subscription_payment_refunded',
			'subscription_payment_success',
			'subscription_plan_changed',
			'subscription_recovered',
			'subscription_resumed',
			'subscription_unpaid',
			'subscription_updated',
		],
	},
	{
		name: 'Revolv3',
		trigger: new Revolv3Trigger(),
		credential: new Revolv3WebhookApi(),
		secret: 'webhookKey',
		place: 'Webhooks',
		parameters: [
			['setupNotice', 'notice', ''],
			['events', 'multiOptions', ['*']],
			['webhookUrl', 'string', ''],
			['repeatedDeliveries', 'options', 'pass'],
		],
		events: [
			'ACHInvoiceStatusChanged',
			'InvoiceAttemptCreated',
			'InvoiceAttemptStatusChanged',
			'InvoiceCreated',
			'InvoiceStatusChanged',
			'SubscriptionChanged',
			'SubscriptionCreated',
			'SubscriptionFailed',
		],
	},
];

const choicesOf = (property: INodeProperties): INodePropertyOptions[] =>
	(property.options ?? []).flatMap((option) => ('value' in option ? [option] : []));

describe.each(triggers)('the trigger of $name', ({ name, trigger, credential, ...expected }) => {
	const { description } = trigger;
	const provider = name.toLowerCase();
	const property = (wanted: string) => {
		const found = description.properties.find((one) => one.name === wanted);
		if (found === undefined) throw new Error(`no ${wanted}`);
		return found;
	};

	it('keeps its names, its credential and its parameters', () => {
		expect(description).toMatchObject({
			displayName: `${name} Trigger`,
			name: `${provider}Trigger`,
			group: ['trigger'],
			version: 1,
			inputs: [],
			outputs: ['main'],
			credentials: [{ name: `${provider}WebhookApi`, required: true }],
			webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived' }],
		});
		expect(
			description.properties.map(({ name: parameter, type, default: preset }) => [
				parameter,
				type,
				preset,
			]),
		).toEqual(expected.parameters);
		expect(valuesOf(property('repeatedDeliveries'))).toEqual(['drop', 'pass']);
	});

	it('offers every documented event, and all of them as one', () => {
		const values = valuesOf(property('events')).map(String);
		expect(values[0]).toBe('*');
		expect(values.slice(1).sort()).toEqual([...expected.events].sort());
		const [, ...names] = choicesOf(property('events')).map((choice) => choice.name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('is no tool for an agent', () => {
		expect('usableAsTool' in description).toBe(false);
	});

	it('says where URL and secret go, and claims to register nothing', async () => {
		const text = property('setupNotice').displayName;
		expect(text).toContain('no API');
		expect(text).toContain(expected.place);
		const methods = trigger.webhookMethods.default;
		expect(await Promise.all([methods.checkExists(), methods.create(), methods.delete()])).toEqual([
			true,
			true,
			true,
		]);
	});

	it('explains every field and gives examples as examples', () => {
		const fields = [...description.properties, ...credential.properties]
			.flatMap(withInner)
			.filter(({ type }) => type !== 'notice');
		for (const field of fields) {
			expect(field.description).toEqual(expect.stringMatching(/\S/));
			if (field.placeholder !== undefined) expect(field.placeholder).toMatch(/^e\.g\. /);
		}
	});

	it('does not start without a choice of events', () => {
		const node: INode = {
			id: 'n',
			name: 'n',
			type: 't',
			typeVersion: 1,
			position: [0, 0],
			parameters: { events: [] },
		};
		const issues = (events: string[]) =>
			NodeHelpers.getNodeParametersIssues(
				description.properties,
				{ ...node, parameters: { events } },
				description,
			);
		expect(issues([])?.parameters).toHaveProperty('events');
		expect(issues(['*'])).toBeNull();
	});

	it('masks its secret, and says that it can not be tested', () => {
		const [secret, notice] = credential.properties;
		expect(secret).toMatchObject({
			name: expected.secret,
			type: 'string',
			required: true,
			default: '',
			typeOptions: { password: true },
		});
		expect(notice).toMatchObject({ type: 'notice' });
		expect(notice?.displayName).toMatch(/^n8n cannot test this /);
		// With a test n8n would say "Connection tested successfully", and no connection was made.
		expect(credential.test).toBeUndefined();
		expect(description.credentials?.[0]).not.toHaveProperty('testedBy');
	});

	it("shows its provider's icons, in the node and in the credential", () => {
		const icon = { light: `file:${provider}.svg`, dark: `file:${provider}.dark.svg` };
		expect(description.icon).toEqual(icon);
		const { light, dark } = credential.icon as Exclude<Icon, string>;
		expect([light, dark]).toEqual([
			`file:../nodes/${name}/${provider}.svg`,
			`file:../nodes/${name}/${provider}.dark.svg`,
		]);
	});

	it('has a codex file, and leads to a heading that the README has', () => {
		const path = join(root, `nodes/${name}/${name}Trigger.node.json`);
		expect(existsSync(path)).toBe(true);
		const url = credential.documentationUrl;
		expect(url).toMatch(new RegExp(`#${provider}-trigger$`));
		expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
			node: `n8n-nodes-invoice-refunds.${provider}Trigger`,
			categories: ['Finance & Accounting', 'Sales'],
			resources: { primaryDocumentation: [{ url }], credentialDocumentation: [{ url }] },
		});
		const readme = readFileSync(join(root, 'README.md'), 'utf8');
		expect(readme).toMatch(new RegExp(`^### ${name} Trigger$`, 'm'));
	});
});
