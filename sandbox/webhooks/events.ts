import type { LedgerInvoice, LedgerRefund } from '../ledger/records';
import { revolv3ChildBody, revolv3InvoiceBody } from '../providers/revolv3/readings';
import type { World } from '../world';

/** Something to say about an invoice, or about a refund of it. */
export interface Occasion {
	/** Counts up, for ids. */
	readonly number: number;
	readonly event: string;
	readonly invoice: LedgerInvoice;
	readonly refund: LedgerRefund | null;
}

/** [D] Envelope. [ND] `data` of a refund: the documented sample's fields, with the refund's own amount. */
export function duroBody(world: World, { number, event, invoice, refund }: Occasion): unknown {
	return {
		id: duroEventId(number),
		type: event,
		createdAt: new Date(world.clock()).toISOString(),
		data: {
			subscriptionId: `sub_${invoice.id.slice(4)}`,
			invoiceId: invoice.id,
			amount: refund?.allocations[0]?.amountMinor ?? invoice.totalMinor,
		},
	};
}

/** [D] As the sample's: `evt_` and a ULID; the format is promised nowhere. */
export function duroEventId(number: number): string {
	return `evt_01HKBZ4PQ9Z3K7T8V9${String(number).padStart(8, '0')}`;
}

/** [D] Object type: the inner JSON is a text, names in PascalCase; a refund is the child invoice. */
export function revolv3Body(world: World, { number, event, invoice, refund }: Occasion): unknown {
	const shown =
		refund === null ? revolv3InvoiceBody(world, invoice) : revolv3ChildBody(world, invoice, refund);
	return outer(number, {
		Invoice: pascalCased(shown),
		EventDateTime: wireTime(world),
		EventType: event,
		RevolvMerchantId: 2,
	});
}

/** [D] A test has no invoice. */
export function revolv3TestBody(world: World, number: number): unknown {
	const inner = { EventDateTime: wireTime(world), EventType: 'WebhookTest', RevolvMerchantId: 2 };
	return outer(number, inner);
}

/** [ND] Whether a redelivery keeps its `Entropy`; here every attempt sends the same bytes. */
function outer(number: number, inner: unknown): unknown {
	const entropy = `e0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
	return { Body: JSON.stringify(inner), Entropy: entropy };
}

function wireTime(world: World): string {
	return new Date(world.clock()).toISOString().replace('Z', '0000Z'); // [D] seven digits
}

function pascalCased(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(pascalCased);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key.replace(/^[a-z]/, (letter) => letter.toUpperCase()),
			pascalCased(inner),
		]),
	);
}
