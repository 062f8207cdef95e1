import { idFor } from '../../ledger/ids';
import type { LedgerInvoice } from '../../ledger/records';
import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { bearer } from '../../wire/incoming';
import { duroRefusal } from './errors';

/** [D] Secret key as bearer. A live key belongs to the other host and fits nothing here. */
export function assertDuroKey(world: World, incoming: Incoming): void {
	if (bearer(incoming) !== world.credentials.duro.secretKey) {
		throw duroRefusal(401, 'The API key is missing or not valid here.');
	}
}

/** [D] Not in this tenant and mode: 404. */
export function findDuroInvoice(world: World, id: string): LedgerInvoice {
	const invoice = world.ledger.invoice('duro', id);
	if (invoice === null || invoice.id !== id) throw duroRefusal(404, 'No such invoice.');
	return invoice;
}

/** Docs conflict: bare, or in `{ok, data}`; errors are never wrapped. */
export function duroAnswer(world: World, body: unknown): Answer {
	return answer(200, world.switches.duro.envelope === 'ok' ? { ok: true, data: body } : body);
}

/** [D] The invoice with its attempts. Refunds leave no trace in it: no field and no status exists. */
export function duroInvoiceBody(invoice: LedgerInvoice): unknown {
	const at = new Date(invoice.createdAt).toISOString();
	const paid = invoice.paidMinor > 0;
	return {
		id: invoice.id,
		subscriptionId: `sub_${invoice.id.slice(4)}`,
		amount: invoice.totalMinor,
		currency: invoice.currency,
		status: invoice.status,
		periodStart: at,
		periodEnd: new Date(invoice.createdAt + 30 * 86_400_000).toISOString(),
		paidAt: paid ? at : null,
		createdAt: at,
		attempts: paid ? [attemptBody(invoice, at)] : [],
	};
}

function attemptBody(invoice: LedgerInvoice, at: string): unknown {
	return {
		id: idFor('duro', 'payment', invoice.number),
		invoiceId: invoice.id,
		customerId: idFor('duro', 'customer', invoice.number),
		status: 'succeeded',
		amount: invoice.paidMinor,
		rail: 'card',
		failureCode: null,
		reference: `ref-${String(invoice.number).padStart(4, '0')}`,
		createdAt: at,
	};
}
