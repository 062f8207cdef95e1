import type { Reading } from '../../shared/engine/adapter';
import type { HttpAnswer } from '../../shared/engine/http';
import { wireText } from '../../shared/engine/readAnswer';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { unwrapped } from './wire';

/** The only success that is documented. */
const RECORDED = 200;

/** What Duro claims to have recorded: `{ invoiceId, refunded, status }`. */
export function toReading({ status: httpStatus, body }: HttpAnswer): Reading {
	if (httpStatus !== RECORDED) return unclear(`The status ${httpStatus} is not documented.`);
	const receipt = unwrapped(body);
	if (!receipt) return unclear('The answer is not the documented object.');
	// Documented: a key seen before is answered with what was stored, whatever it was for. The invoice id is the
	// only proof that the answer is about this invoice, so it is passed on exactly as it came.
	const invoiceId = wireText(receipt.invoiceId);
	if (invoiceId === null) return unclear('The answer names no invoice.');
	const amountMinor = minorFromWireInteger(receipt.refunded);
	if (amountMinor === null) return unclear('The answer tells no amount.');
	return {
		kind: 'claims',
		// Unknown: nothing marks a replayed answer, so no answer says that the refund was there before.
		alreadyThere: false,
		refund: {
			refundId: null, // no page shows an id of a refund
			externalId: null,
			amountMinor,
			taxMinor: null,
			// Unknown: no enum, and whose status it is isn't said either. So no word of it can mean "no".
			status: wireText(receipt.status),
			state: 'done',
			invoiceId,
			response: receipt,
		},
	};
}

function unclear(why: string): Reading {
	return { kind: 'unclear', why };
}
