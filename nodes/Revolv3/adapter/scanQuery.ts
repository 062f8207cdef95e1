import type { WireList } from './listPage';

/** Whose invoices a scan looks through. */
export type Whose =
	/** The merchant's own reference of the customer, a documented filter. */
	| { readonly kind: 'customerReference'; readonly value: string }
	/** Revolv3's id of the customer, whose invoices have a documented list of their own. */
	| { readonly kind: 'customerId'; readonly value: string }
	| { readonly kind: 'anybody' };

/** The invoices among which the refunds of an invoice are. */
export interface ScanQuery {
	readonly whose: Whose;
	/** UTC day, `YYYY-MM-DD`: no invoice that was last updated before it; null for all of them. */
	readonly fromDay: string | null;
}

/** What an invoice tells of where its refunds can be. */
export interface Whereabouts {
	readonly customerReference: string | null;
	readonly customerId: string | null;
	/** The UTC day of the payment's first attempt. A refund is made, and so last updated, on that day or later. */
	readonly paymentDay: string | null;
}

/**
 * How to look for the refunds of an invoice, the shortest list first. The others are for when it can't be used.
 * See docs/providers/revolv3.md#how-earlier-refunds-are-found.
 */
export function scanQueries({
	customerReference,
	customerId,
	paymentDay,
}: Whereabouts): readonly ScanQuery[] {
	const queries: ScanQuery[] = [];
	if (customerReference !== null) {
		const whose: Whose = { kind: 'customerReference', value: customerReference };
		queries.push({ whose, fromDay: paymentDay });
	}
	// The customer's own list has dates of billing only, so it is read without any.
	if (customerId !== null) {
		queries.push({ whose: { kind: 'customerId', value: customerId }, fromDay: null });
	}
	return [...queries, { whose: { kind: 'anybody' }, fromDay: paymentDay }];
}

/** Where Revolv3 is asked for it. */
export function listFor({ whose, fromDay }: ScanQuery): WireList {
	const since: Readonly<Record<string, string>> =
		fromDay === null ? {} : { lastUpdateStartDate: fromDay };
	switch (whose.kind) {
		case 'customerReference':
			return { path: LIST, filters: { merchantCustomerRefId: whose.value, ...since } };
		case 'customerId':
			return { path: `/api/Customers/${encodeURIComponent(whose.value)}/invoices`, filters: {} };
		case 'anybody':
			return { path: LIST, filters: since };
	}
}

/** The recommended list (documented). */
export const LIST = '/api/Invoices/v1';

/** What scans that may stand in for each other have in common. */
export function nameOfWhose(whose: Whose): string {
	return whose.kind === 'anybody' ? whose.kind : `${whose.kind} ${whose.value}`;
}

/** All since an earlier day holds all since a later one. */
export function reachesBack(from: string | null, to: string | null): boolean {
	return from === null || (to !== null && from <= to);
}
