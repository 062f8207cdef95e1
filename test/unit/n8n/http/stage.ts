import type { ProviderProfile } from '../../../../nodes/shared/engine/provider/profile';
import type { HttpOutcome } from '../../../../nodes/shared/engine/provider/http';
import { WAITS } from '../../../../nodes/shared/engine/waits';
import { behindGate } from '../../../../nodes/shared/n8n/http/behindGate';
import { gateOf } from '../../../../nodes/shared/n8n/http/gate';
import { Patience } from '../../../../nodes/shared/n8n/http/patience';
import { VirtualTime } from './virtualTime';

let gates = 0;

/** An answer with the status; those of the provider's own shape have `own: true`. */
export function answer(
	status: number,
	headers: Readonly<Record<string, string>> = {},
	body: unknown = { own: true },
): HttpOutcome {
	return { kind: 'answer', status, headers, body };
}

export const DROPPED: HttpOutcome = {
	kind: 'noAnswer',
	sent: 'perhaps',
	why: 'the connection broke',
	cause: 'outage',
};
export const SILENCE: HttpOutcome = {
	kind: 'noAnswer',
	sent: 'perhaps',
	why: 'it did not answer in time',
	cause: 'timeout',
};

/** What the provider does with a request that arrives: at which time, and as the how manieth, from zero. */
export type Respond = (at: number, number: number) => HttpOutcome;

/** One gate and the runs behind it, in time that passes at once. Times count from the beginning. */
export function openStage(profile: ProviderProfile, environment = 'sandbox') {
	const time = new VirtualTime();
	const start = time.now;
	const name = `gate ${(gates += 1)}`;
	const left: number[] = [];
	/** One run of a node. Answers take a millisecond. */
	const openRun = (respond: Respond = () => answer(200), cancel?: AbortSignal) => {
		const clock = time.clock(undefined, [], cancel);
		const send = behindGate<{ kind: 'read' | 'write'; stopped?: () => boolean }>(
			async () => {
				const at = time.now - start;
				left.push(at);
				const outcome = respond(at, left.length - 1);
				await time.wait(1);
				return outcome;
			},
			{
				gate: gateOf(name, profile, environment, time.now),
				patience: new Patience(WAITS),
				clock,
				waits: WAITS,
				cancelled: () => cancel?.aborted ?? false,
				isOwnError: (body) => typeof body === 'object' && body !== null && 'own' in body,
			},
		);
		return {
			read: async () => await send({ kind: 'read' }),
			write: async (stopped?: () => boolean) =>
				await send({ kind: 'write', ...(stopped ? { stopped } : {}) }),
		};
	};
	/** Lets all of it end. @returns what came of the requests */
	const finish = async (sent: ReadonlyArray<Promise<HttpOutcome>>) => {
		await time.pass();
		return await Promise.all(sent);
	};
	return { time, start, left, openRun, finish };
}

/** So many requests at the same time. */
export function together(
	count: number,
	send: () => Promise<HttpOutcome>,
): Array<Promise<HttpOutcome>> {
	return Array.from({ length: count }, async () => await send());
}
