import type { NewRefund } from './ledger/ledger';
import type { LedgerInvoice } from './ledger/records';
import { IMITATIONS } from './providers/all';
import { taxWith } from './providers/revolv3/readings';
import type { InvoiceSpec, PortalRefundOptions, ProviderId } from './types';
import type { World } from './world';

/** Enters an invoice as a test or the seed describes it. */
export function enterInvoice(
	world: World,
	provider: ProviderId,
	spec: InvoiceSpec,
	source: 'portal' | 'seed' = 'portal',
	createdAt: number = world.clock(),
): string {
	const paid = IMITATIONS[provider].paidStatuses.includes(spec.status);
	const hasBusiness = provider === 'layer' || provider === 'thredfi';
	const invoice = world.ledger.addInvoice({
		provider,
		businessId: hasBusiness ? (spec.businessId ?? world.businesses[provider][0]) : null,
		externalId: spec.externalId ?? null,
		customerRef: spec.customerRef ?? `customer-${world.ledger.invoices(provider).length + 1}`,
		status: spec.status,
		totalMinor: spec.totalMinor,
		taxMinor: spec.taxMinor ?? 0,
		paidMinor: spec.paidMinor ?? (paid ? spec.totalMinor : 0),
		currency: spec.currency,
		createdAt,
	});
	for (const refund of spec.refunds ?? []) {
		enterRefund(world, provider, invoice.id, refund.amountMinor, refund, source, createdAt);
	}
	return invoice.id;
}

/** Books a refund that no API call made; says its id, null at Duro. */
export function enterRefund(
	world: World,
	provider: ProviderId,
	invoiceId: string,
	amountMinor: number,
	options: PortalRefundOptions,
	source: 'portal' | 'seed' = 'portal',
	at: number = world.clock(),
): string | null {
	const invoice = world.ledger.invoice(provider, invoiceId);
	if (invoice === null) throw new Error(`The sandbox has no ${provider} invoice ${invoiceId}.`);
	const { taxMinor, emptied } = taxOf(world, invoice, amountMinor);
	const usual = IMITATIONS[provider].refundStatus;
	const refund: NewRefund = {
		provider,
		refundId: provider === 'duro' ? null : world.ledger.mint(provider, 'refund'),
		businessId: invoice.businessId,
		key: options.key ?? null,
		status: options.status ?? (provider === 'revolv3' && emptied ? 'Refund' : usual),
		source,
		allocations: [
			{
				id: world.ledger.mint(provider, 'allocation'),
				invoiceId: invoice.id,
				amountMinor,
				taxMinor,
			},
		],
		details: {},
	};
	return world.ledger.book(refund, at).refundId;
}

function taxOf(world: World, invoice: LedgerInvoice, amountMinor: number) {
	return invoice.provider === 'revolv3'
		? taxWith(world, invoice, amountMinor)
		: { taxMinor: 0, emptied: false };
}
