import type { BookedRefund, ProviderId } from '../types';
import type { Answer } from '../wire/answer';
import { idFor, type IdKind } from './ids';
import { counts, type LedgerInvoice, type LedgerRefund } from './records';

/** A refund about to be booked; the ledger adds its number and times. */
export type NewRefund = Omit<LedgerRefund, 'seq' | 'createdAt' | 'updatedAt' | 'rewrites'>;

/** An invoice about to be entered. */
export type NewInvoice = Omit<LedgerInvoice, 'id' | 'number'>;

/** Hears of a change in the books once it is made. */
export type RefundListener = (change: 'booked' | 'settled', refund: LedgerRefund) => void;

/** The books of all four providers: money and keys. Every check is made before it is called. */
export class Ledger {
	private readonly invoiceTable = new Map<string, LedgerInvoice>();
	private refundTable: LedgerRefund[] = [];
	private readonly storedAnswers = new Map<
		string,
		{ readonly answer: Answer; readonly at: number }
	>();
	private readonly counters = new Map<string, number>();

	private listener: RefundListener = () => {};

	constructor(private readonly clock: () => number) {}

	/** Who hears of every refund that is booked or takes another status. */
	onRefund(listener: RefundListener): void {
		this.listener = listener;
	}

	/** The next id of its kind in the provider's own shape. */
	mint(provider: ProviderId, kind: IdKind): string {
		return idFor(provider, kind, this.count(`${provider} ${kind}`));
	}

	addInvoice(invoice: NewInvoice): LedgerInvoice {
		const number = this.count(`${invoice.provider} invoice`);
		const entered = { ...invoice, number, id: idFor(invoice.provider, 'invoice', number) };
		this.invoiceTable.set(`${invoice.provider} ${entered.id}`, entered);
		return entered;
	}

	invoice(provider: ProviderId, id: string): LedgerInvoice | null {
		return this.invoiceTable.get(`${provider} ${id.toLowerCase()}`) ?? null;
	}

	invoices(provider: ProviderId): readonly LedgerInvoice[] {
		return [...this.invoiceTable.values()].filter((invoice) => invoice.provider === provider);
	}

	book(refund: NewRefund, now: number = this.clock()): LedgerRefund {
		const seq = this.count('booking');
		const booked = { ...refund, seq, createdAt: now, updatedAt: now, rewrites: 0 };
		this.refundTable.push(booked);
		this.listener('booked', booked);
		return booked;
	}

	/** Replaces what a refund says: Layer's upsert, which the docs warn of. */
	rewrite(
		refund: LedgerRefund,
		change: Pick<LedgerRefund, 'allocations' | 'details' | 'status'>,
	): LedgerRefund {
		return this.replace({
			...refund,
			...change,
			rewrites: refund.rewrites + 1,
			updatedAt: this.clock(),
		});
	}

	settle(refundId: string, status: string): LedgerRefund {
		const refund = this.refundTable.find((entry) => entry.refundId === refundId);
		if (refund === undefined) throw new Error(`The sandbox has no refund ${refundId}.`);
		const settled = this.replace({ ...refund, status, updatedAt: this.clock() });
		this.listener('settled', settled);
		return settled;
	}

	refunds(provider: ProviderId): readonly LedgerRefund[] {
		return this.refundTable.filter((refund) => refund.provider === provider);
	}

	refundsOf(provider: ProviderId, invoiceId: string): readonly LedgerRefund[] {
		return this.refunds(provider).filter((refund) =>
			refund.allocations.some((allocation) => allocation.invoiceId === invoiceId),
		);
	}

	refundById(provider: ProviderId, refundId: string): LedgerRefund | null {
		const wanted = refundId.toLowerCase();
		return this.refunds(provider).find((refund) => refund.refundId === wanted) ?? null;
	}

	/** Exact match, per business. */
	refundByKey(provider: ProviderId, businessId: string, key: string): LedgerRefund | null {
		return (
			this.refunds(provider).find(
				(refund) => refund.key === key && refund.businessId === businessId,
			) ?? null
		);
	}

	/** What was refunded of an invoice and still counts, before tax; one refund may be left out. */
	refundedMinor(invoice: LedgerInvoice, except?: LedgerRefund): number {
		return this.sum(invoice, except, 'amountMinor');
	}

	/** The tax that went back with it. */
	refundedTaxMinor(invoice: LedgerInvoice): number {
		return this.sum(invoice, undefined, 'taxMinor');
	}

	/** Duro's store of answers by key; one that is older than `keptForMs` is forgotten. */
	storedAnswer(key: string, keptForMs: number | null = null): Answer | null {
		const stored = this.storedAnswers.get(key);
		const isOver =
			stored !== undefined && keptForMs !== null && this.clock() - stored.at >= keptForMs;
		return stored === undefined || isOver ? null : stored.answer;
	}

	storeAnswer(key: string, answer: Answer): void {
		this.storedAnswers.set(key, { answer, at: this.clock() });
	}

	/** One row per refund and invoice. */
	booked(provider: ProviderId, invoiceId?: string): readonly BookedRefund[] {
		return this.refunds(provider).flatMap((refund) =>
			refund.allocations
				.filter((part) => invoiceId === undefined || part.invoiceId === invoiceId)
				.map((part) => ({
					seq: refund.seq,
					provider,
					refundId: refund.refundId,
					invoiceId: part.invoiceId,
					amountMinor: part.amountMinor,
					taxMinor: part.taxMinor,
					key: refund.key,
					status: refund.status,
					counts: counts(refund.status),
					source: refund.source,
					rewrites: refund.rewrites,
				})),
		);
	}

	/** Empties the books; ids start again. */
	clear(): void {
		this.invoiceTable.clear();
		this.refundTable = [];
		this.storedAnswers.clear();
		this.counters.clear();
	}

	private sum(
		invoice: LedgerInvoice,
		except: LedgerRefund | undefined,
		field: 'amountMinor' | 'taxMinor',
	): number {
		return this.refundsOf(invoice.provider, invoice.id)
			.filter((refund) => counts(refund.status) && refund.seq !== except?.seq)
			.flatMap((refund) => refund.allocations)
			.filter((allocation) => allocation.invoiceId === invoice.id)
			.reduce((total, allocation) => total + allocation[field], 0);
	}

	private replace(refund: LedgerRefund): LedgerRefund {
		this.refundTable = this.refundTable.map((entry) => (entry.seq === refund.seq ? refund : entry));
		return refund;
	}

	private count(name: string): number {
		const next = (this.counters.get(name) ?? 0) + 1;
		this.counters.set(name, next);
		return next;
	}
}
