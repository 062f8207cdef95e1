import { wireText } from '../../shared/engine/provider/readAnswer';
import { isWireObject, type WireObject } from '../../shared/engine/provider/http';
import type { RefundState } from '../../shared/engine/provider/snapshot';
import { NOTHING, sumOf, type MinorUnits } from '../../shared/money/minorUnits';
import { absoluteMinorFromWireNumber } from '../../shared/money/wireNumber';

const DIGITS = /^0*([1-9]\d*)$/;

/** An invoice id as canonical text, from a JSON integer or a text of digits; null for all else, and for 0. */
export function wireId(value: unknown): string | null {
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
	}
	return typeof value === 'string' ? (DIGITS.exec(value)?.[1] ?? null) : null;
}

/**
 * How a refund with this status stands. `Pending` on a refund is documented for ACH.
 * The numeric list of statuses is longer than the names that are known, so an unknown word must stay `undocumented`.
 * See docs/providers/revolv3.md#statuses.
 */
export function refundState(status: string | null): RefundState {
	switch (status) {
		case 'Refund':
		case 'PartialRefund':
			return 'done';
		case 'Pending':
		case 'RefundPending':
			return 'pending';
		case 'RefundDeclined':
		case 'RefundFailed':
			return 'declined';
		default:
			return 'undocumented';
	}
}

/**
 * Statuses that no refund has: a refund's invoice goes from `Pending` to one of the five refund statuses (documented).
 * The other words of waiting are left out, since nothing says that a refund never waits under them.
 */
const NEVER_A_REFUND: ReadonlySet<string | null> = new Set([
	'Paid',
	'Void',
	'Recycle',
	'Noncollectable',
	'Failed',
	'Delinquent',
	'MerchantPaid',
	'MerchantCancelled',
	'OneTimePaymentPending',
	'RecurringPending',
]);

export function isNeverARefund(status: string | null): boolean {
	return NEVER_A_REFUND.has(status);
}

/** Statuses that only a refund has, and an original perhaps after one (not documented). */
const OF_REFUNDS: ReadonlySet<string | null> = new Set([
	'Refund',
	'PartialRefund',
	'RefundPending',
	'RefundDeclined',
	'RefundFailed',
]);

export function isOfRefunds(status: string | null): boolean {
	return OF_REFUNDS.has(status);
}

/** The only word for an attempt's end that a sample shows (documented). */
const SUCCESS = 'Success';
/** An ACH attempt that is under way (documented in prose only). */
const PENDING = 'Pending';

/** ISO 8601 as attempts carry it (documented: UTC, seven fraction digits). */
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})?$/;
/** Revolv3's "no date" is in the year 1. No payment of Revolv3 is older than this. */
const OLDEST_DAY = '2000-01-01';

/** The entries of `invoiceAttempts` or `refunds`; empty where it is null, absent or no list. */
export function attemptsIn(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Whether the invoice shows none, as every sample of a refund's own invoice does. */
export function hasNoAttempts({ invoiceAttempts }: WireObject): boolean {
	if (invoiceAttempts === null || invoiceAttempts === undefined) return true;
	return Array.isArray(invoiceAttempts) && invoiceAttempts.length === 0;
}

/**
 * What a refund's own attempts moved, without sign: the sample's amount is negative (documented). Whether the tax is
 * in it is not documented. See docs/providers/revolv3.md#amounts-and-tax.
 *
 * A failed attempt is followed by another one (documented), so where one attempt succeeded only those that did count.
 * Attempts of both signs are not documented: their difference could be less than what went back.
 *
 * @returns null where one amount is unreadable, the attempts contradict each other, or they come to nothing
 */
export function returnedBy(attempts: unknown, exponent: number): MinorUnits | null {
	const read: Array<{ readonly attempt: WireObject; readonly amountMinor: MinorUnits }> = [];
	for (const attempt of attemptsIn(attempts)) {
		if (!isWireObject(attempt)) return null;
		const amountMinor = absoluteMinorFromWireNumber(attempt.amount, exponent);
		if (amountMinor === null) return null;
		read.push({ attempt, amountMinor });
	}
	const counted = countedOf(read);
	if (counted === null) return null;
	const signs = new Set(
		counted.flatMap(({ attempt, amountMinor }) =>
			amountMinor === NOTHING ? [] : [Math.sign(Number(attempt.amount))],
		),
	);
	return signs.size === 1 ? sumOf(counted.map(({ amountMinor }) => amountMinor)) : null;
}

/** The attempts whose amounts add up to the refund; null where their statuses do not tell which. */
function countedOf<Read extends { readonly attempt: WireObject; readonly amountMinor: MinorUnits }>(
	read: readonly Read[],
): readonly Read[] | null {
	const words = read.map(({ attempt }) => wireText(attempt.invoiceAttemptStatus));
	if (words.every((word) => word === null)) return read;
	if (words.includes(SUCCESS)) {
		const others = words.filter((word) => word !== SUCCESS);
		return others.includes(PENDING) || others.includes(null)
			? null
			: read.filter((_, index) => words[index] === SUCCESS);
	}
	const [first] = read;
	if (!first || read.length === 1) return read;
	// Tried several times and never done: each attempt was of the whole refund.
	const isOneAmount = read.every(({ amountMinor }) => amountMinor === first.amountMinor);
	return isOneAmount && !words.includes(PENDING) && !words.includes(null) ? [first] : null;
}

/** The attempt with the latest date (documented as the latest one); null where the dates do not tell which. */
export function latestOf(attempts: readonly unknown[]): unknown {
	const times = attempts.map((attempt) =>
		isWireObject(attempt) ? timeOf(attempt.invoiceAttemptDate) : null,
	);
	if (times.includes(null)) return null;
	const latest = Math.max(...times.map(Number));
	return times.filter((time) => time === latest).length === 1
		? attempts[times.indexOf(latest)]
		: null;
}

/**
 * The UTC day, `YYYY-MM-DD`, of the earliest attempt.
 *
 * @returns null without attempts, and when one of them has no readable date, since it may be the earliest
 */
export function earliestDay(attempts: readonly unknown[]): string | null {
	let earliest: string | null = null;
	for (const attempt of attempts) {
		const time = isWireObject(attempt) ? timeOf(attempt.invoiceAttemptDate) : null;
		if (time === null) return null;
		const day = new Date(time).toISOString().slice(0, 10);
		if (earliest === null || day < earliest) earliest = day;
	}
	return earliest;
}

/** When the payment's attempts succeeded, ISO 8601 UTC, the first and the last; null where no date tells. */
export function successes(attempts: readonly unknown[]): {
	readonly first: string | null;
	readonly last: string | null;
} {
	const times = attempts
		.filter(isWireObject)
		.filter(({ invoiceAttemptStatus }) => invoiceAttemptStatus === SUCCESS)
		.filter((attempt) => !isNegative(attempt))
		.map(({ invoiceAttemptDate }) => timeOf(invoiceAttemptDate));
	// An unreadable date may be the first or the last one.
	if (times.length === 0 || times.includes(null)) return { first: null, last: null };
	const sorted = times.map(Number).sort((a, b) => a - b);
	return { first: momentOf(sorted[0]), last: momentOf(sorted[sorted.length - 1]) };
}

/** A refund among a payment's own attempts: something went back. */
export function isNegative(attempt: unknown): boolean {
	return isWireObject(attempt) && typeof attempt.amount === 'number' && attempt.amount < 0;
}

function momentOf(time: number | undefined): string | null {
	return time === undefined ? null : new Date(time).toISOString();
}

/** Milliseconds since 1970; null for anything that is no date of a payment. */
function timeOf(value: unknown): number | null {
	const parts = typeof value === 'string' ? MOMENT.exec(value) : null;
	if (!parts) return null;
	const time = Date.parse(`${parts[1]}${parts[2] ?? 'Z'}`);
	if (Number.isNaN(time)) return null;
	return new Date(time).toISOString().slice(0, 10) >= OLDEST_DAY ? time : null;
}
