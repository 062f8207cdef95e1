import type { LedgerInvoice } from '../../ledger/records';
import type { World } from '../../world';
import type { Answer, Refusal } from '../../wire/answer';
import { checkFields, inWords, integer, optional, text } from '../../wire/fields';
import { jsonObject, type Incoming } from '../../wire/incoming';
import { duroRefusal } from './errors';
import { assertDuroKey, duroAnswer, duroInvoiceStatus, findDuroInvoice } from './readings';

/** [D] Both fields are optional; [ND] their limits. */
const FIELDS = { amount: optional(integer(1)), reason: optional(text(0, 1000)) };

interface Wanted {
	readonly amountMinor: number | null;
	readonly reason: string | null;
}

/** `POST /v1/invoices/{id}/refund`, after the key was looked up: all checks, then one booking. */
export function runDuroRefund(world: World, incoming: Incoming, key: string | null): Answer {
	assertDuroKey(world, incoming);
	const wanted = readBody(incoming);
	const invoice = findDuroInvoice(world, incoming.params['id'] ?? '');
	const amountMinor = judge(world, invoice, wanted);
	const { cumulativeRefunded, refundStatus } = world.switches.duro;
	world.ledger.book({
		provider: 'duro',
		refundId: null, // [ND] no refund id exists in any page
		businessId: null,
		key,
		status: refundStatus ?? 'recorded',
		source: 'api',
		allocations: [
			{
				id: world.ledger.mint('duro', 'allocation'),
				invoiceId: invoice.id,
				amountMinor,
				taxMinor: 0,
			},
		],
		details: { reason: wanted.reason },
	});
	return duroAnswer(world, {
		invoiceId: invoice.id,
		// [ND] this refund or the running total
		refunded: cumulativeRefunded ? world.ledger.refundedMinor(invoice) : amountMinor,
		...(refundStatus === null ? {} : { status: refundStatus }), // [ND] no enum
	});
}

function readBody(incoming: Incoming): Wanted {
	// [D] the body as a whole is not marked required
	if (incoming.bodyText === '') return { amountMinor: null, reason: null };
	// [ND] strict: any other content type is refused
	if (incoming.contentType !== 'application/json') throw duroRefusal(415, 'Send JSON.');
	const body = jsonObject(incoming.bodyText);
	if (body === null) throw duroRefusal(400, 'The body is not a JSON object.');
	const issues = checkFields(body, FIELDS);
	// [ND] strict: unknown fields are refused as malformed; [D] 422 for what fails the schema
	const status = issues.some((issue) => issue.kind === 'unknown') ? 400 : 422;
	if (issues.length > 0) throw duroRefusal(status, inWords(issues), issues);
	return {
		amountMinor: typeof body['amount'] === 'number' ? body['amount'] : null,
		reason: typeof body['reason'] === 'string' ? body['reason'] : null,
	};
}

function judge(world: World, invoice: LedgerInvoice, wanted: Wanted): number {
	const { capsTotal, severalRefunds } = world.switches.duro;
	const status = duroInvoiceStatus(world, invoice);
	// [D] a *paid* invoice; [I] 409 is the documented code for a state-machine violation
	if (status !== 'paid') throw duroRefusal(409, `The invoice is ${status}.`);
	const refunded = world.ledger.refundedMinor(invoice);
	// [ND] whether a second refund is taken at all, and whether refunds add up against what was paid
	if (refunded > 0 && !severalRefunds) throw tooMuch(world, 'The invoice is already refunded.');
	const left = capsTotal ? invoice.paidMinor - refunded : invoice.paidMinor;
	if (left <= 0) throw tooMuch(world, 'The invoice is already refunded.');
	if (wanted.amountMinor !== null && wanted.amountMinor > left) {
		throw tooMuch(world, 'The amount is more than what is left to refund.');
	}
	// [ND] an omitted amount: the dangerous reading, everything that is left
	return wanted.amountMinor ?? left;
}

/** [ND] A state-machine violation, or a body that does not fit. */
function tooMuch(world: World, message: string): Refusal {
	if (world.switches.duro.tooMuch === 409) return duroRefusal(409, message);
	return duroRefusal(422, message, [
		{ path: 'amount', issue: 'exceeds what is left to refund', kind: 'invalid' },
	]);
}
