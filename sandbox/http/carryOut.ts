import type { FaultRule } from '../types';
import { refusalAnswer, type Answer } from '../wire/answer';
import type { Incoming } from '../wire/incoming';
import type { Route } from '../world';

/** An imitation's answer, where it refuses as well. */
export async function carryOut(
	handle: Route['handle'],
	incoming: Incoming,
	rule: FaultRule | null,
): Promise<Answer> {
	try {
		return await handle(incoming, rule);
	} catch (error) {
		return refusalAnswer(error);
	}
}
