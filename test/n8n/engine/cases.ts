/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { BookedRefund, ProviderId, RecordedRequest } from '../../../sandbox';
import { detailsOf, openBed, type Bed } from '../../bed';

const PAID = { duro: 'paid', layer: 'PAID', revolv3: 'Paid', thredfi: 'paid' };

/** One disputed payment, as it comes into the node. */
export interface Dispute extends IDataObject {
	invoice: string;
	ticket: string;
	amount: string;
}

/** The node as a workflow author fills it in: every field from the item. */
export const FROM_ITEM: INodeParameters = {
	invoiceId: { __rl: true, mode: 'id', value: '={{ $json.invoice }}' },
	refundType: 'amount',
	amount: '={{ $json.amount }}',
	reference: '={{ $json.ticket }}',
};

/** An invoice over 100.00, paid. */
export function paid(provider: ProviderId) {
	return {
		totalMinor: 10_000,
		status: PAID[provider],
		currency: provider === 'duro' ? 'NGN' : 'USD',
	};
}

/** So many disputes, each of a paid invoice of its own, over 1.00, 2.00 and so on. */
export function disputes(bed: Bed, provider: ProviderId, count: number): Dispute[] {
	return Array.from({ length: count }, (_, index) => ({
		invoice: bed.sandbox.addInvoice(provider, paid(provider)),
		ticket: `TICKET-${index + 1}`,
		amount: `${index + 1}.00`,
	}));
}

/** One item at a time, so that faults hit the item the test means. */
export const ONE_BY_ONE: INodeParameters = { ...FROM_ITEM, options: { concurrency: 1 } };

/** What each item came to, in words: its outcome, or what its failure is called. */
export function outcomes(items: readonly INodeExecutionData[]): string[] {
	return items.map((item) => String(item.json.outcome ?? detailsOf(item).code));
}

/** The references of what is in the books for these disputes, through their amounts. */
export function booked(bed: Bed, provider: ProviderId, items: readonly Dispute[]): string[] {
	return items.flatMap(({ invoice, ticket, amount }) =>
		bed.sandbox
			.refunds(provider, invoice)
			.filter((refund: BookedRefund) => refund.amountMinor === Math.round(Number(amount) * 100))
			.map(() => ticket),
	);
}

export function tickets(items: readonly Dispute[]): string[] {
	return items.map(({ ticket }) => ticket);
}

/** Waits for what other parties do; fails after four seconds. */
export async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 4_000;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error('It never came to that');
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}

/** Lets an answer that is on its way arrive. */
export async function aMoment(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A bed for the tests of one file, with fresh books before each. */
export function sharedBed(): { readonly bed: Bed } {
	let bed: Bed | undefined;
	let sandbox: Bed['sandbox'] | undefined;
	beforeAll(async () => {
		({ sandbox } = await openBed());
	});
	beforeEach(async () => {
		if (sandbox === undefined) throw new Error('There is no sandbox');
		await sandbox.idle();
		sandbox.reset();
		bed = await openBed({ sandbox });
	});
	afterAll(async () => await sandbox?.stop());
	return {
		get bed() {
			if (bed === undefined) throw new Error('There is no bed');
			return bed;
		},
	};
}

/** The invoice a recorded request is about, among those given. */
export function invoiceOf(
	{ path, bodyText }: RecordedRequest,
	items: readonly Dispute[],
): string | undefined {
	return items.find(({ invoice }) => path.includes(invoice) || bodyText.includes(invoice))?.invoice;
}
