import type { MinorUnits } from '../../money/minorUnits';
import type { ProviderProfile } from './profile';
import type { Http, HttpAnswer, HttpRequest } from './http';
import type { List } from './list';
import type { RefundPlan } from '../decide/plan';
import type { RefundKey } from '../request/refundKey';
import type { RefundTarget, Target } from '../request/request';
import type { Result } from '../result/result';
import type { ParseError } from './providerError';
import type { ProviderRefund, InvoiceSnapshot } from './snapshot';

/** What the provider claims in the answer to a write. Comparing it with the plan is the engine's business. */
export type ReportedRefund =
	| {
			readonly kind: 'claims';
			readonly refund: ProviderRefund;
			/** The provider says that this refund existed before the request. */
			readonly alreadyThere: boolean;
			/**
			 * What this very refund moved, tax perhaps included, told apart from `refund.amountMinor`, which may be a running
			 * total (Revolv3); null where this answer does not tell. Left out where the amount is this refund's alone.
			 */
			readonly movedMinor?: MinorUnits | null;
	  }
	/** A shape, status or echo that nobody has documented, or an echo that is missing. */
	| {
			readonly kind: 'unclear';
			readonly why: string;
			/** The refund that the answer names all the same: it exists, and what it is of has to be asked. */
			readonly refundId?: string | null;
	  };

/** What of a plan decides which call is made and in which unit it is answered; never its amount or invoice. */
export type WireShape = Pick<RefundPlan, 'exponent' | 'full' | 'untouched' | 'invoiceStatus'>;

/** One run's view of a provider's books: what was read once for all items lives here. */
export interface ProviderReader {
	/** The invoice and all its refunds. Two items of one invoice never call this at the same time. */
	readSnapshot(target: Target, key: RefundKey): Promise<Result<InvoiceSnapshot>>;
	/**
	 * The last look before the send, where the provider needs one: a refund that is already there under the
	 * plan's key, else null. Left out where the snapshot is enough.
	 */
	findUnderKey?(plan: RefundPlan): Promise<Result<ProviderRefund | null>>;
	/**
	 * The invoice's refunds asked anew after doubt, declined ones included. Left out where the provider can't show any.
	 *
	 * @param refundId the refund that the doubtful answer named: asked for by itself where the list does not show it
	 */
	inquire?(plan: RefundPlan, refundId?: string | null): Promise<Result<readonly ProviderRefund[]>>;
	/** Drops what was read of the invoice's refunds for all items together, so that the next read is new. */
	refresh?(target: Target): Promise<void> | void;
	/** Told of a refund this run has made, so that what was read before stays true. */
	noteRefund?(plan: RefundPlan, refund: ProviderRefund): void;
}

/** An invoice as a list shows it; null where the row does not tell. */
export interface ListedInvoice {
	readonly invoiceId: string | null;
	/** What people call it. */
	readonly number: string | null;
	/** The customer's name, to find the invoice by in a menu. */
	readonly customer: string | null;
	/** The merchant's own id of the customer. */
	readonly customerReference: string | null;
	/** When it was sent or billed, as the provider writes it. */
	readonly date: string | null;
	/** Minor units; at Revolv3 before tax. */
	readonly amountMinor: MinorUnits | null;
	/** On top of the amount; null where the amount includes it. */
	readonly taxMinor: MinorUnits | null;
	readonly currency: string | null;
	/** The currency's digits, 2 where none is told; null for a code that ISO 4217 does not list. */
	readonly exponent: number | null;
	readonly status: string | null;
	/** The provider's object, without pre-signed URLs. */
	readonly response: unknown;
}

/** A refund as it stands now, looked up by its own id. */
export interface CurrentRefund {
	readonly refund: ProviderRefund;
	/** Another status may follow the one shown, though `state` is settled: it is recorded, but not booked to its end. */
	readonly mayChange: boolean;
	/** As in `Snapshot`. */
	readonly currency: string | null;
	readonly exponent: number;
}

/** One refund by its own id. A refund the provider does not have is `invoiceNotFound`. */
export type ReadRefund = (
	http: Pick<Http, 'read' | 'environment'>,
	target: RefundTarget,
) => Promise<Result<CurrentRefund>>;

/** A refund in a list. One that can't be read is shown by what little it tells, and never left out. */
export type ListedRefund =
	| { readonly kind: 'readable'; readonly current: CurrentRefund }
	| {
			readonly kind: 'unreadable';
			readonly refundId: string | null;
			readonly status: string | null;
			readonly response: unknown;
	  };

/** Everything the package knows of one provider. Knows no n8n; `nodes/<Provider>/adapter` holds one each. */
export interface ProviderAdapter {
	readonly profile: ProviderProfile;
	/** Called once a run; reads go out through `http.read` only. The clock says how old is what was read. */
	openReader(http: Pick<Http, 'read' | 'environment'>, clock?: { now(): number }): ProviderReader;
	/** Left out where no list is documented. Refund invoices are not in it. */
	readonly listInvoices?: List<ListedInvoice>;
	/** Left out where refunds can't be listed. */
	readonly listRefunds?: List<ListedRefund>;
	/** Left out where refunds have no ids. */
	readonly readRefund?: ReadRefund;
	/** The one request that refunds. Pure. */
	buildRefundRequest(plan: RefundPlan): HttpRequest;
	/** What a 2xx answer to that request claims. Pure; sees of the plan only what decides the wire's shape. */
	parseRefundResponse(answer: HttpAnswer, shape: WireShape): ReportedRefund;
	/** The provider's own code and text in an answer that is not 2xx; see `ToWords`. */
	readonly parseError: ParseError;
}
