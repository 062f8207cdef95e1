import { isUuid } from '../../ledger/ids';
import type { LedgerInvoice, LedgerRefund } from '../../ledger/records';
import type { World } from '../../world';
import { answer, Refusal, type Answer } from '../../wire/answer';
import {
	checkFields,
	inWords,
	instant,
	integer,
	oneOf,
	optional,
	required,
	text,
	type Check,
} from '../../wire/fields';
import { jsonObject, type Incoming } from '../../wire/incoming';
import { thredfiRefusal } from './errors';
import { findThredfiInvoice, thredfiLeft, thredfiRefundBody } from './readings';

/** [D] The nine methods, upper case. */
const METHODS = 'CASH CHECK CREDIT_CARD DEBIT_CARD ACH BANK_TRANSFER PAYPAL STRIPE OTHER'.split(
	' ',
);

const uuidText: Check = (value, path) =>
	typeof value === 'string' && isUuid(value)
		? []
		: [{ path, issue: 'must be a UUID', kind: 'invalid' }];

/** [D] `CreateSimpleRefundRequest`; `document` is not imitated, `partial_amount` is not a field. */
const FIELDS = {
	invoice_id: required(uuidText),
	method: required(oneOf(METHODS)),
	completed_at: required(instant),
	external_id: required(text(1, 255)),
	amount_cents: optional(integer(1)),
	memo: optional(text(1, 10_000)),
	reference_number: optional(text(1, 100)),
	processor: optional(text(1, 100)),
	refund_processing_fee_cents: optional(integer(0)),
};

const WHOLE_NUMBERS = ['amount_cents', 'refund_processing_fee_cents'];

/** `POST …/invoices/refunds/`: a record in the books, once per `external_id`. */
export function runThredfiRefund(world: World, business: string, incoming: Incoming): Answer {
	const body = readBody(world, incoming);
	const key = String(body['external_id']);
	const known = world.ledger.refundByKey('thredfi', business, key);
	if (known !== null) return replay(world, known, body);
	const invoice = findThredfiInvoice(world, business, String(body['invoice_id']));
	const amountMinor = judge(world, invoice, body['amount_cents']);
	const refund = world.ledger.book({
		provider: 'thredfi',
		refundId: world.ledger.mint('thredfi', 'refund'),
		businessId: business,
		key,
		status: world.switches.thredfi.initialStatus,
		source: 'api',
		allocations: [
			{
				id: world.ledger.mint('thredfi', 'allocation'),
				invoiceId: invoice.id,
				amountMinor,
				taxMinor: 0,
			},
		],
		details: body,
	});
	return answer(201, thredfiRefundBody(world, refund, 'created'));
}

/**
 * Docs conflict: 200 with the existing record, 201, or 409. [ND] a repeat with another amount or invoice: in the worst
 * reading the old record comes back as if it were the new one.
 */
function replay(
	world: World,
	known: LedgerRefund,
	body: Readonly<Record<string, unknown>>,
): Answer {
	const { replay: status, conflictHasBody, changedRepeat } = world.switches.thredfi;
	const [part] = known.allocations;
	const isSame =
		String(body['invoice_id']).toLowerCase() === part?.invoiceId &&
		(body['amount_cents'] ?? part.amountMinor) === part.amountMinor;
	if (status === 409 || (!isSame && changedRepeat === 'conflict')) {
		const words = 'A refund with this external id already exists.';
		if (!conflictHasBody) throw new Refusal(answer(409, undefined));
		throw thredfiRefusal(world, 409, words, 'duplicate_external_id');
	}
	return answer(status, thredfiRefundBody(world, known));
}

function readBody(world: World, incoming: Incoming): Readonly<Record<string, unknown>> {
	const body = parse(incoming);
	if (body === 'unsupported') throw thredfiRefusal(world, 415, 'Unsupported media type.');
	if (body === null) throw thredfiRefusal(world, 400, 'The body is not a JSON object.');
	const issues = checkFields(body, FIELDS); // [ND] strict: unknown fields are refused
	if (issues.length > 0) throw thredfiRefusal(world, 400, inWords(issues), undefined, issues);
	return body;
}

/** [D] JSON and forms are taken; multipart is documented too, but not imitated. */
function parse(incoming: Incoming): Record<string, unknown> | null | 'unsupported' {
	if (incoming.contentType === 'application/json') return jsonObject(incoming.bodyText);
	if (incoming.contentType !== 'application/x-www-form-urlencoded') return 'unsupported';
	return Object.fromEntries(
		[...new URLSearchParams(incoming.bodyText)].map(([name, value]) => [
			name,
			WHOLE_NUMBERS.includes(name) && /^\d+$/.test(value) ? Number(value) : value,
		]),
	);
}

function judge(world: World, invoice: LedgerInvoice, amount: unknown): number {
	// [D] 409 also means an invalid state transition; [ND] which states
	if (!['paid', 'partially_paid', 'overdue'].includes(invoice.status)) {
		throw thredfiRefusal(world, 409, `The invoice is ${invoice.status}.`);
	}
	const left = thredfiLeft(world, invoice);
	// [D] 422: a business rule failed; [ND] that this is among the rules
	const { overRefund } = world.switches.thredfi;
	const isTooMuch = left <= 0 || (typeof amount === 'number' && amount > left);
	if (isTooMuch && overRefund !== 'taken') {
		throw thredfiRefusal(world, overRefund, 'The amount is more than what is left to refund.');
	}
	return typeof amount === 'number' ? amount : left; // [D] full; [ND] of the total or of what is left
}
