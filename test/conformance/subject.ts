import type { Call, InvoiceSpec, ProviderId, RecordedRequest, Sandbox } from '../../sandbox';

/** What a refund's answer may call it, by what that ought to mean. */
export type StatusKind = 'pending' | 'declined' | 'failed' | 'cancelled' | 'unseen';

/**
 * One provider under test: its abilities, and the little that a behaviour can't know of it. A fifth provider gives
 * one of these and gets every behaviour; where an ability is missing, the opposite is tested.
 */
export interface Subject {
	readonly provider: ProviderId;
	readonly displayName: string;
	/** Where a used key is found: shown by the provider, or remembered beside the workflow. */
	readonly keysAreFoundAt: 'provider' | 'workflow';
	/** Whether a read shows an invoice's refunds. */
	readonly showsRefunds: boolean;
	/** What may be sent again after a doubtful answer. */
	readonly resend: 'identicalOnce' | 'sameKeyAfterAnswer' | 'never';
	readonly tokenExpires: boolean;
	/** Confirmed amounts may be a running total, and such a total is understood. */
	readonly understandsRunningTotals: boolean;
	readonly needsBusinessId: boolean;
	/** A paid invoice, in the provider's words. */
	readonly paid: Pick<InvoiceSpec, 'status' | 'currency'>;
	/** The environment as it goes into the key. */
	readonly environment: (origin: string) => string;
	/** The key a request carried; null where the provider takes none. */
	readonly keyOf: ((request: RecordedRequest) => unknown) | null;
	/** The read that shows an invoice's refunds; null where there is none. */
	readonly refundsAreReadBy: Call | null;
	/** The words the provider has for each kind; null: it has none, and no word changes the meaning. */
	readonly statusWords: Readonly<Record<StatusKind, string | null>>;
	/** Makes the next refund take this status; null where the sandbox can't. */
	readonly nextRefundIs: ((sandbox: Sandbox, word: string) => void) | null;
}

/** The amount every behaviour refunds, unless it says otherwise. */
export const AMOUNT_MINOR = 1_000;

/** What every invoice here was paid with. */
export const PAID_MINOR = 10_000;

/** Enters an invoice for a behaviour and says its id. */
export function makeInvoice(
	subject: Subject,
	sandbox: Sandbox,
	more: Partial<InvoiceSpec> = {},
): string {
	return sandbox.addInvoice(subject.provider, {
		...subject.paid,
		totalMinor: PAID_MINOR,
		...more,
	});
}
