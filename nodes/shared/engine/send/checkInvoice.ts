import { minorToText } from '../../money/decimal';
import { NOTHING, restOf, sumOf, type MinorUnits } from '../../money/minorUnits';
import { decide, type Decision } from '../decide/decide';
import { type DecisionInput, type Known } from '../decide/decisionInput';
import { amountText, priceOf, type Price, unitIsSure } from '../decide/price';
import type { RefundRequest } from '../request/request';
import { refusal, refused, type Code, type Refusal, type Refused } from '../result/result';
import type { RunContext } from '../runContext';
import type { ProviderRefund, InvoiceSnapshot } from '../provider/snapshot';
import type { CheckRead } from './readForCheck';
import { invoiceOf } from './recorded';

/** Why Refund would not send. `alreadyRefunded`: this very refund was made before. */
export interface CheckReason {
	readonly code: Code | 'alreadyRefunded';
	readonly message: string;
}

/** What Refund would do now. All money in minor units. */
export interface Check {
	/** Whether Refund would send. */
	readonly wouldRefund: boolean;
	/** All that stands against it, in order of precedence; of a refund under the key only that. */
	readonly reasons: readonly CheckReason[];
	/** One sentence for a person. */
	readonly message: string;
	/** What would be refunded, or was; tax apart. */
	readonly amountMinor: MinorUnits | null;
	readonly taxMinor: MinorUnits | null;
	/** What the payer gets back; null where the tax is not told. */
	readonly totalMinor: MinorUnits | null;
	/** Before this row, and after the rows of the run above it; null where it can't be known. */
	readonly refundableMinor: MinorUnits | null;
	readonly currency: string | null;
	/** Digits for amounts in major units; null where the unit is not sure. */
	readonly exponent: number | null;
	/** The invoice's. */
	readonly status: string | null;
	/** The invoice as the provider shows it. */
	readonly response: unknown;
}

/** A row above that would be refunded. */
interface WouldBe {
	readonly request: RefundRequest;
	readonly invoice: string;
	readonly refund: ProviderRefund & { readonly amountMinor: MinorUnits };
	readonly currency: string | null;
}

/** Judges the rows of one run in the order of the input: what would be refunded above counts for those below. */
export class CheckLedger {
	private readonly above: WouldBe[] = [];

	constructor(private readonly run: Pick<RunContext, 'adapter' | 'total' | 'clock'>) {}

	judge({ request, snapshot, known, underKey }: CheckRead): Check | Refused {
		const { profile } = this.run.adapter;
		const invoice = invoiceOf(request, this.run);
		const rows = this.above.filter((row) => row.invoice === invoice);
		const after = rows.reduce(withRefund, snapshot);
		const priced = priceOf(request, after, profile);
		if (!priced.ok) return refused(priced.refusal);
		const { price } = priced;
		const input: DecisionInput = {
			request,
			snapshot: after,
			price,
			known: afterRows(known, rows, request),
			claimName: request.key,
			runTotalMinor: this.total(after.currency),
			now: new Date(this.run.clock.now()).toISOString(),
		};
		const same = rows.find((row) => row.request.key === request.key);
		const decision =
			same && request.reference === ''
				? ({ kind: 'refuse', reasons: [secondWithoutReference(request)] } as const)
				: (underKey ?? decide(input, profile));
		if (decision.kind === 'refuse' && decision.reasons[0].code === 'invalidParameter') {
			return refused(decision.reasons[0]);
		}
		const check = this.say(decision, request, after, price);
		if (check.wouldRefund && price.amountMinor !== null) {
			const refund = {
				refundId: null,
				externalId: request.key,
				amountMinor: price.amountMinor,
				taxMinor: price.taxMinor,
				status: null,
				state: 'done',
				invoiceId: snapshot.invoiceId,
				response: null,
			} as const;
			this.above.push({ request, invoice, refund, currency: after.currency });
		}
		return check;
	}

	/** What the rows above would refund, tax included; null once another currency is among them. */
	private total(currency: string | null): MinorUnits | null {
		const before = this.run.total.of(currency);
		if (before === null || this.above.some((row) => row.currency !== currency)) return null;
		return sumOf([
			before,
			...this.above.flatMap(({ refund }) => [refund.amountMinor, refund.taxMinor ?? NOTHING]),
		]);
	}

	private say(
		decision: Decision,
		request: RefundRequest,
		snapshot: InvoiceSnapshot,
		price: Price,
	): Check {
		const { profile } = this.run.adapter;
		const isSure = unitIsSure(profile, snapshot.exponent);
		const text = (minor: MinorUnits) => amountText(profile, snapshot, minor);
		const totalOf = (amount: MinorUnits | null, tax: MinorUnits | null) =>
			profile.amountIsBeforeTax ? sumOf([amount, tax]) : amount;
		const check = {
			amountMinor: price.amountMinor,
			taxMinor: price.taxMinor,
			totalMinor: totalOf(price.amountMinor, price.taxMinor),
			refundableMinor: profile.showsRefunds ? sureRest(snapshot) : null,
			currency: snapshot.currency,
			exponent: isSure ? snapshot.exponent : null,
			status: snapshot.status,
			response: snapshot.response,
		};
		const note = snapshot.note === undefined ? '' : ` ${snapshot.note}`;
		const against = (reasons: readonly CheckReason[]): Check => ({
			...check,
			wouldRefund: false,
			reasons,
			message: `${reasons[0]?.message ?? ''}${note}`,
		});
		switch (decision.kind) {
			case 'plan': {
				const { amountMinor, taxMinor, totalMinor, refundableMinor } = check;
				const what = totalMinor ?? amountMinor ?? NOTHING;
				const parts =
					taxMinor !== null && taxMinor > 0 && amountMinor !== null && isSure
						? `: ${minorToText(amountMinor, snapshot.exponent)} and ${minorToText(taxMinor, snapshot.exponent)} tax`
						: '';
				const left =
					refundableMinor === null ? '' : ` Before it, ${text(refundableMinor)} can be refunded.`;
				return {
					...check,
					wouldRefund: true,
					reasons: [],
					message: `${text(what)} would be refunded${parts}.${left}${note}`,
				};
			}
			case 'found': {
				const { refund } = decision;
				const isPending = refund.state === 'pending';
				const amountMinor = refund.amountMinor === NOTHING ? null : refund.amountMinor;
				const message = `This refund of invoice ${request.target.invoiceId}${amountMinor === null ? '' : ` (${text(amountMinor)})`} was made before, under the same reference${isPending ? ', and is still pending' : ''}.`;
				return {
					...against([{ code: 'alreadyRefunded', message }]),
					amountMinor,
					taxMinor: refund.taxMinor,
					totalMinor: totalOf(amountMinor, refund.taxMinor),
				};
			}
			case 'mismatch': {
				const message = `${profile.displayName} confirmed another amount than was asked for when the refund under this reference was made.`;
				const amountMinor = decision.refund?.otherAmounts
					? null
					: (decision.refund?.amountMinor ?? null);
				return {
					...against([{ code: 'confirmedOtherwise', message }]),
					amountMinor,
					taxMinor: null,
					totalMinor: profile.amountIsBeforeTax ? null : amountMinor,
				};
			}
			case 'declined':
			case 'open': {
				const message =
					decision.kind === 'open' ? decision.why : 'The refund under this reference was declined.';
				return against([{ code: 'outcomeUnknown', message }]);
			}
			case 'refuse':
				return against(decision.reasons.map(({ code, message }) => ({ code, message })));
		}
	}
}

/** The invoice as a row above would leave it. */
function withRefund(snapshot: InvoiceSnapshot, { refund }: WouldBe): InvoiceSnapshot {
	const { refunds, refundableMinor } = snapshot;
	return {
		...snapshot,
		refundableMinor: refundableMinor === null ? null : restOf(refundableMinor, refund.amountMinor),
		refunds:
			refunds.kind === 'listed'
				? { kind: 'listed', refunds: [...refunds.refunds, refund] }
				: refunds,
	};
}

/** What would be recorded once the rows above are refunded, where the provider shows no refunds. */
function afterRows(known: Known, rows: readonly WouldBe[], request: RefundRequest): Known {
	if (known.kind !== 'recorded' || rows.length === 0) return known;
	const same = rows.find((row) => row.request.key === request.key);
	return {
		kind: 'recorded',
		claimed: {
			...known.claimed,
			invoiceHasRefund: true,
			...(same
				? {
						state: {
							kind: 'settled',
							as: 'refunded',
							amountMinor: same.refund.amountMinor,
							taxMinor: same.refund.taxMinor,
						} as const,
					}
				: {}),
		},
	};
}

/** What is left, where no earlier refund's amount is a guess. */
function sureRest({ refunds, refundableMinor }: InvoiceSnapshot): MinorUnits | null {
	const isGuess =
		refunds.kind === 'listed' && refunds.refunds.some(({ otherAmounts }) => otherAmounts);
	return isGuess ? null : refundableMinor;
}

function secondWithoutReference({ target }: RefundRequest): Refusal {
	return refusal(
		'alreadyHasRefund',
		`A row above refunds invoice ${target.invoiceId}, and neither has a reference.`,
	);
}
