import { INVOICE_AMOUNTS, REFUNDED_FIELDS } from './confirmation';
import { plainly, type FaultKind } from './delivery';
import { reshape } from './reshape';

/** The answer does not say the amount. */
export const missingAmount: FaultKind = {
	explain: () => 'answer without the amount',
	needsAnswer: true,
	deliver: (_rule, answer, { provider, call }) => {
		const table = call === 'readInvoice' ? INVOICE_AMOUNTS : REFUNDED_FIELDS;
		return plainly(
			reshape(answer, (name) => (table[provider].includes(name) ? 'leaveOut' : 'keep')),
		);
	},
};
