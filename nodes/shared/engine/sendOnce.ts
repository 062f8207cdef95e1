import type { Desk } from './desk';
import type { HttpOutcome, HttpRequest } from './http';
import type { RefundPlan } from './plan';

/** The one line that moves money, with the one renewal that a 401 allows: a 401 proves that nothing moved. */
export async function sendOnce(
	request: HttpRequest,
	plan: RefundPlan,
	desk: Desk,
): Promise<HttpOutcome> {
	const outcome = await desk.http.write(request);
	if (outcome.kind !== 'answer' || outcome.status !== 401 || !desk.http.tokenExpires)
		return outcome;
	// n8n renews a token only while reading; the write itself must never be repeated by it.
	const renewal = await desk.books.readSnapshot(plan.target, plan.key);
	return renewal.ok ? await desk.http.write(request) : outcome;
}

/** When a request left that was not answered: what is waited for is counted from then, not from before its turn. */
export function sentAtOf(outcome: HttpOutcome): number | null {
	return outcome.kind === 'noAnswer' ? (outcome.sentAt ?? null) : null;
}
