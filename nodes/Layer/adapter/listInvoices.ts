import type { ListedInvoice, ListInvoices } from '../../shared/engine/adapter';
import {
	bodyOfRead,
	isWireObject,
	senselessAnswer,
	wireText,
	type WireObject,
} from '../../shared/engine/readAnswer';
import { EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { facts } from './facts';
import { parsePage } from './page';
import { invoicesPath } from './paths';
import { toWords } from './toWords';
import { wireId } from './wire';

/** Few enough to read in a menu. */
const ROWS = 50;

/** Newest first (dossier §2 paging, [D]; `sent_at` as a sort key is what the client uses, [C]). */
export const listInvoices: ListInvoices = async (http, businessId, page) => {
	const outcome = await http.read({
		method: 'GET',
		path: invoicesPath({ businessId }),
		query: {
			limit: ROWS,
			sort_by: 'sent_at',
			sort_order: 'DESC',
			...(page === null ? {} : { cursor: page }),
		},
	});
	const body = bodyOfRead(outcome, `business ${businessId}`, { facts, toWords });
	if (!body.ok) return body;
	const parsed = parsePage(body.value);
	if (!parsed) return senselessAnswer({ facts }, 'its invoices', 'it is not a list with pages');
	return {
		ok: true,
		value: { invoices: parsed.rows.flatMap(listed), nextPage: parsed.nextCursor },
	};
};

function listed(row: WireObject): ListedInvoice[] {
	const invoiceId = wireId(row.id);
	if (invoiceId === null) return [];
	const customer = isWireObject(row.customer) ? row.customer : {};
	return [
		{
			invoiceId,
			// `invoice_number` on older pages, `reference_number` on newer ones (dossier §6).
			number: wireText(row.invoice_number) ?? wireText(row.reference_number),
			customer: wireText(customer.company_name) ?? wireText(customer.individual_name),
			amountMinor: minorFromWireInteger(row.total_amount),
			currency: null,
			exponent: EXPONENT_WITHOUT_CURRENCY,
			status: wireText(row.status),
		},
	];
}
