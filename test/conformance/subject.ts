import type { Call, InvoiceSpec, ProviderId, RecordedRequest, Sandbox } from '../../sandbox';
import type { Word } from './words';

/** What a refund may be called, by what that ought to mean. */
export const STATUS_KINDS = ['pending', 'declined', 'failed', 'cancelled', 'unseen'] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** One status word of a refund. */
export interface StatusWord {
	/** As the provider writes it, or might. */
	readonly word: string;
	/** What is said of a refund that is made with this status; null where the sandbox can't make one. */
	readonly made: Word | null;
	/** What is said when the same refund is asked for again after it took this status. */
	readonly became: Word;
}

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
	/** What else has to change so that they can't be read: there is a second source. */
	readonly closeSecondSource?: (sandbox: Sandbox) => void;
	/** The itemized write changes a refund that is there already under its key. */
	readonly upserts: boolean;
	/** The status that answers a refund of more than is left. */
	readonly tooMuchIs: 400 | 409 | 422;
	/** An invoice of which all went back has a status of its own. */
	readonly fullyRefundedIsAState: boolean;
	/** A full refund is sent without an amount, and the provider takes what is left by then. */
	readonly fullTakesWhatIsLeft: boolean;
	readonly statuses: Readonly<Record<StatusKind, StatusWord>>;
	/** The word of a refund that stands, for one whose status was not clear before. */
	readonly settledWord: string;
	/** Makes the next refund take this status; null where the sandbox can't. */
	readonly nextRefundIs: ((sandbox: Sandbox, word: string) => void) | null;
	/** Makes confirmed amounts running totals; null where nothing suggests that they are. */
	readonly tellRunningTotals: ((sandbox: Sandbox) => void) | null;
	/** Makes refunds disappear from the list while they stand; null where that is not known to happen. */
	readonly hideRefunds: ((sandbox: Sandbox) => void) | null;
	/** Lets a fault after the booking lose the key; null where nothing suggests that it could. */
	readonly forgetKeys: ((sandbox: Sandbox) => void) | null;
	/** Makes the key belong to another invoice's refund; null where there are no keys. */
	readonly giveKeyAway: ((sandbox: Sandbox, key: string, otherInvoiceId: string) => void) | null;
	/** What is said of a refund whose key was given away so. */
	readonly keyGivenAway: Word;
	/** Where the other refund is seen before the send. */
	readonly keySeenElsewhere?: Word;
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
