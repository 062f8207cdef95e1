import { isUuid } from '../../ledger/ids';
import type { LedgerInvoice } from '../../ledger/records';
import type { World } from '../../world';
import type { Answer } from '../../wire/answer';
import { isObject, type Incoming } from '../../wire/incoming';
import { layerRefusal } from './errors';
import { assertLayerFields, DEDICATED } from './fields';
import { layerBody } from './gate';
import { layerAnswer, layerLeft, layerRefundBody } from './readings';

/** The invoice of a business, or 404; a malformed id is a 400. */
export function findLayerInvoice(world: World, business: string, id: string): LedgerInvoice {
	if (!isUuid(id)) throw layerRefusal(400, 'The invoice id is not a UUID.');
	const invoice = world.ledger.invoice('layer', id);
	if (invoice === null || invoice.businessId !== business) {
		throw layerRefusal(404, 'The invoice was not found.', 'ResourceNotFound', 'InvoiceNotFound');
	}
	return invoice;
}

/** `POST …/invoices/{invoiceId}/refund`: everything that was paid, unless line items say less. */
export function runDedicatedRefund(world: World, business: string, incoming: Incoming): Answer {
	const body = layerBody(incoming);
	assertLayerFields(body, DEDICATED);
	assertLayerMethod(world, body);
	const invoice = findLayerInvoice(world, business, incoming.params['invoiceId'] ?? '');
	const key = typeof body['external_id'] === 'string' ? body['external_id'] : null;
	const repeated = replay(world, business, invoice, key);
	if (repeated !== null) return repeated;
	const amountMinor = judge(world, invoice, body['line_items']);
	const refundId = world.ledger.mint('layer', 'refund');
	const refund = world.ledger.book({
		provider: 'layer',
		refundId,
		businessId: business,
		key,
		status: world.switches.layer.refundStatus ?? 'PAID',
		source: 'api',
		allocations: [
			{
				id: world.ledger.mint('layer', 'allocation'),
				invoiceId: invoice.id,
				amountMinor,
				taxMinor: 0,
			},
		],
		details: {
			...body,
			is_dedicated: true,
			payments: [{ ...payment(body), refunded_amount: amountMinor }],
		},
	});
	return layerAnswer(world, 201, layerRefundBody(world, refund));
}

/** [D] 200 and the existing refund for a known `external_id`; the body is not looked at [ND]. A world knows other answers. */
function replay(
	world: World,
	business: string,
	invoice: LedgerInvoice,
	key: string | null,
): Answer | null {
	const known = key === null ? null : world.ledger.refundByKey('layer', business, key);
	if (known === null) return null;
	const same = known.allocations.length === 1 && known.allocations[0]?.invoiceId === invoice.id;
	// [ND] the key of another invoice's or of an itemized refund: strict, a conflict
	if (!same || known.details['is_dedicated'] !== true) {
		throw layerRefusal(409, 'The external id is taken.', 'Conflict', 'ExternalIdConflict');
	}
	const { dedicatedRepeat } = world.switches.layer;
	if (dedicatedRepeat === 409) {
		throw layerRefusal(409, 'The external id is taken.', 'Conflict', 'ExternalIdConflict');
	}
	return layerAnswer(world, dedicatedRepeat, layerRefundBody(world, known));
}

function judge(world: World, invoice: LedgerInvoice, lineItems: unknown): number {
	const { refusals, dedicatedAfterRefund } = world.switches.layer;
	const state = (why: string) => layerRefusal(refusals, why, 'InvalidState', 'InvoiceStateError');
	// [C] the vendor's client offers it for PAID only
	if (invoice.status !== 'PAID') throw state(`The invoice is ${invoice.status}.`);
	// [ND] a second dedicated refund, or one after a partial
	const isTouched = world.ledger.refundedMinor(invoice) > 0;
	if (isTouched && dedicatedAfterRefund === 'refused') {
		throw state('The invoice already has a refund.');
	}
	const left = layerLeft(world, invoice);
	// [I] no line items: all of it; else their sum
	const wanted = Array.isArray(lineItems) ? sum(lineItems) : left;
	if (wanted <= 0 || wanted > left) {
		throw layerRefusal(refusals, 'More than what was paid.', 'Conflict', 'InvalidLedgerOperation');
	}
	return wanted;
}

/** [ND] whether the newest calls still take `method`, and whether they have to have it. */
export function assertLayerMethod(world: World, body: Readonly<Record<string, unknown>>): void {
	const has = 'method' in body;
	const { method } = world.switches.layer;
	if (method === 'required' && !has) throw layerRefusal(400, 'method is required');
	if (method === 'refused' && has) throw layerRefusal(400, 'method is not a known field');
}

function sum(lineItems: readonly unknown[]): number {
	return lineItems.reduce<number>(
		(total, item) =>
			total + (isObject(item) && typeof item['amount'] === 'number' ? item['amount'] : 0),
		0,
	);
}

/** What the refund's only payment repeats of the body. */
function payment(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return {
		method: body['method'] ?? null,
		processor: body['processor'] ?? null,
		completed_at: body['completed_at'],
		fee: body['refund_processing_fee'] ?? 0,
	};
}
