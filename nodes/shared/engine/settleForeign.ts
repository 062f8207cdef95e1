import { confirmRefund, findInReadBack } from './confirm';
import type { Desk } from './desk';
import { planOf, type Known } from './judge';
import { caseOf, entryOf, type Looked } from './look';
import { outcomeUnknown, toSuccess } from './outcome';
import type { RefundRequest } from './request';
import type { RefundResult } from './result';
import { tiedRefunds } from './tiedRefunds';

/**
 * An attempt under this key that this run did not make, or whose refund is not listed: looks for its refund among
 * those shown.
 *
 * @returns the refund as a success, or null when none of those shown can be it
 */
export async function findForeign(
	request: RefundRequest,
	looked: Looked,
	known: Known,
	desk: Desk,
): Promise<RefundResult | null> {
	const { facts } = desk.adapter;
	const { snapshot, price } = looked;
	if (known.kind !== 'recalled' || price.amountMinor === null) return null;
	if (snapshot.refunds.kind !== 'listed') return null;
	// What was there before that attempt is not known here; the memory set it aside when the attempt was made.
	const plan = {
		...planOf(caseOf(request, looked, known, desk), price.amountMinor, facts),
		seenRefundIds: [],
	};
	const { refunds } = snapshot.refunds;
	const tied = await tiedRefunds(plan, refunds, desk);
	const found = tied && findInReadBack(plan, refunds, tied, facts);
	if (!found || found.state === 'declined') return null;
	const confirmation = confirmRefund(
		plan,
		{ kind: 'claims', refund: found, alreadyThere: true },
		facts,
	);
	return confirmation.kind === 'confirmed'
		? toSuccess(confirmation.refund, 'alreadyRefunded', snapshot, facts)
		: null;
}

/** Waits until nobody holds the key open any more; false when it is still open, or that can't be told. */
export async function waitUntilClosed(request: RefundRequest, desk: Desk): Promise<boolean> {
	const { memory, clock, waits } = desk;
	if (memory === null) return false;
	const deadline = clock.now() + waits.openAttemptMs;
	try {
		while (await memory.isOpen(entryOf(request, desk))) {
			if (clock.now() >= deadline) return false;
			// A cancelled execution does not wait: asking on without a pause would keep n8n's database busy.
			if (!(await clock.sleep(waits.openAttemptPollMs))) return false;
		}
		return true;
	} catch {
		return false;
	}
}

/** What is left to say about an attempt nobody could settle. */
export function unsettled(why: string, { price }: Looked): RefundResult {
	return outcomeUnknown(why, price.amountMinor);
}
