/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import { sandboxCredentials } from '../../demo/credentials';
import { DemoFailure } from '../../demo/demoFailure';
import { waitForWebhook } from '../../demo/n8nServer';
import { startSandbox } from '../../sandbox';
import { PROVIDER_IDS } from '../../sandbox/types';
import { paidInvoice } from '../chaos/provider';
import { startQueueStage, type QueueStage } from './stage';
import { disputeWorkflow, pathOf, type Dispute } from './workflow';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
	const abort = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => abort.abort());
	const sandbox = await startSandbox();
	let stage: QueueStage | undefined;
	try {
		stage = await startQueueStage({
			credentials: sandboxCredentials(sandbox),
			workflows: PROVIDER_IDS.map((provider) => disputeWorkflow(provider, provider)),
			signal: abort.signal,
			report: say,
		});
		say(`PostgreSQL ${stage.postgres.version}, Redis ${stage.redis.version}`);
		for (const provider of PROVIDER_IDS) {
			const url = `${stage.url}/webhook/${pathOf(provider)}`;
			await waitForWebhook(url, abort.signal);
			const dispute: Dispute = {
				invoiceId: sandbox.addInvoice(provider, paidInvoice(provider, 1, false)),
				amount: '10.00',
				reference: 'payment-1',
				delivery: 'a',
			};
			const answer = await axios.post<unknown>(url, dispute, {
				validateStatus: () => true,
				proxy: false,
				signal: abort.signal,
			});
			say(JSON.stringify(answer.data));
		}
		return 0;
	} catch (failed) {
		say(
			failed instanceof DemoFailure
				? [failed.message, ...failed.details].join('\n')
				: String(failed),
		);
		return 1;
	} finally {
		await stage?.stop();
		await sandbox.stop();
	}
}

void main().then((code) => process.exit(code));
