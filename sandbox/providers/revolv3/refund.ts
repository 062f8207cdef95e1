import type { LedgerInvoice, LedgerRefund } from '../../ledger/records';
import type { FaultRule } from '../../types';
import type { World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import { fromWireNumber, minorDigits, toWireNumber } from '../../wire/decimal';
import { checkFields, flag, optional, type Check } from '../../wire/fields';
import { jsonObject, type Incoming } from '../../wire/incoming';
import { revolv3Refusal } from './errors';
import {
	leftOf,
	readRevolv3Id,
	refundAttempt,
	revolv3ChildBody,
	taxWith,
	type Left,
} from './readings';

const numberOrNull: Check = (value, path) =>
	value === null || typeof value === 'number'
		? []
		: [{ path, issue: 'must be a number or null', kind: 'invalid' }];

const textOrNull: Check = (value, path) =>
	value === null || typeof value === 'string'
		? []
		: [{ path, issue: 'must be a text or null', kind: 'invalid' }];

const FIELDS = {
	amount: optional(numberOrNull),
	includeRawProcessorResponse: optional(flag),
	reportGroup: optional(textOrNull), // [ND] type; shown as null
};

/** [D] JSON; the reference's own samples say json-patch. A missing type is refused too. */
const CONTENT_TYPES = ['application/json', 'application/json-patch+json'];

/** `POST /api/Invoices/{invoiceId}/refund`. There is no key: a second POST is a second refund. */
export function runRevolv3Refund(
	world: World,
	incoming: Incoming,
	fault: FaultRule | null,
): Answer {
	const amount = readAmount(world, incoming);
	const invoice = findOriginal(world, readRevolv3Id(world, incoming.params['invoiceId'] ?? ''));
	const left = leftOf(world, invoice);
	const amountMinor = judge(world, invoice, left, amount);
	const { taxMinor, emptied } = taxWith(world, invoice, amountMinor);
	const refund = world.ledger.book({
		provider: 'revolv3',
		refundId: world.ledger.mint('revolv3', 'refund'),
		businessId: null,
		key: null,
		status: statusOf(world, fault, emptied),
		source: 'api',
		allocations: [
			{
				id: world.ledger.mint('revolv3', 'allocation'),
				invoiceId: invoice.id,
				amountMinor,
				taxMinor,
			},
		],
		details: {},
	});
	const told = world.switches.revolv3.cumulativeTotals
		? {
				amountMinor: world.ledger.refundedMinor(invoice),
				taxMinor: world.ledger.refundedTaxMinor(invoice),
			}
		: { amountMinor, taxMinor };
	const digits = minorDigits(invoice.currency);
	return answer(200, {
		invoice: revolv3ChildBody(world, invoice, refund, world.switches.revolv3.answerShowsAttempts),
		refunds: refundsInAnswer(world, invoice, refund),
		refundedSubtotal: toWireNumber(told.amountMinor, digits),
		refundedTax: toWireNumber(told.taxMinor, digits),
		refundedTotal: toWireNumber(told.amountMinor + told.taxMinor, digits),
	});
}

/** [D] The attempt of the refund. [ND] Whether those of earlier refunds are there as well. */
function refundsInAnswer(world: World, invoice: LedgerInvoice, refund: LedgerRefund): unknown {
	const { refundsInAnswer: shown } = world.switches.revolv3;
	if (shown === 'none') return null;
	const told = shown === 'all' ? world.ledger.refundsOf('revolv3', invoice.id) : [refund];
	return told.map((one) => refundAttempt(world, invoice, one));
}

/** Null is the documented word for "everything that is left". */
function readAmount(world: World, incoming: Incoming): number | null {
	if (!CONTENT_TYPES.includes(incoming.contentType)) {
		throw revolv3Refusal(world, 415, 'Unsupported Media Type');
	}
	if (incoming.bodyText === '') return null; // [D] an empty body refunds all
	const body = jsonObject(incoming.bodyText);
	if (body === null) throw revolv3Refusal(world, 400, 'The body is not a JSON object.');
	const issues = checkFields(body, FIELDS); // [ND] strict: unknown fields are refused
	if (issues.length > 0) {
		throw revolv3Refusal(
			world,
			400,
			'One or more fields are not valid.',
			issues.map(({ path, issue }) => `${path} ${issue}`),
		);
	}
	return typeof body['amount'] === 'number' ? body['amount'] : null;
}

function findOriginal(world: World, id: string): LedgerInvoice {
	// [ND] a refund's own invoice as target: strict, well formed but not possible
	if (world.ledger.refundById('revolv3', id) !== null) {
		throw revolv3Refusal(world, 422, 'A refund cannot be refunded.');
	}
	const invoice = world.ledger.invoice('revolv3', id);
	// [D] 404: the id is not tied to an active invoice; [I] a void one is not active
	if (invoice === null || invoice.status === 'Void') {
		throw revolv3Refusal(world, 404, 'The invoice was not found.');
	}
	// [D] refund is listed for Paid only; [ND] the status that refuses the others
	if (!['Paid', 'PartialRefund'].includes(invoice.status)) {
		throw revolv3Refusal(world, 422, `The invoice is ${invoice.status}.`);
	}
	return invoice;
}

function judge(world: World, invoice: LedgerInvoice, left: Left, amount: number | null): number {
	// [D] already fully refunded: not possible
	if (left.subtotalMinor <= 0) throw revolv3Refusal(world, 400, 'The invoice is already refunded.');
	if (amount === null) return left.subtotalMinor;
	const minor = fromWireNumber(amount, minorDigits(invoice.currency));
	// [ND] strict: more decimals than the currency has, zero and negative are refused
	if (minor === null) throw revolv3Refusal(world, 400, 'The amount has too many decimal places.');
	if (minor <= 0) throw revolv3Refusal(world, 400, 'The amount must be above zero.');
	// [D] compared with what is left before tax
	if (minor > left.subtotalMinor) {
		throw revolv3Refusal(world, 400, 'The amount is more than what is left of the invoice.');
	}
	return minor;
}

function statusOf(world: World, fault: FaultRule | null, emptied: boolean): string {
	if (fault?.kind === 'revolv3Status') return fault.refundStatus ?? 'RefundPending';
	// [I] `Refund` when nothing is left, else `PartialRefund`
	return world.switches.revolv3.refundStatus ?? (emptied ? 'Refund' : 'PartialRefund');
}
