import type { ProviderId } from '../types';

/** An invoice in the books. Amounts are minor units; `totalMinor` includes the tax. */
export interface LedgerInvoice {
	readonly provider: ProviderId;
	readonly id: string;
	/** Counts up per provider; used for invoice numbers and for dependent ids. */
	readonly number: number;
	readonly businessId: string | null;
	readonly externalId: string | null;
	readonly customerRef: string;
	readonly status: string;
	readonly totalMinor: number;
	readonly taxMinor: number;
	readonly paidMinor: number;
	readonly currency: string;
	readonly createdAt: number;
}

/** The part of a refund that belongs to one invoice; `amountMinor` is before tax. */
export interface LedgerAllocation {
	readonly id: string;
	readonly invoiceId: string;
	readonly amountMinor: number;
	readonly taxMinor: number;
}

/** A refund in the books. */
export interface LedgerRefund {
	readonly seq: number;
	readonly provider: ProviderId;
	readonly refundId: string | null;
	readonly businessId: string | null;
	readonly key: string | null;
	readonly status: string;
	readonly source: 'api' | 'portal' | 'seed';
	readonly allocations: readonly LedgerAllocation[];
	readonly createdAt: number;
	readonly updatedAt: number;
	/** What the caller said about it, in the provider's own fields. */
	readonly details: Readonly<Record<string, unknown>>;
	readonly rewrites: number;
}

/** Refund statuses that give the money back to the invoice: it did not go out. [I] for both providers. */
const UNDONE: ReadonlySet<string> = new Set([
	'RefundDeclined',
	'RefundFailed',
	'failed',
	'cancelled',
]);

/** Whether a refund in this status uses up the invoice's money. Pending ones do. */
export function counts(status: string): boolean {
	return !UNDONE.has(status);
}
