import { toWireNumber } from '../wire/decimal';
import { INVOICE_AMOUNTS, REFUNDED_FIELDS } from './confirmation';
import { plainly, type FaultKind } from './delivery';
import { reshape } from './reshape';

/** The confirmed amount is one minor unit more than the booked one. */
export const otherAmount: FaultKind = {
	explain: () => 'answer with another amount',
	needsAnswer: true,
	deliver: (_rule, answer, { provider, call }) => {
		const table = call === 'readInvoice' ? INVOICE_AMOUNTS : REFUNDED_FIELDS;
		const more = (value: number) =>
			provider === 'revolv3' ? toWireNumber(Math.round(value * 100) + 1, 2) : value + 1;
		return plainly(
			reshape(answer, (name, value) =>
				table[provider].includes(name) && typeof value === 'number' ? { to: more(value) } : 'keep',
			),
		);
	},
};
