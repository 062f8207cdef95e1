import type { MinorUnits } from '../money/minorUnits';
import type { RefundKey } from './refundKey';
import type { Target } from './request';

/** What is remembered beside the workflow about one key and one invoice (design §6, memory (c)). */
export interface Recall {
	/** `open`: an attempt was started and its end was never recorded. */
	readonly state: 'new' | 'open' | 'confirmed';
	/**
	 * Of the amounts asked about: the one the key was confirmed with; where refunds are shown by id, the one with
	 * which one of `own` was. null when none was.
	 */
	readonly confirmedMinor: MinorUnits | null;
	/** Of the refund ids asked about: made under this key. */
	readonly own: ReadonlySet<string>;
	/** Of the refund ids asked about: made under any key, or set aside before an attempt of this key. */
	readonly tied: ReadonlySet<string>;
	/** Some refund of this invoice was started under some key. */
	readonly invoiceHasRefund: boolean;
}

/** What the memory is asked about, and told. */
export interface MemoryEntry {
	readonly key: RefundKey;
	/** Names the invoice with its provider, environment and business. */
	readonly invoice: string;
	readonly refundIds: readonly string[];
}

/** Memory across executions. Every method rejects when n8n's store can't be read and written. */
export interface Memory {
	/**
	 * Asks, and when the key is new opens it in the same step: from then on it reads `open`.
	 *
	 * @param amounts what the key may have been confirmed with; the store can say yes or no to an amount, not name one
	 */
	claim(entry: MemoryEntry, amounts?: readonly MinorUnits[]): Promise<Recall>;
	/**
	 * Opens a key anew whose refund was declined for good. Only for whoever asks first after that refund: two executions
	 * that both saw it declined would both send.
	 *
	 * @returns false when somebody else has begun the new attempt
	 */
	claimAgain(entry: MemoryEntry, declinedId: string): Promise<boolean>;
	/**
	 * The last note before the send. Marks refunds of an opened key that were there before it, so that a read-back never
	 * takes one for ours.
	 *
	 * @returns false when another execution has begun to send under the key
	 */
	begin(entry: MemoryEntry): Promise<boolean>;
	/** The attempt is over and the refund is there, of this amount. */
	confirm(entry: MemoryEntry, amountMinor: MinorUnits): Promise<void>;
	/** The attempt is over and nothing moved; or its refund failed for good. */
	release(entry: MemoryEntry): Promise<void>;
	/** Whether the key is open right now; changes nothing. */
	isOpen(entry: MemoryEntry): Promise<boolean>;
	/**
	 * Which of the ids are tied to another key; null where that can't be told, because attempts under several keys were
	 * under way at once and a new refund may be either's. Changes nothing.
	 */
	tiedRefunds(entry: MemoryEntry): Promise<ReadonlySet<string> | null>;
}

/** Names an invoice across executions and workflows; also the name of its lock. */
export function invoiceName(provider: string, environment: string, target: Target): string {
	return JSON.stringify([provider, environment, target.businessId ?? '', target.invoiceId]);
}
