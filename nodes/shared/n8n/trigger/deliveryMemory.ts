import type { IWebhookFunctions } from 'n8n-workflow';
import { noteDelivery, type Remembered } from '../../webhook/repeats';

/** Triggers remembered at once; the one that was quiet for longest goes first. */
const MOST_TRIGGERS = 200;

/** What came to each trigger in this process, by workflow and node. */
const inProcess = new Map<string, Remembered>();

/**
 * Whether a delivery came before, in two memories: this process, and the workflow's static data, which outlives a
 * restart and is all that several processes share. Best effort: n8n writes static data after the answer and without
 * a lock, and n8n 2.41 does not write it at all where a delivery starts an execution and something was kept before
 * (`WorkflowRunner` wraps the same object again, which clears the mark that it was changed). Answering before n8n
 * has the execution would get it written, and lose the event where n8n then fails: the worse bargain.
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
