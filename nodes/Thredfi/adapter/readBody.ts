import type { Read } from '../../shared/engine/adapter';
import type { Http, HttpOutcome, HttpRequest } from '../../shared/engine/http';
import { bodyOfRead } from '../../shared/engine/readAnswer';
import type { Target } from '../../shared/engine/request';
import { facts } from './facts';
import { toWords } from './toWords';

/** The one way the adapter asks anything. */
export type Reads = Pick<Http, 'read'>;

const NOT_FOUND = 404;

/**
 * Asks for something of a business and gives its body.
 *
 * @param what names it for the message: "invoice 3f2b…"
 */
export async function readBody(
	http: Reads,
	target: Pick<Target, 'businessId'>,
	request: Pick<HttpRequest, 'path' | 'query'>,
	what: string,
): Promise<Read<unknown>> {
	const outcome = await http.read({ method: 'GET', ...request });
	const subject = isUnknownBusiness(outcome) ? `business ${target.businessId ?? ''}` : what;
	return bodyOfRead(outcome, subject, { facts, toWords });
}

/** Whether a read failed because the very thing is not there. */
export function isNotFound(read: Read<unknown>): boolean {
	return !read.ok && read.refusal.code === 'invoiceNotFound';
}

/** A wrong business is a 404 with a code of its own (documented). */
function isUnknownBusiness(outcome: HttpOutcome): boolean {
	if (outcome.kind === 'noAnswer' || outcome.status !== NOT_FOUND) return false;
	return toWords(outcome.body)?.code === 'business_not_found';
}
