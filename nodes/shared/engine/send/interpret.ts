import type { ProviderAdapter } from '../provider/adapter';
import { confirmRefund } from './confirm';
import type { HttpAnswer, HttpOutcome } from '../provider/http';
import { codeOfNoAnswer } from '../provider/readAnswer';
import { referenceSpent } from '../decide/reasons';
import type { RefundPlan } from '../decide/plan';
import { NO_WORDS, type ProviderWords, type Refusal, type RefusalCode } from '../result/result';
import type { Doubt } from '../journal';
import type { KnownRefund, ProviderRefund } from '../provider/snapshot';
import { providerWords } from '../provider/providerError';

/**
 * The only statuses that prove that the provider did nothing, and only with a body of the provider's own error shape.
 * Must not be widened: 408, 409 and 425 come from providers that may have booked the refund already.
 */
const NOTHING_MOVED: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 413, 415, 422, 429]);

/** What the outcome of one send means. */
export type Meaning =
	| { readonly kind: 'confirmed'; readonly refund: KnownRefund; readonly alreadyThere: boolean }
	/** Nothing moved by this send; says nothing about sends before it. */
	| { readonly kind: 'nothingMoved'; readonly refusal: Refusal }
	| {
			readonly kind: 'doubt';
			readonly doubt: Doubt;
			readonly why: string;
			readonly words: ProviderWords;
			/** A refund that differs from the plan, if the answer told of one. */
			readonly mismatch: ProviderRefund | null;
			/** The refund that the answer named, of whatever amount. */
			readonly refundId?: string | null;
	  };

/** Reads the outcome of a send against its plan. Pure; an undocumented status means unknown. */
export function interpret(
	outcome: HttpOutcome,
	plan: RefundPlan,
	adapter: ProviderAdapter,
): Meaning {
	const name = adapter.profile.displayName;
	if (outcome.kind === 'noAnswer') {
		const words = { ...NO_WORDS, httpStatus: outcome.status ?? null };
		if (outcome.sent === 'perhaps')
			return doubt('silence', `${name}: ${outcome.why}, after the refund was sent.`, words);
		const code = codeOfNoAnswer(outcome);
		const message =
			code === 'credentialRejected'
				? `${name}: ${outcome.why}.`
				: `${name} could not be reached: ${outcome.why}.`;
		const { cause } = outcome;
		const refusal = { ...words, code, message, ...(cause === undefined ? {} : { cause }) };
		return { kind: 'nothingMoved', refusal };
	}
	const { status } = outcome;
	if (status >= 200 && status < 300) return interpretSuccess(outcome, plan, adapter);
	const error = adapter.parseError(outcome.body, status);
	const words = providerWords(status, error);
	const said = words.providerMessage === null ? '' : ` It said: ${words.providerMessage}`;
	// Without the provider's own body, a filter or a gateway may have replaced the answer of a refund that was booked.
	if (NOTHING_MOVED.has(status) && error === null) {
		return doubt(
			'unclear',
			`The answer to the refund (${status}) is not one of ${name}'s own, so it does not tell whether the refund was made.`,
			words,
		);
	}
	if (NOTHING_MOVED.has(status)) {
		return nothingMoved(
			codeOf(status),
			`${name} turned the refund down (${status}).${said}`,
			words,
		);
	}
	const isConflict = status === 409 && error !== null;
	const kind: Doubt = status >= 500 ? 'serverError' : isConflict ? 'conflict' : 'unclear';
	return doubt(
		kind,
		`${name} answered ${status} to the refund, which does not tell whether it was made.${said}`,
		words,
	);
}

function interpretSuccess(answer: HttpAnswer, plan: RefundPlan, adapter: ProviderAdapter): Meaning {
	const { profile } = adapter;
	const words = { ...NO_WORDS, httpStatus: answer.status };
	const confirmation = confirmRefund(plan, adapter.parseRefundResponse(answer, plan), profile);
	switch (confirmation.kind) {
		case 'confirmed':
			return confirmation;
		case 'declined':
			return nothingMoved(
				'providerRefused',
				`${profile.displayName} took the request, and the refund is '${confirmation.refund.status ?? 'declined'}'.`,
				{ ...words, providerCode: confirmation.refund.status },
			);
		case 'keyUsedUp': {
			const refusal = referenceSpent(confirmation.refund.status, profile);
			return { kind: 'nothingMoved', refusal };
		}
		case 'otherwise':
			return {
				kind: 'doubt',
				doubt: 'unclear',
				why: `${profile.displayName}'s answer tells another amount than was asked for.`,
				words,
				mismatch: confirmation.refund,
				refundId: confirmation.refund.refundId,
			};
		case 'unclear':
			return {
				...doubt(
					'unclear',
					`${profile.displayName}'s answer does not confirm the refund. ${confirmation.why}`,
					words,
				),
				refundId: confirmation.refundId ?? null,
			};
	}
}

function codeOf(status: number): RefusalCode {
	if (status === 401 || status === 403) return 'credentialRejected';
	return status === 429 ? 'rateLimited' : 'providerRefused';
}

function nothingMoved(code: RefusalCode, message: string, words: ProviderWords): Meaning {
	return { kind: 'nothingMoved', refusal: { ...words, code, message } };
}

function doubt(
	kind: Doubt,
	why: string,
	words: ProviderWords,
): Extract<Meaning, { kind: 'doubt' }> {
	return { kind: 'doubt', doubt: kind, why, words, mismatch: null };
}
