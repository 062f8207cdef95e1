import { Ledger, type NewInvoice, type NewRefund } from '../../sandbox/ledger/ledger';
import type { LedgerInvoice, LedgerRefund } from '../../sandbox/ledger/records';
import type { ProviderId } from '../../sandbox/types';

/**
 * The sandbox's books with look-ups by index: the sandbox walks all refunds for every question, which is quadratic
 * over a run of 20,000. It only ever adds; a refund that is rewritten or settled is not looked up here.
 */
export class IndexedLedger extends Ledger {
	private readonly invoicesOfCustomer = new Map<string, LedgerInvoice[]>();
	private readonly refundsOfInvoice = new Map<string, LedgerRefund[]>();
	private readonly refundOfId = new Map<string, LedgerRefund>();
	private readonly refundOfKey = new Map<string, LedgerRefund>();

	override addInvoice(invoice: NewInvoice): LedgerInvoice {
		const entered = super.addInvoice(invoice);
		put(this.invoicesOfCustomer, `${entered.provider} ${entered.customerRef}`, entered);
		return entered;
	}

	override book(refund: NewRefund): LedgerRefund {
		const booked = super.book(refund);
		const { provider, allocations, refundId, businessId, key } = booked;
		for (const { invoiceId } of allocations) {
			put(this.refundsOfInvoice, `${provider} ${invoiceId}`, booked);
		}
		if (refundId !== null) this.refundOfId.set(`${provider} ${refundId}`, booked);
		if (key !== null) this.refundOfKey.set(`${provider} ${businessId ?? ''} ${key}`, booked);
		return booked;
	}

	override refundsOf(provider: ProviderId, invoiceId: string): readonly LedgerRefund[] {
		return this.refundsOfInvoice.get(`${provider} ${invoiceId}`) ?? [];
	}

	override refundById(provider: ProviderId, refundId: string): LedgerRefund | null {
		return this.refundOfId.get(`${provider} ${refundId.toLowerCase()}`) ?? null;
	}

	override refundByKey(provider: ProviderId, business: string, key: string): LedgerRefund | null {
		return this.refundOfKey.get(`${provider} ${business} ${key}`) ?? null;
	}

	override clear(): void {
		super.clear();
		const indexes = [
			this.invoicesOfCustomer,
			this.refundsOfInvoice,
			this.refundOfId,
			this.refundOfKey,
		];
		for (const index of indexes) index.clear();
	}

	/** The same books, in which a list sees one customer only. */
	ofCustomer(provider: ProviderId, customerRef: string): Ledger {
		const invoices = this.invoicesOfCustomer.get(`${provider} ${customerRef}`) ?? [];
		const refunds = invoices.flatMap(({ id }) => this.refundsOf(provider, id));
		return new Excerpt(this, invoices, refunds);
	}

	/** The same books, in which a list sees one key's refund only. */
	underKey(provider: ProviderId, businessId: string, key: string): Ledger {
		const refund = this.refundByKey(provider, businessId, key);
		return new Excerpt(this, [], refund === null ? [] : [refund]);
	}
}

/** Lists show some of the books; whatever is asked for by its id comes from all of them. */
class Excerpt extends Ledger {
	constructor(
		private readonly whole: Ledger,
		private readonly someInvoices: readonly LedgerInvoice[],
		private readonly someRefunds: readonly LedgerRefund[],
	) {
		super(() => 0);
	}

	override invoices(): readonly LedgerInvoice[] {
		return this.someInvoices;
	}

	override refunds(): readonly LedgerRefund[] {
		return this.someRefunds;
	}

	override invoice(provider: ProviderId, id: string): LedgerInvoice | null {
		return this.whole.invoice(provider, id);
	}

	override refundsOf(provider: ProviderId, invoiceId: string): readonly LedgerRefund[] {
		return this.whole.refundsOf(provider, invoiceId);
	}
}

function put<T>(index: Map<string, T[]>, name: string, entry: T): void {
	const entries = index.get(name);
	if (entries) entries.push(entry);
	else index.set(name, [entry]);
}
