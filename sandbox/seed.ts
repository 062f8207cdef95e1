import { enterInvoice } from './bookkeeping';
import { idFor } from './ledger/ids';
import { type InvoiceSpec, type ProviderId, PROVIDER_IDS } from './types';
import type { World } from './world';

/** The key of a refund made by this software under a reference nobody remembers here. */
// eslint-disable-next-line @n8n/community-nodes/no-hardcoded-secrets -- a key in the sense of a name
export const SEEDED_KEY = 'n8nr1-5eed000000000000000000000000000000000001';

/** When the first seeded invoice was made; each next one an hour later. */
const SEEDED_AT = Date.parse('2026-01-05T09:00:00.000Z');

const usd = (status: string, totalMinor: number, more: Partial<InvoiceSpec> = {}): InvoiceSpec => ({
	status,
	totalMinor,
	currency: 'USD',
	...more,
});

const ngn = (status: string, totalMinor: number, more: Partial<InvoiceSpec> = {}): InvoiceSpec => ({
	...usd(status, totalMinor, more),
	currency: 'NGN',
});

const DURO = {
	paid: ngn('paid', 500_000),
	paidSecond: ngn('paid', 1_250_000),
	paidThird: ngn('paid', 75_050),
	open: ngn('open', 300_000),
	draft: ngn('draft', 300_000),
	uncollectible: ngn('uncollectible', 300_000),
	voided: ngn('void', 300_000),
	partlyRefunded: ngn('paid', 400_000, { refunds: [{ amountMinor: 150_000 }] }),
	fullyRefunded: ngn('paid', 200_000, { refunds: [{ amountMinor: 200_000 }] }),
	foreignCurrency: usd('paid', 4_999),
};

const LAYER = {
	paid: usd('PAID', 10_000),
	paidSecond: usd('PAID', 24_990),
	paidThird: usd('PAID', 4_999),
	open: usd('SENT', 12_000),
	partlyRefunded: usd('PAID', 20_000, { refunds: [{ amountMinor: 5_000 }] }),
	partlyRefundedByUs: usd('PAID', 20_000, {
		refunds: [{ amountMinor: 5_000, key: SEEDED_KEY }],
	}),
	fullyRefunded: usd('PAID', 8_000, { refunds: [{ amountMinor: 8_000 }] }),
	voided: usd('VOIDED', 9_000),
	writtenOff: usd('WRITTEN_OFF', 9_000),
	taxed: usd('PAID', 11_000, { taxMinor: 1_000 }),
	partiallyPaid: usd('PARTIALLY_PAID', 20_000, { paidMinor: 8_000 }),
};

const REVOLV3 = {
	paid: usd('Paid', 10_000),
	paidSecond: usd('Paid', 24_990),
	paidThird: usd('Paid', 4_999),
	open: usd('Pending', 12_000),
	partlyRefunded: usd('Paid', 20_000, { refunds: [{ amountMinor: 5_000 }] }),
	fullyRefunded: usd('Paid', 8_000, { refunds: [{ amountMinor: 8_000 }] }),
	voided: usd('Void', 9_000),
	taxed: usd('Paid', 11_000, { taxMinor: 1_000 }),
	taxedPartlyRefunded: usd('Paid', 11_000, { taxMinor: 1_000, refunds: [{ amountMinor: 3_333 }] }),
	refundPending: usd('Paid', 15_000, {
		refunds: [{ amountMinor: 5_000, status: 'RefundPending' }],
	}),
	noncollectable: usd('Noncollectable', 7_000),
	zeroDecimal: { status: 'Paid', totalMinor: 5_000, currency: 'JPY' },
	threeDecimal: { status: 'Paid', totalMinor: 100_500, currency: 'KWD' },
};

const THREDFI = {
	paid: usd('paid', 10_000),
	paidSecond: usd('paid', 24_990),
	paidThird: usd('paid', 4_999),
	open: usd('sent', 12_000),
	partlyRefunded: usd('paid', 20_000, { refunds: [{ amountMinor: 5_000 }] }),
	partlyRefundedByUs: usd('paid', 20_000, {
		refunds: [{ amountMinor: 5_000, key: SEEDED_KEY }],
	}),
	fullyRefunded: usd('paid', 8_000, { refunds: [{ amountMinor: 8_000 }] }),
	voided: usd('voided', 9_000),
	draft: usd('draft', 9_000),
	taxed: usd('paid', 11_000, { taxMinor: 1_000 }),
	partiallyPaid: usd('partially_paid', 20_000, { paidMinor: 8_000 }),
	overduePartiallyPaid: usd('overdue', 20_000, { paidMinor: 5_000 }),
	zeroDecimal: { status: 'paid', totalMinor: 150_000, currency: 'ISK' },
	euro: { status: 'paid', totalMinor: 10_000, currency: 'EUR' },
};

/** What each seeded invoice is, in the order of its ids. */
export const SEEDED_SPECS: Readonly<Record<ProviderId, Readonly<Record<string, InvoiceSpec>>>> = {
	duro: DURO,
	layer: LAYER,
	revolv3: REVOLV3,
	thredfi: THREDFI,
};

function idsOf<Name extends string>(
	provider: ProviderId,
	specs: Readonly<Record<Name, InvoiceSpec>>,
): Readonly<Record<Name, string>> {
	const names = Object.keys(specs);
	return Object.fromEntries(
		names.map((name, index) => [name, idFor(provider, 'invoice', index + 1)]),
	) as Record<Name, string>; // safe: built from exactly these names
}

/** The ids of the seeded invoices, by what they are for. */
export const SEED = {
	duro: idsOf('duro', DURO),
	layer: idsOf('layer', LAYER),
	revolv3: idsOf('revolv3', REVOLV3),
	thredfi: idsOf('thredfi', THREDFI),
} as const;

/** Enters them all into an account's empty books: the same ids in each, the customers are others. */
export function plantSeed(world: World): void {
	for (const provider of PROVIDER_IDS) {
		Object.values(SEEDED_SPECS[provider]).forEach((spec, index) => {
			const customerRef = `${world.account === 'first' ? '' : 'second-'}customer-${index + 1}`;
			const at = SEEDED_AT + index * 3_600_000;
			enterInvoice(world, provider, { customerRef, ...spec }, 'seed', at);
		});
	}
}
