import type { IWebhookFunctions } from 'n8n-workflow';
import { noteDelivery, type Remembered } from '../webhook/repeats';

/** Triggers remembered at once; the one that was quiet for longest goes first. */
const MOST_TRIGGERS = 200;

/** What came to each trigger in this process, by workflow and node. */
const inProcess = new Map<string, Remembered>();

/**
 * Whether a delivery came before, in two memories: this process, which n8n can't overwrite, and the workflow's static
 * data, which outlives a restart and is all that several processes share. n8n writes the latter after the answer,
 * without a lock, and an execution that ends meanwhile can put the older state back: best effort.
 */
export function cameBefore(context: IWebhookFunctions, mark: string, now: number): boolean {
	const kept = context.getWorkflowStaticData('node');
	const trigger = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	// n8n keeps nothing of a test; nor does this, or a test would spoil the first real delivery.
	const isTest = context.getMode() === 'manual';
	const known = isTest ? undefined : inProcess.get(trigger);
	const noted = noteDelivery([kept.deliveries, known], mark, now);
	kept.deliveries = noted.remembered;
	if (!isTest) keep(trigger, noted.remembered);
	return noted.repeated;
}

function keep(trigger: string, remembered: Remembered): void {
	inProcess.delete(trigger);
	inProcess.set(trigger, remembered);
	const [quietest] = inProcess.keys();
	if (inProcess.size > MOST_TRIGGERS && quietest !== undefined) inProcess.delete(quietest);
}
