import { INVOICE_FIELDS, otherId, OWN_ID } from './confirmation';
import { plainly, type FaultKind } from './delivery';
import { reshape } from './reshape';

/** The answer speaks of another invoice than the one asked about. */
export const otherInvoice: FaultKind = {
	explain: () => 'answer about another invoice',
	needsAnswer: true,
	deliver: (_rule, answer, { provider, call }) => {
		const named = call === 'readInvoice' ? [OWN_ID[provider]] : INVOICE_FIELDS[provider];
		let ownIdSeen = false;
		return plainly(
			reshape(answer, (name, value) => {
				if (!named.includes(name) || value === null) return 'keep';
				// an invoice's own id comes first; ids further in belong to its parts
				if (call === 'readInvoice' && ownIdSeen) return 'keep';
				ownIdSeen = true;
				return { to: otherId(value) };
			}),
		);
	},
};
