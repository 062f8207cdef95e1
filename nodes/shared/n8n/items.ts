import type { IDataObject } from 'n8n-workflow';
import type { Check } from '../engine/checkInvoice';
import type { ProviderFacts } from '../engine/facts';
import { nextStep } from '../engine/nextStep';
import type { RefundRequest } from '../engine/request';
import type { Failure, Success } from '../engine/result';
import { minorToText } from '../money/decimal';

/** What is known of an item when it fails, also before it could be parsed. */
export interface Asked {
	readonly invoiceId: string | null;
	readonly reference: string | null;
	/** Where a refund was asked for, and no invoice. */
	readonly refundId: string | null;
	/** Where a list was asked for, and neither of them. */
	readonly isList?: true;
}

/** Nothing could be read. */
export const nobody: Asked = { invoiceId: null, reference: null, refundId: null };

/** The facts of a failure as design §4 lists them; null where not known. */
export interface FailureDetails extends IDataObject {
	outcome: 'refused' | 'unknown';
	code: string;
	provider: string;
	invoiceId: string | null;
	reference: string | null;
	amountMinor: number | null;
	refundId: string | null;
	confirmedMinor: number | null;
	httpStatus: number | null;
	providerCode: string | null;
	providerMessage: string | null;
	nextStep: string;
}

/** A failed item: exactly these three keys, or n8n does not route it to the error output (n8n.md B5). */
export interface FailureItem extends IDataObject {
	error: string;
	message: string;
	details: FailureDetails;
}

/** A success as design §4 fixes it: ten keys, `key` and `response` on top when `simplify` is off. */
export function toSuccessItem(
	success: Success,
	request: RefundRequest,
	{ provider }: ProviderFacts,
	simplify: boolean,
): IDataObject {
	const { exponent } = success;
	return {
		outcome: success.outcome,
		provider,
		invoiceId: request.target.invoiceId,
		refundId: success.refundId,
		amount: exponent === null ? null : minorToText(success.amountMinor, exponent),
		amountMinor: success.amountMinor,
		taxMinor: success.taxMinor,
		currency: success.currency,
		status: success.status,
		reference: request.reference,
		...(simplify ? {} : { key: request.key, response: nested(success.response) }),
	};
}

/** What a check found (design §4 `checkRefund`). */
export function toCheckItem(
	check: Check,
	request: RefundRequest,
	{ provider }: ProviderFacts,
): IDataObject {
	return {
		allowed: check.allowed,
		alreadyRefunded: check.alreadyRefunded,
		reasons: check.reasons.map((reason) => ({ ...reason })),
		provider,
		invoiceId: request.target.invoiceId,
		amountMinor: check.amountMinor,
		refundableMinor: check.refundableMinor,
		currency: check.currency,
		status: check.status,
		reference: request.reference,
	};
}

/** A failure in words: what happened, what it means for the money, what to do. */
export function toFailureItem(
	failure: Failure,
	asked: Asked,
	facts: ProviderFacts,
	itemIndex: number,
): FailureItem {
	const about = asked.isList ? 'list' : asked.refundId === null ? 'invoice' : 'refund';
	const next = nextStep(failure.code, facts, about);
	return {
		error: failure.message,
		message: `${failure.message} ${about === 'invoice' ? moneyLine(failure, facts) : ONLY_READ} ${next} [item ${itemIndex}]`,
		details: {
			outcome: failure.outcome,
			code: failure.code,
			provider: facts.provider,
			invoiceId: asked.invoiceId,
			reference: asked.reference,
			amountMinor: failure.amountMinor,
			refundId: failure.refundId ?? asked.refundId,
			confirmedMinor: failure.outcome === 'unknown' ? failure.confirmedMinor : null,
			httpStatus: failure.httpStatus,
			providerCode: failure.providerCode,
			providerMessage: failure.providerMessage,
			nextStep: next,
		},
	};
}

/** "This run made no refund" would be a word about the very refund that could not be read. */
const ONLY_READ = 'Nothing was changed.';

function moneyLine(failure: Failure, { movesMoney }: ProviderFacts): string {
	const done = movesMoney ? 'made' : 'recorded';
	// Of this run alone: an earlier one's refund may be there, and a failed read could not see it.
	if (failure.outcome === 'refused') return `This run ${done} no refund.`;
	return failure.code === 'confirmedOtherwise'
		? `A refund was ${done}, but not the one that was asked for.`
		: `The refund may have been ${done}.`;
}

/** Any JSON value as a field of an item; null where it is nested too deep for n8n to write it down. */
export function nested(response: unknown): IDataObject[string] {
	try {
		const value: IDataObject[string] = JSON.parse(JSON.stringify(response ?? null));
		return value;
	} catch {
		return null;
	}
}
