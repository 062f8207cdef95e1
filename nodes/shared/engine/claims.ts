import type { MinorUnits } from '../money/minorUnits';
import type { Target } from './request/request';

/** Names one claim. */
export interface ClaimEntry {
	/** The refund's key; for a new attempt after a declined refund `"<key> after <refundId>"`. */
	readonly key: string;
	/** The invoice with its provider, environment and business; see `invoiceName`. */
	readonly invoice: string;
}

/** What a refund may have been of, in minor units: the store says yes or no to an amount, and names none. */
export interface MayBe {
	readonly amounts: ReadonlyArray<MinorUnits | 'full'>;
	/** What may have gone back on top. */
	readonly taxes: readonly MinorUnits[];
}

/** A refund as it was confirmed when it was made; `taxMinor` null where none was told. */
export interface RecordedAmount {
	readonly amountMinor: MinorUnits;
	readonly taxMinor: MinorUnits | null;
}

/** What the caller wants to know beside the claim itself. */
export interface ClaimQuestion {
	/** Refunds that the provider shows on the invoice right now. */
	readonly refundIds: readonly string[];
	/** What the claim may have been settled with. */
	readonly mayBe: MayBe;
	/** Of the shown refunds, those whose amount the provider does not tell. */
	readonly untold: ReadonlyMap<string, MayBe>;
	/** Claims a new key. Without it nothing is claimed, and what the question adds is taken back. */
	readonly keep: boolean;
}

/** How a claim ended, as far as it did. */
export type ClaimState =
	/** Nobody had claimed the key. With `keep` it is this run's now. */
	| { readonly kind: 'new' }
	/** Nobody had claimed the key, and no further one is claimed while so many attempts are open on the invoice. */
	| { readonly kind: 'tooManyOpen' }
	/** In doubt: a refund under the key was begun, and its end is not recorded. */
	| {
			readonly kind: 'open';
			/** Somebody may be working on it; false where this process knows that its execution has given it up. */
			readonly isUnderWay: boolean;
			/** The asked amounts hold the one that the attempt is bound to; only where an attempt's amount is noted. */
			readonly isBoundToAsked: boolean;
	  }
	| {
			readonly kind: 'settled';
			/** `pending`: not final when it was recorded. `mismatch`: the provider confirmed another amount than was asked for. */
			readonly as: 'refunded' | 'pending' | 'mismatch';
			/** The one of the asked amounts that was confirmed; null when it is none of them. */
			readonly amountMinor: MinorUnits | null;
			/** The one of the asked taxes; null when it is none of them, or none was told. */
			readonly taxMinor: MinorUnits | null;
	  };

export interface Claimed {
	readonly state: ClaimState;
	/** Of the refunds asked about: made under this key. */
	readonly own: ReadonlySet<string>;
	/** Of the refunds asked about: made under another key, or there before this key was claimed. */
	readonly others: ReadonlySet<string>;
	/** Of the untold refunds: what this workflow has confirmed of them when it made them. */
	readonly recorded: ReadonlyMap<string, RecordedAmount>;
	/** Some refund of the invoice was made and recorded. */
	readonly invoiceHasRefund: boolean;
	/** An attempt under another key is open on the invoice: its refund may be among those that the provider shows. */
	readonly anotherIsOpen: boolean;
	/** Somebody may be working on such an attempt. */
	readonly anotherIsUnderWay: boolean;
}

/** What ends a claim. */
export type Settlement =
	| {
			readonly as: 'refunded' | 'pending';
			readonly refundId: string | null;
			readonly amountMinor: MinorUnits;
			/** What went back on top; null where that is nothing that could be in question. */
			readonly taxMinor: MinorUnits | null;
	  }
	| { readonly as: 'mismatch'; readonly refundId: string | null }
	/** Nothing moved. Recorded by the run that holds the claim, and by nobody else. */
	| { readonly as: 'released' }
	/** The provider shows how it ended, and that leaves nothing to remember: anybody may record that. `bound` as it was noted. */
	| { readonly as: 'closed'; readonly bound: MinorUnits | 'full' | null }
	/** Its end is not known. Binds type and amount where the provider itself shows the key (Layer, Thredfi). */
	| { readonly as: 'inDoubt'; readonly bound: MinorUnits | 'full' }
	/** Its end is not known, nothing of it can be under way any more, and this run has given it up. */
	| { readonly as: 'givenUp' };

/**
 * What outlives an execution: claims in n8n's own store. Every method rejects when the store can't be read and written.
 * `nodes/shared/n8n/claims/README.md` has the protocol behind it.
 */
export interface Claims {
	/** Asks what is recorded under the key; claims it in the same step when it is new and is to be kept. */
	claim(entry: ClaimEntry, question: ClaimQuestion): Promise<Claimed>;
	/** Records how the attempt ended. */
	settle(entry: ClaimEntry, end: Settlement): Promise<void>;
	/** The keys under which an attempt is open that this run does not hold itself. Changes nothing. */
	isOpen(entries: readonly ClaimEntry[]): Promise<ReadonlySet<string>>;
	/**
	 * Which of the refunds are another key's. Changes nothing.
	 *
	 * @returns null while an attempt under another key is open on the invoice: a refund that nobody has recorded may be
	 * either's
	 */
	attribute(entry: ClaimEntry, refundIds: readonly string[]): Promise<ReadonlySet<string> | null>;
}

/** Names an invoice across executions and workflows; also the name of its lock. */
export function invoiceName(provider: string, environment: string, target: Target): string {
	return JSON.stringify([provider, environment, target.businessId ?? '', target.invoiceId]);
}
