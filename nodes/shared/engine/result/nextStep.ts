import { labels } from '../../labels';
import { causeStep } from './causeStep';
import type { ProviderProfile } from '../provider/profile';
import type { NoAnswerCause } from '../provider/http';
import type { Code } from './result';

/** What an item asked for: an invoice, a refund, or a list of either. */
export type About = 'invoice' | 'refund' | 'list';

/**
 * What a support agent does about each code: one line, a verb first. For both `unknown` codes the way on is a new
 * reference and never a blind resend.
 *
 * @param about what was asked for
 * @param cause why no answer came, where that is what stopped the item
 */
export function nextStep(
	code: Code,
	profile: ProviderProfile,
	about: About = 'invoice',
	cause?: NoAnswerCause,
): string {
	const step = cause === undefined ? null : causeStep(cause);
	if (step !== null) return step;
	const name = profile.displayName;
	const reference = `'${labels.reference}'`;
	switch (code) {
		case 'invalidParameter':
			return 'Correct the field and run the item again.';
		case 'credentialRejected':
			return `Test the ${name} credential: it may be mistyped, expired, of another environment, or without the permission. Then run the item again.`;
		case 'providerUnavailable':
		case 'providerAnswerInvalid':
			return `Run the item again later. If it stays so, check the credential's environment and ask ${name}.`;
		case 'rateLimited':
			return about === 'invoice'
				? `Run the item again later, with a lower '${labels.options.concurrency}'.`
				: 'Run the item again later.';
		case 'invoiceNotFound':
			if (about === 'list') {
				const business = profile.needsBusinessId ? `'${labels.businessId}' and ` : '';
				return `Check ${business}that the credential is of the right environment.`;
			}
			return `Check '${about === 'refund' ? labels.refundId : labels.invoiceId}'${profile.needsBusinessId ? ` and '${labels.businessId}'` : ''}, and that the credential is of the environment the ${about} is in.`;
		case 'currencyMismatch':
			return `Check that this is the right invoice, then correct '${labels.options.expectedCurrency}'.`;
		case 'referenceConflict':
			return `Look at the earlier refund. For a further refund of this invoice use another ${reference}.`;
		case 'notRefundable':
			return `Look at the invoice at ${name}; it can't be refunded as it is.`;
		case 'refundPending':
			return 'Wait until the other refund is final, then run the item again.';
		case 'alreadyHasRefund':
			return `Look at the refunds of the invoice at ${name}. If a further one is wanted, switch on '${labels.options.allowEarlierRefunds}' and use a ${reference} of its own.`;
		case 'earlierRefundsUnknown':
			return `Look at the refunds of the invoice at ${name}. If there is room for this one, switch on '${labels.options.allowEarlierRefunds}' and give an amount.`;
		case 'referenceSpent':
			return `Take a new ${reference}, for example the old one with " again" behind it.`;
		case 'amountTooHigh':
			return `Lower the amount, or pick '${labels.refundType}' '${labels.refundTypes.full}' for all that is left.`;
		case 'limitExceeded':
			return `Have a person look. If the refund is right, raise '${labels.options.maximumAmount}' or '${labels.options.maximumTotal}'.`;
		case 'memoryUnavailable':
			return "Save the workflow, check n8n's database, and run the item again.";
		case 'internalError':
			return 'Run the item again. If it stays so, report it with the text above to the makers of this node.';
		case 'providerRefused':
			return [
				`Read what ${name} said, mend it there, and run the item again.`,
				...(profile.otherForms === undefined ? [] : [profile.otherForms]),
			].join(' ');
		case 'outcomeUnknown':
			return profile.showsRefunds
				? `Look at the invoice's refunds at ${name}. If the refund is there, nothing is left to do. If it is really not there, run the item again with a new ${reference}, for example the old one with " again" behind it.`
				: `Ask ${name} or look into its dashboard whether the invoice was refunded; its API does not show it. If it really was not, run the item again with a new ${reference}, for example the old one with " again" behind it.`;
		case 'confirmedOtherwise':
			return `Look at the refund at ${name} and decide what to do about the difference. Once it is settled, refund what is missing with a new ${reference}, for example the old one with " again" behind it.`;
	}
}
