import { decimalToMinor, minorToText } from '../../money/decimal';
import { NOTHING, restOf, type MinorUnits } from '../../money/minorUnits';
import { percentageOf, shareOf } from '../../money/percentage';
import { labels } from '../../labels';
import type { ProviderProfile } from '../provider/profile';
import type { AmountInput, RefundRequest } from '../request/request';
import { refusal, type Refusal } from '../result/result';
import { standingRefunds, type InvoiceSnapshot } from '../provider/snapshot';

/** What a request comes to on a given invoice, all in minor units. */
export interface Price {
	/** null where it can't be told: `full` while what is left is unknown. */
	readonly amountMinor: MinorUnits | null;
	readonly taxMinor: MinorUnits | null;
	readonly maximumAmountMinor: MinorUnits | null;
	readonly maximumTotalMinor: MinorUnits | null;
	readonly processingFeeMinor: MinorUnits | null;
}

export type Priced =
	{ readonly ok: true; readonly price: Price } | { readonly ok: false; readonly refusal: Refusal };

/** The display name of the amount field at this provider. */
export function amountLabel(profile: ProviderProfile): string {
	return profile.amountIsBeforeTax ? labels.amountBeforeTax : labels.amount;
}

/** Whether `major` amounts can be told at all: not where the wire unit of the currency is undocumented. */
export function unitIsSure(profile: ProviderProfile, exponent: number): boolean {
	return !profile.majorUnitsNeedTwoDecimals || exponent === 2;
}

/** "12.50 USD", or "1250 minor units" where the unit is not sure. */
export function amountText(
	profile: ProviderProfile,
	snapshot: Pick<InvoiceSnapshot, 'exponent' | 'currency'>,
	minor: MinorUnits,
): string {
	const { exponent, currency } = snapshot;
	const text = unitIsSure(profile, exponent)
		? minorToText(minor, exponent)
		: `${minor} of the API's own units`;
	return currency ? `${text} ${currency}` : text;
}

/** Turns what was asked into money of the invoice's currency. Refuses with `invalidParameter` only. */
export function priceOf(
	request: RefundRequest,
	snapshot: InvoiceSnapshot,
	profile: ProviderProfile,
): Priced {
	const problems: Refusal[] = [];
	const inMinor = (input: AmountInput | null, label: string): MinorUnits | null => {
		if (input === null) return null;
		const minor = toMinor(input, snapshot, profile, label);
		if (typeof minor === 'number') return minor;
		problems.push(minor);
		return null;
	};
	const amountMinor = amountOf(request, snapshot, profile, inMinor, problems);
	const price: Price = {
		amountMinor,
		taxMinor: amountMinor === null ? null : taxOf(amountMinor, request, snapshot),
		maximumAmountMinor: inMinor(request.maximumAmount, labels.options.maximumAmount),
		maximumTotalMinor: inMinor(request.maximumTotal, labels.options.maximumTotal),
		processingFeeMinor: inMinor(request.details.processingFee, labels.options.processingFee),
	};
	const [first] = problems;
	return first ? { ok: false, refusal: first } : { ok: true, price };
}

/** What an amount or a percentage comes to; null where it can't be told, or for `full`. Never refuses. */
export function amountOfAsk(
	ask: RefundRequest['ask'],
	{ exponent, paidMinor }: Pick<InvoiceSnapshot, 'exponent' | 'paidMinor'>,
): MinorUnits | null {
	switch (ask.type) {
		case 'full':
			return null;
		case 'amount':
			return ask.amount.unit === 'minor'
				? ask.amount.minor
				: decimalToMinor(ask.amount.decimal, exponent);
		case 'percentage':
			return percentageOf(paidMinor, ask.percentage);
	}
}

function amountOf(
	{ ask }: RefundRequest,
	snapshot: InvoiceSnapshot,
	profile: ProviderProfile,
	inMinor: (input: AmountInput, label: string) => MinorUnits | null,
	problems: Refusal[],
): MinorUnits | null {
	switch (ask.type) {
		case 'full': {
			const rest = profile.showsRefunds ? snapshot.refundableMinor : snapshot.paidMinor;
			if (rest !== null && !isUntouched(snapshot) && !fitsWire(rest, snapshot, profile)) {
				problems.push(tooFineForWire('What is left', profile));
			}
			return rest;
		}
		case 'amount': {
			const amount = inMinor(ask.amount, amountLabel(profile));
			if (amount !== null && !fitsWire(amount, snapshot, profile)) {
				problems.push(tooFineForWire(`'${amountLabel(profile)}'`, profile));
			}
			return amount;
		}
		case 'percentage': {
			const share = percentageOf(snapshot.paidMinor, ask.percentage);
			// An unpaid invoice is said to be unpaid; that is the better word than "too small".
			if (share === NOTHING && snapshot.paidMinor > 0) {
				problems.push(
					refusal(
						'invalidParameter',
						`'${labels.percentage}' of what was paid on invoice ${snapshot.invoiceId} is less than the smallest unit of its currency.`,
					),
				);
			}
			if (!fitsWire(share, snapshot, profile))
				problems.push(tooFineForWire(`'${labels.percentage}'`, profile));
			return share;
		}
	}
}

/** Whether it is certain that nothing of the invoice was refunded before. */
export function isUntouched({ refunds }: Pick<InvoiceSnapshot, 'refunds'>): boolean {
	return refunds.kind === 'listed' && standingRefunds(refunds.refunds).length === 0;
}

/** Tax goes back in proportion (inferred; see docs/providers/revolv3.md#amounts-and-tax); with the rest of the amount goes the rest of the tax. */
function taxOf(
	amount: MinorUnits,
	{ ask }: RefundRequest,
	snapshot: InvoiceSnapshot,
): MinorUnits | null {
	if (snapshot.taxMinor === null) return null;
	if (snapshot.paidMinor === NOTHING) return NOTHING;
	if (ask.type === 'full' && snapshot.refunds.kind === 'listed') {
		const back = standingRefunds(snapshot.refunds.refunds).reduce(
			(sum, { taxMinor }) => sum + (taxMinor ?? 0),
			0,
		);
		return restOf(snapshot.taxMinor, back as MinorUnits);
	}
	return shareOf(snapshot.taxMinor, amount, snapshot.paidMinor);
}

function toMinor(
	input: AmountInput,
	snapshot: InvoiceSnapshot,
	profile: ProviderProfile,
	label: string,
): MinorUnits | Refusal {
	const { currency, exponent } = snapshot;
	if (input.unit === 'minor') return withinWire(input.minor, profile, label);
	if (!unitIsSure(profile, exponent)) {
		return refusal(
			'invalidParameter',
			`'${label}' can't be given in major units for ${currency ?? 'this currency'}: ${profile.displayName} does not document what its smallest unit is there. Set '${labels.amountUnit}' to '${labels.amountUnits.minor}' and give the integer as the API shows it.`,
		);
	}
	const minor = decimalToMinor(input.decimal, exponent);
	if (minor === null) {
		return refusal(
			'invalidParameter',
			input.decimal.fraction.length > exponent
				? `'${label}' has more decimals than ${currency ?? 'this invoice'} allows (${exponent}).`
				: `'${label}' is too large to be exact.`,
		);
	}
	return withinWire(minor, profile, label);
}

function withinWire(
	minor: MinorUnits,
	profile: ProviderProfile,
	label: string,
): MinorUnits | Refusal {
	return minor <= profile.largestMinor
		? minor
		: refusal('invalidParameter', `'${label}' is too large to be exact at ${profile.displayName}.`);
}

function fitsWire(
	minor: MinorUnits,
	{ exponent }: InvoiceSnapshot,
	{ wireDecimals }: ProviderProfile,
): boolean {
	return (
		wireDecimals === null ||
		exponent <= wireDecimals ||
		minor % 10 ** (exponent - wireDecimals) === 0
	);
}

function tooFineForWire(label: string, profile: ProviderProfile): Refusal {
	return refusal(
		'invalidParameter',
		`${label} comes to more than ${profile.wireDecimals} decimals, and ${profile.displayName} takes no more.`,
	);
}
