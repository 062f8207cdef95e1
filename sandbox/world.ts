import type { Ledger } from './ledger/ledger';
import type { LedgerInvoice } from './ledger/records';
import type { TokenBook } from './ledger/tokens';
import type { Switches } from './switches';
import type {
	AccountName,
	Businesses,
	Call,
	FaultRule,
	ProviderId,
	SandboxCredentials,
} from './types';
import type { Answer } from './wire/answer';
import type { Incoming } from './wire/incoming';

/** What every imitation works on: one account's books, tokens and credentials at each provider. */
export interface World {
	readonly account: AccountName;
	readonly ledger: Ledger;
	readonly tokens: TokenBook;
	readonly switches: Switches;
	readonly credentials: SandboxCredentials;
	/** The businesses that the account's tokens reach; new invoices belong to the first. */
	readonly businesses: Businesses;
	readonly clock: () => number;
	/** The sandbox's own address, known once it listens. */
	readonly url: () => string;
	/** A wait that ends early when the sandbox stops; false means it was stopped. */
	readonly wait: (milliseconds: number) => Promise<boolean>;
}

/** One documented call of one provider. Throws `Refusal` from its checks, before any write. */
export interface Route {
	readonly method: 'GET' | 'POST';
	/** Below the provider's prefix, in the router's `:name` form. */
	readonly path: string;
	readonly call: Call;
	/** Where one path serves two calls: which of them this request is. */
	readonly callOf?: (incoming: Incoming) => Call;
	/** Further calls a fault may name to hit this route. */
	readonly alsoCalls?: readonly Call[];
	/** `fault` is the rule that will hit this request, for the few faults the books take part in. */
	readonly handle: (incoming: Incoming, fault: FaultRule | null) => Answer | Promise<Answer>;
}

/** One provider, imitated. */
export interface Imitation {
	readonly id: ProviderId;
	readonly name: string;
	readonly routes: (world: World) => readonly Route[];
	/** An error body in the provider's documented shape, for faults that answer a status. */
	readonly errorBody: (world: World, status: number, message: string) => unknown;
	/** The status an invoice shows, which earlier refunds may have changed. */
	readonly shownStatus: (world: World, invoice: LedgerInvoice) => string;
	/** Statuses of an invoice that mean it is paid in full. */
	readonly paidStatuses: readonly string[];
	/** The status a refund takes when a test or the seed does not say. */
	readonly refundStatus: string;
}
