import { labels } from '../../labels';
import { NOTHING, sumOf, type MinorUnits } from '../../money/minorUnits';
import type { ProviderProfile } from '../provider/profile';
import type { DecisionInput, Known } from './decisionInput';
import type { Own } from './ownRefund';
import { amountLabel, amountText } from './price';
import { isRefundKey } from '../request/refundKey';
import { refusal, type Refusal } from '../result/result';
import { standingRefunds, type ProviderRefund } from '../provider/snapshot';

export function currencyReasons({ request, snapshot }: DecisionInput): Refusal[] {
	const { expectedCurrency } = request;
	if (expectedCurrency === null || expectedCurrency === snapshot.currency) return [];
	return [
		refusal(
			'currencyMismatch',
			snapshot.currency === null
				? `'${labels.options.expectedCurrency}' is ${expectedCurrency}, but the provider tells no currency for invoice ${snapshot.invoiceId}.`
				: `Invoice ${snapshot.invoiceId} is in ${snapshot.currency}, '${labels.options.expectedCurrency}' is ${expectedCurrency}.`,
		),
	];
}

export function keyUsedUpReasons(own: Own, profile: ProviderProfile): Refusal[] {
	if (own.kind !== 'keyUsedUp') return [];
	return [referenceSpent(own.refund.status, profile)];
}

/** The key belongs to a refund that failed for good; the provider takes no second one under it. */
export function referenceSpent(status: string | null, profile: ProviderProfile): Refusal {
	return refusal(
		'referenceSpent',
		`The refund under this reference is '${status ?? 'unknown'}' at ${profile.displayName} and can't be taken up again.`,
	);
}

export function stateReasons({ snapshot }: DecisionInput): Refusal[] {
	if (snapshot.notRefundable !== null) return [refusal('notRefundable', snapshot.notRefundable)];
	if (snapshot.paidMinor === NOTHING) {
		return [refusal('notRefundable', `Nothing was paid on invoice ${snapshot.invoiceId}.`)];
	}
	return [];
}

/** A refund that is dated before the payment it gives back would stand in the books before it. */
export function dateReasons({ request, snapshot }: DecisionInput): Refusal[] {
	const { completedOn } = request.details;
	const paidOn = snapshot.lastPaymentAt?.slice(0, 'YYYY-MM-DD'.length);
	if (completedOn === null || paidOn === undefined || completedOn >= paidOn) return [];
	return [
		refusal(
			'invalidParameter',
			`'${labels.completedAt}' (${completedOn}) lies before the last payment of invoice ${snapshot.invoiceId} (${paidOn}).`,
		),
	];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A payment from a bank account can still bounce for days after it reads as paid: its refund would be a gift. */
export function bankDebitReasons({ request, snapshot, now }: DecisionInput): Refusal[] {
	const { holdBankDebitDays: days } = request;
	if (days === null || !snapshot.paidByBankDebit) return [];
	const { invoiceId, lastPaymentAt } = snapshot;
	const hold = `'${labels.options.holdBankDebitDays}' is ${days}`;
	if (lastPaymentAt === null) {
		const message = `Invoice ${invoiceId} was paid from a bank account, and when is not told. ${hold}.`;
		return [refusal('notRefundable', message)];
	}
	if (Date.parse(now) - Date.parse(lastPaymentAt) >= days * DAY_MS) return [];
	return [
		refusal(
			'notRefundable',
			`Invoice ${invoiceId} was paid from a bank account on ${lastPaymentAt.slice(0, 10)}, so the payment may still bounce. ${hold}.`,
		),
	];
}

/** `maximumAge`: exactly so old is taken. */
export function ageReasons(
	{ request, snapshot, now }: DecisionInput,
	profile: ProviderProfile,
): Refusal[] {
	const { maximumAgeDays: days } = request;
	if (days === null) return [];
	const { invoiceId, paidAt } = snapshot;
	const limit = `'${labels.options.maximumAge}' (${days} days)`;
	if (paidAt === null) {
		return [
			refusal(
				'notRefundable',
				`${profile.displayName} does not report when invoice ${invoiceId} was paid, so ${limit} can't be checked.`,
			),
		];
	}
	if (Date.parse(now) - Date.parse(paidAt) <= days * DAY_MS) return [];
	return [
		refusal(
			'limitExceeded',
			`Invoice ${invoiceId} was paid on ${paidAt.slice(0, 10)}, which is longer ago than ${limit}.`,
		),
	];
}

export function earlierReasons(
	input: DecisionInput,
	own: ProviderRefund | null,
	profile: ProviderProfile,
): Refusal[] {
	const { request, snapshot, known } = input;
	const { refunds } = snapshot;
	const allowed = request.allowEarlierRefunds;
	const allow = `'${labels.options.allowEarlierRefunds}'`;
	if (refunds.kind === 'unreadable') {
		if (allowed && request.ask.type !== 'full') return [];
		return [
			refusal(
				'earlierRefundsUnknown',
				`${refunds.why} So it is not known what was refunded before.`,
			),
		];
	}
	if (refunds.kind === 'invisible') {
		const hasRefund = known.kind === 'recorded' && known.claimed.invoiceHasRefund;
		if (!hasRefund || allowed || (request.reference !== '' && request.ask.type !== 'full'))
			return [];
		return [
			refusal(
				'alreadyHasRefund',
				`A refund of invoice ${snapshot.invoiceId} was made before, and ${profile.displayName} does not show how much is left. Give the rest as an amount under a reference of its own, or switch on ${allow}.`,
			),
		];
	}
	const others = standingRefunds(refunds.refunds).filter((refund) => refund !== own);
	const reasons: Refusal[] = [];
	const open = others.find(({ state }) => state === 'pending' || state === 'undocumented');
	if (open) {
		reasons.push(
			refusal(
				'refundPending',
				`Another refund of invoice ${snapshot.invoiceId} (${open.refundId ?? 'no id'}) is '${open.status ?? 'unknown'}', so it is not final.`,
			),
		);
	}
	const untold = others.find(({ amountMinor }) => amountMinor === null);
	if (untold && !(allowed && request.ask.type !== 'full')) {
		reasons.push(
			refusal(
				'earlierRefundsUnknown',
				`${profile.displayName} does not report the amount of an earlier refund of invoice ${snapshot.invoiceId} (${untold.refundId ?? 'no id'}), so it is not known how much is left.`,
			),
		);
	}
	const hidesRecorded =
		refunds.refunds.length === 0 && known.kind === 'recorded' && known.claimed.invoiceHasRefund;
	if (hidesRecorded && request.ask.type === 'full') {
		reasons.push(
			refusal(
				'earlierRefundsUnknown',
				`A refund of invoice ${snapshot.invoiceId} was made before, and ${profile.displayName} does not list it now, so it is not known how much is left.`,
			),
		);
	}
	const unexplained = others.filter((refund) => !isExplained(refund, known));
	const [first] = request.reference === '' ? others : unexplained;
	if (first && !allowed) {
		reasons.push(
			refusal(
				'alreadyHasRefund',
				`Invoice ${snapshot.invoiceId} already has a refund${first.amountMinor === null ? '' : ` of ${amountText(profile, snapshot, first.amountMinor)}`} (${first.refundId ?? 'no id'})${request.reference === '' ? '' : ' that this workflow did not make'}.`,
			),
		);
	} else if (snapshot.refundableMinor === NOTHING && snapshot.paidMinor > 0) {
		reasons.push(
			refusal('alreadyHasRefund', `Nothing is left to refund on invoice ${snapshot.invoiceId}.`),
		);
	}
	return reasons;
}

function isExplained(refund: ProviderRefund, known: Known): boolean {
	if (isRefundKey(refund.externalId)) return true;
	return (
		known.kind === 'recorded' &&
		refund.refundId !== null &&
		known.claimed.others.has(refund.refundId)
	);
}

export function amountReasons(input: DecisionInput, profile: ProviderProfile): Refusal[] {
	const { request, snapshot, price, runTotalMinor } = input;
	const { amountMinor } = price;
	if (amountMinor === null || amountMinor === NOTHING) return [];
	const reasons: Refusal[] = [];
	const text = (minor: MinorUnits) => amountText(profile, snapshot, minor);
	const left = snapshot.refundableMinor ?? snapshot.paidMinor;
	if (amountMinor > left && left > 0) {
		reasons.push(
			refusal(
				'amountTooHigh',
				`Only ${text(left)} is left to refund on invoice ${request.target.invoiceId}, ${text(amountMinor)} was asked. Lower '${request.ask.type === 'percentage' ? labels.percentage : amountLabel(profile)}', or pick '${labels.refundType}' '${labels.refundTypes.full}'.`,
			),
		);
	}
	const goesBack = sumOf([amountMinor, price.taxMinor ?? NOTHING]) ?? amountMinor;
	if (price.maximumAmountMinor !== null && goesBack > price.maximumAmountMinor) {
		const withTax = price.taxMinor ? ' with its tax' : '';
		reasons.push(
			refusal(
				'limitExceeded',
				`${text(goesBack)}${withTax} is more than '${labels.options.maximumAmount}' (${text(price.maximumAmountMinor)}).`,
			),
		);
	}
	if (price.maximumTotalMinor !== null) {
		const limit = `'${labels.options.maximumTotal}' (${text(price.maximumTotalMinor)})`;
		if (runTotalMinor === null) {
			reasons.push(
				refusal(
					'limitExceeded',
					`This run refunds in several currencies, so ${limit} can't be held.`,
				),
			);
		} else if (runTotalMinor + goesBack > price.maximumTotalMinor) {
			reasons.push(
				refusal(
					'limitExceeded',
					`${text(goesBack)} on top of ${text(runTotalMinor)} refunded in this run is more than ${limit}.`,
				),
			);
		}
	}
	return reasons;
}

/** Too many other refunds of the invoice are in doubt at once. */
export function openReasons(
	{ known, snapshot }: DecisionInput,
	{ displayName }: ProviderProfile,
): Refusal[] {
	if (known.kind !== 'recorded' || known.claimed.state.kind !== 'tooManyOpen') return [];
	return [
		refusal(
			'earlierRefundsUnknown',
			`Four refunds of invoice ${snapshot.invoiceId} under other references are open or in doubt. Run those items again first, or make this refund at ${displayName} itself.`,
		),
	];
}

export function memoryUnavailable(): Refusal {
	return refusal(
		'memoryUnavailable',
		"n8n's own store, which remembers refunds for this workflow, could not be read and written.",
	);
}
