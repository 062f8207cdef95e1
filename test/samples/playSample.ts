import '../n8n/harness/environment';
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';
import { DuroWebhookApi } from '../../credentials/DuroWebhookApi.credentials';
import { Revolv3WebhookApi } from '../../credentials/Revolv3WebhookApi.credentials';
import { DuroTrigger } from '../../nodes/Duro/DuroTrigger.node';
import { Revolv3Trigger } from '../../nodes/Revolv3/Revolv3Trigger.node';
import type { ProviderId, Sandbox } from '../../sandbox';
import type { Call } from '../../sandbox/types';
import { openBed, type LoadedProcess } from '../bed';
import { openReceiver, PRODUCTION_URL, type Post } from '../n8n/harness/deliver';
import { signDuro, signRevolv3 } from '../webhooks/sign';
import { bodyTextOf, samplesOf } from './loadSamples';
import type { Sample, SampleReading } from './sample';

/** What the node said of a sample, and how many requests that took. */
export interface Played {
	readonly items: readonly IDataObject[];
	readonly requests: number;
}

/** Serves a sample byte for byte, and reads it with the built node in n8n's engine. */
export async function playSample(
	provider: ProviderId,
	sample: Sample,
	reading: SampleReading,
	process: LoadedProcess,
): Promise<Played> {
	if (reading.ask.operation === 'trigger') {
		return { items: await deliver(provider, bodyTextOf(sample)), requests: 0 };
	}
	const bed = await openBed({ process });
	try {
		serve(bed.sandbox, provider, sample, reading);
		const { operation, resource = 'invoice', parameters = {}, credential } = reading.ask;
		if (credential) bed.n8n.editCredential(`${provider}Api`, { accessToken: '', ...credential });
		const { main, error } = await bed.run(provider, operation, {
			...(operation === 'refund' || operation === 'checkRefund' ? { refundType: 'full' } : {}),
			resource,
			...parameters,
		});
		assertServed(bed.sandbox, sample);
		return {
			items: [...main, ...error].map(({ json }) => json),
			requests: bed.sandbox.requests.filter(({ call }) => call !== 'token').length,
		};
	} finally {
		await bed.close();
	}
}

function serve(
	sandbox: Sandbox,
	provider: ProviderId,
	sample: Sample,
	{ given = [], times }: SampleReading,
): void {
	const all = samplesOf(provider);
	const arm = (call: Call, one: Pick<Sample, 'status' | 'headers' | 'body' | 'text'>, n?: number) =>
		sandbox.fault({
			provider,
			call,
			kind: 'verbatim',
			status: one.status,
			text: bodyTextOf(one),
			...(one.headers === undefined ? {} : { headers: one.headers }),
			times: n ?? (call === 'refund' ? 1 : Infinity),
		});
	for (const answer of given) {
		const named = all.find(({ name }) => name === answer.sample);
		arm(answer.call, named ?? { ...answer, status: answer.status ?? 200 }, answer.times);
	}
	if (sample.answers !== undefined) arm(sample.answers, sample, times);
}

/** A sample that nobody asked for was not read, whatever came out; and a page's path has to be the one that was called. */
function assertServed(sandbox: Sandbox, { name, call, answers }: Sample): void {
	const pattern = (call?.path ?? '').replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+');
	const path = new RegExp(`^${pattern}$`);
	const served = sandbox.requests.some(
		(request) =>
			request.faultApplied === 'verbatim' &&
			request.call === answers &&
			request.method === call?.method &&
			path.test(request.path),
	);
	if (!served) throw new Error(`The sample ${name} was never served.`);
}

const SECRET = 'a-secret-for-samples';

/** The two providers with signed webhooks. */
const RECEIVERS: Readonly<
	Partial<
		Record<
			ProviderId,
			{
				readonly node: () => INodeType;
				readonly credentialType: () => ICredentialType;
				readonly credential: Readonly<Record<string, string>>;
				readonly sign: (body: string) => Post;
			}
		>
	>
> = {
	duro: {
		node: () => new DuroTrigger(),
		credentialType: () => new DuroWebhookApi(),
		credential: { signingSecret: SECRET },
		sign: (body) => signDuro(body, SECRET, Date.now()),
	},
	revolv3: {
		node: () => new Revolv3Trigger(),
		credentialType: () => new Revolv3WebhookApi(),
		credential: { webhookKey: SECRET },
		sign: (body) => signRevolv3(body, SECRET, PRODUCTION_URL),
	},
};

async function deliver(provider: ProviderId, body: string): Promise<readonly IDataObject[]> {
	const receiver = RECEIVERS[provider];
	if (receiver === undefined) throw new Error(`${provider} has no signed webhook.`);
	const { deliver: post } = openReceiver({
		type: `n8n-nodes-invoice-refunds.${provider}Trigger`,
		node: receiver.node(),
		credentialType: receiver.credentialType(),
		credential: receiver.credential,
	});
	return (await post(receiver.sign(body))).items;
}
