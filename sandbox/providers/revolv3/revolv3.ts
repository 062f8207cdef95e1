import type { Imitation, World } from '../../world';
import { answer, type Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { revolv3ErrorBody, revolv3Refusal } from './errors';
import { Revolv3Gate } from './gate';
import { listRevolv3Invoices, listRevolv3InvoicesOlder, listRevolv3OfCustomer } from './list';
import { readRevolv3Id, revolv3ChildBody, revolv3InvoiceBody, revolv3Status } from './readings';
import { runRevolv3Refund } from './refund';

/** Revolv3: decimal amounts before tax, child invoices as refunds, and no idempotency at all. */
export const revolv3: Imitation = {
	id: 'revolv3',
	name: 'Revolv3',
	paidStatuses: ['Paid'],
	refundStatus: 'PartialRefund',
	shownStatus: revolv3Status,
	errorBody: (world, status, message) => revolv3ErrorBody(world, status, message),
	routes: (world) => {
		const gate = new Revolv3Gate(world);
		return [
			{
				method: 'GET',
				path: '/api/Invoices/v1',
				call: 'listInvoices',
				alsoCalls: ['listRefunds'],
				handle: (incoming) => {
					gate.pass(incoming);
					return listRevolv3Invoices(world, incoming);
				},
			},
			{
				method: 'GET',
				path: '/api/Invoices',
				call: 'listInvoices',
				alsoCalls: ['listRefunds'],
				handle: (incoming) => {
					gate.pass(incoming);
					return listRevolv3InvoicesOlder(world, incoming);
				},
			},
			{
				method: 'GET',
				path: '/api/Customers/:customerId/invoices',
				call: 'listInvoices',
				alsoCalls: ['listRefunds'],
				handle: (incoming) => {
					gate.pass(incoming);
					return listRevolv3OfCustomer(world, incoming);
				},
			},
			{
				method: 'GET',
				path: '/api/Invoices/:invoiceId',
				call: 'readInvoice',
				alsoCalls: ['readRefund'],
				callOf: (incoming) =>
					world.ledger.refundById('revolv3', incoming.params['invoiceId'] ?? '') === null
						? 'readInvoice'
						: 'readRefund',
				handle: (incoming) => {
					gate.pass(incoming);
					return readInvoice(world, incoming);
				},
			},
			{
				method: 'POST',
				path: '/api/Invoices/:invoiceId/refund',
				call: 'refund',
				handle: (incoming, fault) => {
					gate.pass(incoming);
					return runRevolv3Refund(world, incoming, fault);
				},
			},
		];
	},
};

/** [D] One invoice; a refund's own invoice is read the same way. */
function readInvoice(world: World, incoming: Incoming): Answer {
	const id = readRevolv3Id(world, incoming.params['invoiceId'] ?? '');
	for (const [name, value] of incoming.query) {
		// [ND] strict: only the documented parameter
		if (name !== 'includeRawProcessorResponse' || !/^(true|false)$/.test(value)) {
			throw revolv3Refusal(world, 400, `The query parameter ${name} is unknown or not valid.`);
		}
	}
	const invoice = world.ledger.invoice('revolv3', id);
	if (invoice !== null) return answer(200, revolv3InvoiceBody(world, invoice));
	const refund = world.ledger.refundById('revolv3', id);
	const parent = world.ledger.invoice('revolv3', refund?.allocations[0]?.invoiceId ?? '');
	if (refund === null || parent === null)
		throw revolv3Refusal(world, 404, 'The invoice was not found.');
	return answer(200, revolv3ChildBody(world, parent, refund));
}
