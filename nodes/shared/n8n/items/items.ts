import type { IDataObject } from 'n8n-workflow';
import type { Check } from '../../engine/send/checkInvoice';
import type { ProviderProfile } from '../../engine/provider/profile';
import { nextStep } from '../../engine/result/nextStep';
import type { RefundRequest } from '../../engine/request/request';
import type { Failure, Success } from '../../engine/result/result';
import { minorToText } from '../../money/decimal';
import { sumOf, type MinorUnits } from '../../money/minorUnits';

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

/** The facts of a failure; null where not known. */
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

/** A failed item: exactly these three keys, or n8n does not route it to the error output. */
export interface FailureItem extends IDataObject {
	error: string;
	message: string;
	details: FailureDetails;
}

/** A success in ten flat fields; `simplify` off adds the tax, the total in minor units, the key and the provider's answer. */
export function toSuccessItem(
	success: Success,
	request: RefundRequest,
	{ provider, amountIsBeforeTax }: ProviderProfile,
	simplify: boolean,
): IDataObject {
	const { amountMinor, taxMinor, exponent } = success;
	const totalMinor = amountIsBeforeTax ? sumOf([amountMinor, taxMinor]) : amountMinor;
	return {
		outcome: success.outcome,
		provider,
		invoiceId: request.target.invoiceId,
		refundId: success.refundId,
		amount: inMajor(amountMinor, exponent),
		amountMinor,
		total: inMajor(totalMinor, exponent),
		currency: success.currency,
		status: success.status,
		reference: request.reference,
		...(simplify
			? {}
			: { taxMinor, totalMinor, key: request.key, response: nested(success.response) }),
	};
}

/** What a check found, in ten fields; `simplify` off adds minor units, the invoice's status, the key and its object. */
export function toCheckItem(
	check: Check,
	request: RefundRequest,
	{ provider }: ProviderProfile,
	simplify: boolean,
): IDataObject {
	const { amountMinor, taxMinor, totalMinor, refundableMinor, exponent } = check;
	return {
		wouldRefund: check.wouldRefund,
		reasons: check.reasons.map((reason) => ({ ...reason })),
		message: check.message,
		provider,
		invoiceId: request.target.invoiceId,
		amount: inMajor(amountMinor, exponent),
		total: inMajor(totalMinor, exponent),
		refundable: inMajor(refundableMinor, exponent),
		currency: check.currency,
		reference: request.reference,
		...(simplify
			? {}
			: {
					amountMinor,
					taxMinor,
					totalMinor,
					refundableMinor,
					status: check.status,
					key: request.key,
					response: nested(check.response),
				}),
	};
}

/** "12.50"; null where the amount, or its unit, is not known. */
export function inMajor(minor: MinorUnits | null, exponent: number | null): string | null {
	return minor === null || exponent === null ? null : minorToText(minor, exponent);
}

/** A failure in words: what happened, what it means for the money, what to do. */
export function toFailureItem(
	failure: Failure,
	asked: Asked,
	profile: ProviderProfile,
	itemIndex: number,
): FailureItem {
	const about = asked.isList ? 'list' : asked.refundId === null ? 'invoice' : 'refund';
	const cause = failure.outcome === 'refused' ? failure.cause : undefined;
	const next = nextStep(failure.code, profile, about, cause);
	return {
		error: failure.message,
		message: `${failure.message} ${about === 'invoice' ? moneyLine(failure, profile) : ONLY_READ} ${next} [item ${itemIndex}]`,
		details: {
			outcome: failure.outcome,
			code: failure.code,
			provider: profile.provider,
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

function moneyLine(failure: Failure, { movesMoney, showsRefunds }: ProviderProfile): string {
	const done = movesMoney ? 'made' : 'recorded';
	// Said of the item and of this run: an earlier run's refund may be there, and a failed read could not see it.
	if (failure.outcome === 'refused') return `No refund was ${done} for this item in this run.`;
	// Where no read shows the refunds of an invoice, more than was asked for may be the sum of them.
	if (failure.code === 'confirmedOtherwise' && !showsRefunds && confirmsMore(failure)) {
		return `A refund was ${done}: of another amount, or as it was asked for, with earlier refunds of the invoice counted in.`;
	}
	return failure.code === 'confirmedOtherwise'
		? `A refund was ${done}, but not the one that was asked for.`
		: `The refund may have been ${done}.`;
}

function confirmsMore({ confirmedMinor, amountMinor }: Extract<Failure, { outcome: 'unknown' }>) {
	return confirmedMinor !== null && amountMinor !== null && confirmedMinor > amountMinor;
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
