import type { Read } from '../../shared/engine/adapter';
import { segment, type Http } from '../../shared/engine/http';
import { bodyOfRead } from '../../shared/engine/readAnswer';
import { facts } from './facts';
import { toWords } from './toWords';

/** The one way the adapter asks anything. */
export type Reads = Pick<Http, 'read'>;

/** The body of Get Invoice, for an original and for a refund alike: both are invoices. */
export async function readInvoice(
	http: Reads,
	invoiceId: string,
	what = `invoice ${invoiceId}`,
): Promise<Read<unknown>> {
	const outcome = await http.read({
		method: 'GET',
		path: `/api/Invoices/${segment(invoiceId)}`,
	});
	return bodyOfRead(outcome, what, { facts, toWords });
}
