import type { Ledger } from './ledger/ledger';
import type { Switches } from './switches';
import type { SandboxWebhooks } from './webhooks/types';

/** The four providers, by the id used everywhere: folder, path prefix, test name. */
export type ProviderId = 'duro' | 'layer' | 'revolv3' | 'thredfi';

/** All provider ids, in the order of the documentation. */
export const PROVIDER_IDS: readonly ProviderId[] = ['duro', 'layer', 'revolv3', 'thredfi'];

/** What a route is for. `credentialTest` is Duro's plans, Layer's whoami, Thredfi's businesses; `listPayments` is Thredfi's. */
export type Call =
	| 'refund'
	| 'readInvoice'
	| 'listInvoices'
	| 'readRefund'
	| 'listRefunds'
	| 'listPayments'
	| 'token'
	| 'credentialTest';

/** The kinds of fault; each has its own file under `faults/`. */
export type FaultKindName =
	| 'delay'
	| 'drop'
	| 'status'
	| 'redirect'
	| 'emptyBody'
	| 'brokenJson'
	| 'html'
	| 'stall'
	| 'cut'
	| 'otherInvoice'
	| 'otherAmount'
	| 'missingAmount'
	| 'errorsArray'
	| 'missingAllocations'
	| 'revolv3Status'
	| 'verbatim';

/** One armed fault, as plain data. */
export interface FaultRule {
	readonly provider: ProviderId | 'any';
	readonly call: Call | 'any';
	/** Whether the refund is in the books when the fault hits. Without meaning for reads. Default `beforeCommit`. */
	readonly moment?: 'beforeCommit' | 'afterCommit';
	readonly kind: FaultKindName;
	/** How many matching requests it hits; `Infinity` is allowed. Default 1. */
	readonly times?: number;
	/** How many matching requests pass untouched first. Default 0. */
	readonly skip?: number;
	/** It sleeps until the provider has been asked for a refund: an outage that begins with the write. */
	readonly afterRefund?: true;
	/** Only requests that name this invoice in their path, query or body are hit, counted and let pass. */
	readonly invoiceId?: string;
	/** `status`, `redirect`, `emptyBody`, `html`, `brokenJson`, `stall`, `cut`, `verbatim`: the status to answer. */
	readonly status?: number;
	/** Extra answer headers. */
	readonly headers?: Readonly<Record<string, string>>;
	/** `delay`: how long; default 120,000, longer than a client's write timeout. */
	readonly delayMs?: number;
	/** `status`: seconds for a `Retry-After` header; none by default. */
	readonly retryAfter?: number;
	/** `verbatim`: the body, byte for byte. */
	readonly text?: string;
	/** `revolv3Status`: the status the new refund takes, any word. */
	readonly refundStatus?: string;
}

/** A request as it came in, secrets masked. */
export interface RecordedRequest {
	readonly provider: ProviderId;
	/** Whose credential or token it carried; the first account's where it carried neither's. */
	readonly account: AccountName;
	/** What the route is for; null for a request that fits no route. */
	readonly call: Call | null;
	/** When it arrived, by the sandbox's clock, in milliseconds. */
	readonly at: number;
	readonly method: string;
	/** Without the provider prefix and without the query, as it was on the wire. */
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly bodyText: string;
	/** The parsed body (JSON or form), null if empty or unreadable. */
	readonly body: unknown;
	/** The status answered; null while open and when the connection was dropped. */
	readonly status: number | null;
	/** The kind of the fault that hit it, if any. */
	readonly faultApplied: FaultKindName | null;
}

/** A request outside every known route; `provider` is null if not even the prefix fits. */
export type StrayRequest = Omit<RecordedRequest, 'provider'> & {
	readonly provider: ProviderId | null;
};

/** One refund of one invoice, as the books have it: the truth tests assert. */
export interface BookedRefund {
	/** Counts up over all providers, in the order of booking. */
	readonly seq: number;
	readonly provider: ProviderId;
	/** Null at Duro, which has no refund ids. */
	readonly refundId: string | null;
	readonly invoiceId: string;
	/** Minor units; before tax at Revolv3. */
	readonly amountMinor: number;
	readonly taxMinor: number;
	readonly key: string | null;
	readonly status: string;
	/** False once it was declined, failed or cancelled: the money is back on the invoice. */
	readonly counts: boolean;
	readonly source: 'api' | 'portal' | 'seed';
	/** How often an upsert changed it after it was made (Layer only). */
	readonly rewrites: number;
}

/** What a test says about an invoice of its own. Amounts are minor units. */
export interface InvoiceSpec {
	/** Tax included. */
	readonly totalMinor: number;
	readonly taxMinor?: number;
	/** Default: all of it for a status that means paid, else nothing. */
	readonly paidMinor?: number;
	/** In the provider's own words. */
	readonly status: string;
	readonly currency: string;
	readonly customerRef?: string;
	readonly externalId?: string;
	/** Layer and Thredfi: default the main business. */
	readonly businessId?: string;
	readonly refunds?: readonly RefundSpec[];
}

/** An earlier refund of such an invoice; before tax at Revolv3. */
export interface RefundSpec {
	readonly amountMinor: number;
	readonly key?: string;
	readonly status?: string;
}

/** Options of a refund made by somebody else. */
export interface PortalRefundOptions {
	readonly key?: string;
	readonly status?: string;
}

/** The two accounts that the sandbox keeps at each provider. */
export type AccountName = 'first' | 'second';

/** Ids of an account's businesses, at the two providers that have businesses. */
export interface Businesses {
	readonly layer: readonly [string, ...string[]];
	readonly thredfi: readonly [string, ...string[]];
}

/** One account at each provider: its credentials, and its own books. */
export interface SandboxAccount {
	readonly credentials: SandboxCredentials;
	/** The business that its invoices belong to. */
	readonly businessId: { readonly layer: string; readonly thredfi: string };
	readonly ledger: Ledger;
	/** The truth: what is in the books, in the order it was booked. */
	refunds(provider: ProviderId, invoiceId?: string): readonly BookedRefund[];
	/** Adds an invoice and says its id. */
	addInvoice(provider: ProviderId, spec: InvoiceSpec): string;
	/** Books a refund made by somebody else; null at Duro, which has no refund ids. */
	refundInPortal(
		provider: ProviderId,
		invoiceId: string,
		amountMinor: number,
		options?: PortalRefundOptions,
	): string | null;
	/** Moves a refund to another status. */
	settleRefund(refundId: string, status: string): void;
}

/** The fixed, fake credentials the sandbox accepts. */
export interface SandboxCredentials {
	readonly duro: {
		readonly secretKey: string;
		readonly clientId: string;
		readonly clientSecret: string;
	};
	readonly layer: {
		readonly clientId: string;
		readonly clientSecret: string;
		readonly scope: string;
	};
	readonly revolv3: { readonly token: string };
	readonly thredfi: { readonly partnerId: string; readonly apiKey: string };
}

/** How to start it. */
export interface SandboxOptions {
	/** Books to keep instead of the usual ones; empty. */
	readonly ledger?: Ledger;
	/** Default 0: any free port. */
	readonly port?: number;
	/** Milliseconds since 1970; default the real time. Governs tokens, timestamps and rate limits. */
	readonly clock?: () => number;
}

/** A running sandbox: four providers, their books, and the switchboard. What is not said of `second` is the first account. */
export interface Sandbox extends SandboxAccount {
	readonly url: string;
	/** The provider's base address: `${url}/duro` and so on. */
	baseUrl(provider: ProviderId): string;
	/** Layer's token endpoint. */
	readonly tokenUrl: string;
	/** A business of the first account without invoices. */
	readonly otherBusinessId: { readonly layer: string; readonly thredfi: string };
	/** The second account: other credentials, the same invoice ids, books of its own. */
	readonly second: SandboxAccount;
	/** Everything that came in under a provider prefix, in order. */
	readonly requests: readonly RecordedRequest[];
	/** Requests that fit no route. */
	readonly strayRequests: readonly StrayRequest[];
	/** Requests that followed a redirect fault; a careful client makes none. */
	readonly followedRedirects: readonly StrayRequest[];
	/** Only the refund-creating POSTs. */
	writes(provider?: ProviderId): readonly RecordedRequest[];
	tokenRequests(provider?: ProviderId): readonly RecordedRequest[];
	/** Arms a fault; throws if the rule makes no sense. */
	fault(rule: FaultRule): void;
	clearFaults(): void;
	/** Ends every token issued so far; Duro's secret key and Revolv3's token are static and stay. */
	expireTokens(provider: ProviderId): void;
	/** What may be either way; change in place, `reset()` restores the defaults. */
	readonly switches: Switches;
	/** What Duro and Revolv3 deliver to an address that was entered for them. */
	readonly webhooks: SandboxWebhooks;
	/** Back to the seed: books, keys, tokens, requests, faults and switches. */
	reset(): void;
	/** One readable sentence per armed fault. */
	explain(): string;
	/** Lets every delayed answer go now. */
	releaseDelays(): void;
	/** Resolves once no request is in flight. */
	idle(): Promise<void>;
	/** Closes every connection; a refund still waiting for its commit is not booked. */
	stop(): Promise<void>;
}
