/** One intended refund of a story, small enough to be read. */
export interface Wish {
	/** Which of the run's accounts; always 0 where there is one. */
	readonly account: number;
	/** Which of the run's invoices; each account has all of them under the same numbers. */
	readonly invoice: number;
	/** Empty: at most one refund of the invoice, ever. */
	readonly reference: string;
	readonly type: 'amount' | 'full' | 'percentage';
	/** Another amount under the same reference. */
	readonly variant: number;
}

export const REFERENCES = ['', 'A', 'B', 'C'] as const;
export const INVOICES = 2;

/** How many accounts at its provider a story refunds in. */
export type Accounts = 1 | 2;

/** What was paid on each invoice, before tax, in minor units. */
export const PAID_MINOR = 100_000;

/** Amounts that a person refunds in the portal begin here: never the amount of a wish. */
export const PORTAL_MINOR = 3_001;

/** By reference; none of them is another one with or without a tenth of tax, which Revolv3 may not tell apart. */
const AMOUNTS = [1_003, 1_140, 1_277, 1_414] as const;
const PERCENTAGES = [13, 17, 23, 31] as const;

/**
 * What is asked for. Every intended refund has an amount of its own, so that a double shows where no key is sent, and
 * so that a provider without keys can tell two of them apart at all. In the other account it is the same amount: nothing
 * but the account keeps those two apart.
 *
 * @returns null for `full`, whose amount is what is left
 */
export function amountOf({ invoice, reference, type, variant }: Wish): number | null {
	const name = REFERENCES.findIndex((one) => one === reference);
	switch (type) {
		case 'full':
			return null;
		case 'amount':
			return (AMOUNTS[name] ?? 0) + 11 * variant + invoice;
		case 'percentage':
			return (PAID_MINOR / 100) * ((PERCENTAGES[name] ?? 0) + variant);
	}
}

/** The fields of an n8n item that asks for it. */
export function itemOf(wish: Wish, invoiceId: string) {
	const minor = amountOf(wish);
	return {
		invoiceId,
		reference: wish.reference,
		refundType: wish.type,
		amount: wish.type === 'amount' && minor !== null ? (minor / 100).toFixed(2) : '',
		percentage:
			wish.type === 'percentage' && minor !== null ? String(minor / (PAID_MINOR / 100)) : '',
	};
}

/** Whether both are the same intended refund: of one account's invoice, under one reference. */
export function haveOneKey(one: Wish, other: Wish): boolean {
	return (
		one.account === other.account &&
		one.invoice === other.invoice &&
		one.reference === other.reference
	);
}

/** As a reader would say it. */
export function inWords(wish: Wish): string {
	const what =
		wish.type === 'full'
			? 'all'
			: `${wish.type === 'percentage' ? 'a share, ' : ''}${amountOf(wish)}`;
	const name = wish.reference === '' ? 'without a reference' : `as ${wish.reference}`;
	const where = wish.account === 0 ? '' : ' in the second account';
	return `${what} of invoice ${wish.invoice + 1}${where} ${name}`;
}
