import type { MinorUnits } from '../money/minorUnits';
import type { Desk } from './desk';
import { judge, type Verdict } from './judge';
import { caseOf, look, type Looked } from './look';
import { confirmRefund } from './confirm';
import type { RefundRequest } from './request';
import { NO_WORDS, refused, type Code, type Refused } from './result';

/** What `refund` would find before its write (design §4 `checkRefund`). */
export interface Check {
	readonly allowed: boolean;
	/** null where it can't be known without the workflow's memory. */
	readonly alreadyRefunded: boolean | null;
	readonly reasons: readonly { readonly code: Code; readonly message: string }[];
	readonly amountMinor: MinorUnits | null;
	readonly refundableMinor: MinorUnits | null;
	readonly currency: string | null;
	/** The invoice's. */
	readonly status: string | null;
}

/**
 * Goes the whole way up to the write; sends nothing and remembers nothing.
 *
 * @returns a refusal for what stops the check itself: bad input, credential, reads
 */
export async function checkInvoice(request: RefundRequest, desk: Desk): Promise<Check | Refused> {
	const looked = await look(request, desk);
	if (!looked.ok) return refused(looked.refusal);
	const facts = desk.adapter.facts;
	const verdict = await lastLook(
		judge(caseOf(request, looked, { kind: 'notAsked' }, desk), facts),
		desk,
	);
	if ('outcome' in verdict) return verdict;
	const check = {
		amountMinor: looked.price.amountMinor,
		refundableMinor: facts.showsRefunds ? looked.snapshot.refundableMinor : null,
		currency: looked.snapshot.currency,
		status: looked.snapshot.status,
	};
	switch (verdict.kind) {
		case 'found':
			return {
				...check,
				allowed: true,
				alreadyRefunded: true,
				reasons: [],
				amountMinor: verdict.refund.amountMinor,
			};
		case 'open':
			return {
				allowed: false,
				alreadyRefunded: null,
				reasons: [{ code: 'outcomeUnknown', message: verdict.why }],
				...check,
			};
		case 'plan':
			desk.total.add(
				verdict.plan.currency,
				verdict.plan.amountMinor + (verdict.plan.taxMinor ?? 0),
			);
			return {
				allowed: true,
				alreadyRefunded: keyIsAbsent(looked, desk) ? false : null,
				reasons: [],
				...check,
			};
		case 'refuse':
			return {
				allowed: false,
				alreadyRefunded: keyIsAbsent(looked, desk) ? false : null,
				reasons: verdict.reasons.map(({ code, message }) => ({ code, message })),
				...check,
			};
	}
}

/** The look under the key that some providers need right before the send. */
async function lastLook(verdict: Verdict, desk: Desk): Promise<Verdict | Refused> {
	if (verdict.kind !== 'plan' || !desk.books.findUnderKey) return verdict;
	const there = await desk.books.findUnderKey(verdict.plan);
	if (!there.ok) {
		const stops = there.refusal.code !== 'earlierRefundsUnknown';
		return stops ? refused(there.refusal) : { kind: 'refuse', reasons: [there.refusal] };
	}
	if (!there.value) return verdict;
	const reading = { kind: 'claims', refund: there.value, alreadyThere: true } as const;
	const found = confirmRefund(verdict.plan, reading, desk.adapter.facts);
	return found.kind === 'confirmed'
		? { kind: 'found', refund: found.refund }
		: {
				kind: 'refuse',
				reasons: [
					{
						...NO_WORDS,
						code: 'referenceConflict',
						message: 'The provider holds another refund under this reference.',
					},
				],
			};
}

/** Whether it is certain that nothing was refunded under the key: by the provider's list, or since nothing was refunded at all. */
function keyIsAbsent({ snapshot: { refunds } }: Looked, { adapter: { facts } }: Desk): boolean {
	if (refunds.kind !== 'listed') return false;
	return facts.keysAreFoundAt === 'provider' || refunds.refunds.length === 0;
}
