import { idFor } from '../../ledger/ids';
import type { LedgerInvoice } from '../../ledger/records';
import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import { type Incoming, bearer } from '../../wire/incoming';
import { duroRefusal } from './errors';

/** [D] Secret key or OAuth token as bearer. A live key belongs to the other host and fits nothing here. */
export function assertDuroKey(world: World, incoming: Incoming): void {
	const given = bearer(incoming);
	const isToken = given !== null && world.tokens.find('duro', given) !== null;
	if (given !== world.credentials.duro.secretKey && !isToken) {
		throw duroRefusal(401, 'The API key or token is missing or not valid here.');
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

/** [D] The invoice with its attempts. No field of it tells a refund, and its enum of statuses has no word for one. */
export function duroInvoiceBody(world: World, invoice: LedgerInvoice): unknown {
	const { currencyTold, paidAtTold } = world.switches.duro;
	const at = timeOf(invoice.createdAt);
	const paid = invoice.paidMinor > 0;
	return {
		id: invoice.id,
		subscriptionId: `sub_${invoice.id.slice(4)}`,
		amount: invoice.totalMinor,
		...(currencyTold ? { currency: invoice.currency } : {}),
		status: duroInvoiceStatus(world, invoice),
		periodStart: at,
		periodEnd: timeOf(invoice.createdAt + 30 * 86_400_000),
		paidAt: paid && paidAtTold ? at : null,
		createdAt: at,
		attempts: [...(paid ? paymentBodies(world, invoice) : []), ...refundBodies(world, invoice)],
	};
}

/** [ND] The status of an invoice of which nothing is left. */
export function duroInvoiceStatus(world: World, invoice: LedgerInvoice): string {
	const refunded = world.ledger.refundedMinor(invoice);
	const isSpent = refunded > 0 && refunded >= invoice.paidMinor;
	return isSpent ? world.switches.duro.refundedInvoice : invoice.status;
}

/** Docs conflict: a wallet pays without the gateway, on a rail that the enum of rails does not have. */
function paymentBodies(world: World, invoice: LedgerInvoice): readonly unknown[] {
	const { paidFrom } = world.switches.duro;
	if (paidFrom === 'notShown') return [];
	const reference =
		paidFrom === 'wallet'
			? `walletdebit_${invoice.id}` // [D]
			: `ref-${String(invoice.number).padStart(4, '0')}`;
	const payment = { number: invoice.number, amount: invoice.paidMinor, rail: paidFrom, reference };
	return [attemptBody(invoice, { ...payment, at: invoice.createdAt })];
}

/** [ND] Whether refunds are among the attempts, and how one would look there. */
function refundBodies(world: World, invoice: LedgerInvoice): readonly unknown[] {
	if (!world.switches.duro.refundIsAttempt) return [];
	return world.ledger.refundsOf('duro', invoice.id).map(({ seq, allocations, createdAt }) =>
		attemptBody(invoice, {
			number: 10_000 + seq,
			amount: allocations.reduce((total, { amountMinor }) => total + amountMinor, 0),
			rail: 'card',
			reference: `refund_${seq}`,
			at: createdAt,
		}),
	);
}

interface AttemptFacts {
	readonly number: number;
	readonly amount: number;
	readonly rail: string;
	readonly reference: string;
	readonly at: number;
}

function attemptBody(
	invoice: LedgerInvoice,
	{ number, amount, rail, reference, at }: AttemptFacts,
): unknown {
	return {
		id: idFor('duro', 'payment', number),
		invoiceId: invoice.id,
		customerId: idFor('duro', 'customer', invoice.number),
		status: 'succeeded',
		amount,
		rail,
		failureCode: null,
		reference,
		createdAt: timeOf(at),
	};
}

function timeOf(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
