import type { LedgerAllocation, LedgerInvoice, LedgerRefund } from '../../ledger/records';
import type { World } from '../../world';
import type { Answer } from '../../wire/answer';
import { isObject, type Incoming } from '../../wire/incoming';
import { assertLayerMethod, findLayerInvoice } from './dedicated';
import { layerRefusal } from './errors';
import { assertLayerFields, ITEMIZED, SIMPLE } from './fields';
import { layerBody } from './gate';
import { layerAnswer, layerLeft, layerRefundBody } from './readings';

interface Part {
	readonly invoice: LedgerInvoice;
	readonly amountMinor: number;
}

/**
 * `POST …/invoices/refunds` [D]: an upsert. A known `external_id` with another body *rewrites* the
 * refund; with the same body it changes nothing. [ND] status codes: 200 is the only one seen.
 */
export function upsertLayerRefund(world: World, business: string, incoming: Incoming): Answer {
	const body = layerBody(incoming);
	const itemized = 'refunded_amount' in body || 'allocations' in body;
	assertLayerFields(body, itemized ? ITEMIZED : SIMPLE);
	if (itemized) assertItemized(world, body);
	else assertLayerMethod(world, body);
	const { generalAnswers, generalIsDedicated, refundStatus } = world.switches.layer;
	const key = typeof body['external_id'] === 'string' ? body['external_id'] : null;
	const known = key === null ? null : world.ledger.refundByKey('layer', business, key);
	if (known?.details['body'] === incoming.bodyText) {
		return layerAnswer(world, generalAnswers, layerRefundBody(world, known));
	}
	// [D] a dedicated refund's target cannot be changed; [ND] what its key gets here
	if (known !== null && known.details['body'] === undefined) {
		throw layerRefusal(409, 'The external id is taken.', 'Conflict', 'ExternalIdConflict');
	}
	const parts = itemized
		? itemizedParts(world, business, body)
		: [simplePart(world, business, body, known)];
	assertBookable(world, parts, known);
	const allocations = parts.map((part, index) => entry(world, part, known?.allocations[index]));
	const details = { ...body, body: incoming.bodyText, is_dedicated: generalIsDedicated };
	const status = refundStatus ?? (itemized ? statusOf(body) : 'PAID');
	const refund =
		known === null
			? world.ledger.book({
					provider: 'layer',
					refundId: world.ledger.mint('layer', 'refund'),
					businessId: business,
					key,
					status,
					source: 'api',
					allocations,
					details,
				})
			: world.ledger.rewrite(known, { allocations, details, status });
	return layerAnswer(world, generalAnswers, layerRefundBody(world, refund));
}

/** [ND] what of an itemized refund has to be there. */
function assertItemized(world: World, body: Readonly<Record<string, unknown>>): void {
	const { lineItemsRequired, method } = world.switches.layer;
	const lacks = (name: string, field: string) =>
		objects(body[name]).some((part) => part[field] === undefined);
	if (lineItemsRequired && lacks('allocations', 'line_items')) {
		throw layerRefusal(400, 'allocations[0].line_items is required');
	}
	if (method === 'required' && lacks('payments', 'method')) {
		throw layerRefusal(400, 'payments[0].method is required');
	}
}

/** [D] One target, in full. */
function simplePart(
	world: World,
	business: string,
	body: Readonly<Record<string, unknown>>,
	known: LedgerRefund | null,
): Part {
	const invoice = target(world, business, body);
	const { simpleForm, refusals } = world.switches.layer;
	const isTouched = world.ledger.refundedMinor(invoice, known ?? undefined) > 0;
	if (simpleForm === 'untouchedOnly' && isTouched) {
		const text = 'The invoice already has a refund.';
		throw layerRefusal(refusals, text, 'InvalidState', 'InvoiceStateError');
	}
	return { invoice, amountMinor: layerLeft(world, invoice, known ?? undefined) };
}

/** [D] Allocations add up to the amount, and so do the line items of each. */
function itemizedParts(
	world: World,
	business: string,
	body: Readonly<Record<string, unknown>>,
): readonly Part[] {
	const parts = objects(body['allocations']).map((allocation) => {
		const amountMinor = Number(allocation['total_amount']);
		const lines = objects(allocation['line_items']);
		if (lines.length > 0 && total(lines, 'amount') !== amountMinor) {
			throw layerRefusal(400, 'The line items do not add up to the allocation.');
		}
		return { invoice: target(world, business, allocation), amountMinor };
	});
	if (parts.reduce((sum, part) => sum + part.amountMinor, 0) !== body['refunded_amount']) {
		throw layerRefusal(400, 'The allocations do not add up to refunded_amount.');
	}
	if (total(objects(body['payments']), 'refunded_amount') > Number(body['refunded_amount'])) {
		throw layerRefusal(400, 'The payments are more than refunded_amount.');
	}
	// [D] several invoices in one refund share the customer
	if (new Set(parts.map((part) => part.invoice.customerRef)).size > 1) {
		throw layerRefusal(400, 'The invoices belong to different customers.');
	}
	return parts;
}

function assertBookable(world: World, parts: readonly Part[], known: LedgerRefund | null): void {
	const { refusals } = world.switches.layer;
	for (const { invoice } of parts) {
		// [I] only invoices with money received
		if (!['PAID', 'PARTIALLY_PAID'].includes(invoice.status)) {
			const text = `The invoice is ${invoice.status}.`;
			throw layerRefusal(refusals, text, 'InvalidState', 'InvoiceStateError');
		}
		const wanted = parts
			.filter((part) => part.invoice.id === invoice.id)
			.reduce((sum, part) => sum + part.amountMinor, 0);
		// [ND] more than what is left: strict, refused
		if (wanted <= 0 || wanted > layerLeft(world, invoice, known ?? undefined)) {
			const text = 'More than what is left to refund.';
			throw layerRefusal(refusals, text, 'Conflict', 'InvalidLedgerOperation');
		}
	}
}

/** [D] An id and an external id name the same invoice if both are given. */
function target(
	world: World,
	business: string,
	said: Readonly<Record<string, unknown>>,
): LedgerInvoice {
	const id = said['invoice_id'];
	const externalId = said['invoice_external_id'];
	const byExternalId = world.ledger
		.invoices('layer')
		.find((invoice) => invoice.externalId === externalId && invoice.businessId === business);
	if (typeof id === 'string') {
		const invoice = findLayerInvoice(world, business, id);
		if (externalId !== undefined && byExternalId?.id !== invoice.id) {
			const text = 'The two ids name different invoices.';
			throw layerRefusal(400, text, 'InvalidParameters', 'InvoiceReferenceMismatch');
		}
		return invoice;
	}
	if (externalId === undefined) throw layerRefusal(400, 'A target is missing.');
	if (byExternalId === undefined) {
		throw layerRefusal(404, 'The invoice was not found.', 'ResourceNotFound', 'InvoiceNotFound');
	}
	return byExternalId;
}

/** [D] No payments: still owed. The three words are the ones the client knows. */
function statusOf(body: Readonly<Record<string, unknown>>): string {
	const paid = total(objects(body['payments']), 'refunded_amount');
	if (paid === 0) return 'SENT';
	return paid < Number(body['refunded_amount']) ? 'PARTIALLY_PAID' : 'PAID';
}

function entry(world: World, part: Part, old: LedgerAllocation | undefined): LedgerAllocation {
	return {
		id: old?.id ?? world.ledger.mint('layer', 'allocation'),
		invoiceId: part.invoice.id,
		amountMinor: part.amountMinor,
		taxMinor: 0,
	};
}

function objects(value: unknown): readonly Record<string, unknown>[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

function total(entries: readonly Record<string, unknown>[], field: string): number {
	return entries.reduce((sum, item) => sum + Number(item[field]), 0);
}
