import type { Adapter, Books, Read } from '../../shared/engine/adapter';
import { bodyOfRead, senselessAnswer, wireText } from '../../shared/engine/readAnswer';
import type { Snapshot } from '../../shared/engine/snapshot';
import { currencyExponent, EXPONENT_WITHOUT_CURRENCY } from '../../shared/money/currencies';
import { minorFromWireInteger } from '../../shared/money/wireNumber';
import { facts } from './facts';
import { paymentOf } from './payment';
import { toWords } from './toWords';
import { invoicePath, unwrapped } from './wire';

/** Documented: "refund a paid invoice"; of the other states nothing is said. */
const REFUNDABLE_STATUS = 'paid';

/** Duro's books hold invoices only; no call reads a refund, so there is no read-back. */
export const openBooks: Adapter['openBooks'] = (http): Books => ({
	async readSnapshot({ invoiceId }) {
		const what = `invoice ${invoiceId}`;
		const outcome = await http.read({ method: 'GET', path: invoicePath(invoiceId) });
		const body = bodyOfRead(outcome, what, { facts, toWords });
		return body.ok
			? snapshotOf(body.value, invoiceId, what)
			: namingTheMode(body, what, http.environment);
	},
});

/**
 * A key sees the invoices of its own mode only (documented: 404 is "not in this tenant and mode"), and a key of the
 * other mode is the commonest reason for a 404.
 */
function namingTheMode(
	failed: Extract<Read<never>, { ok: false }>,
	what: string,
	environment: string | undefined,
): Read<never> {
	const { refusal } = failed;
	const [mode] = /^(?:live|test)\b/.exec(environment ?? '') ?? [];
	if (refusal.code !== 'invoiceNotFound' || mode === undefined) return failed;
	const other = mode === 'live' ? 'test' : 'live';
	const said = refusal.providerMessage === null ? '' : ` It said: ${refusal.providerMessage}`;
	const message = `Duro has no ${what} for this ${mode} key, which sees no ${other} invoices.${said}`;
	return { ok: false, refusal: { ...refusal, message } };
}

function snapshotOf(body: unknown, invoiceId: string, what: string): Read<Snapshot> {
	const senseless = (why: string) => senselessAnswer({ facts }, what, why);
	const invoice = unwrapped(body);
	if (!invoice) return senseless('it is not an invoice');
	if (invoice.id !== invoiceId) return senseless('it is about another invoice');
	const status = wireText(invoice.status);
	if (status === null) return senseless('it tells no status');
	const paidMinor = minorFromWireInteger(invoice.amount);
	if (paidMinor === null) return senseless('its amount is not an integer of minor units');
	const money = currencyOf(invoice.currency);
	if (!money) return senseless('its currency is not in ISO 4217');
	return {
		ok: true,
		value: {
			invoiceId,
			status,
			notRefundable:
				status === REFUNDABLE_STATUS
					? null
					: `Invoice ${invoiceId} is '${status}' at Duro, and only a '${REFUNDABLE_STATUS}' one can be refunded.`,
			...money,
			paidMinor, // the invoice's only amount; a paid invoice was paid in full
			taxMinor: null,
			...paymentOf(invoice, status === REFUNDABLE_STATUS),
			refundableMinor: null,
			refunds: { kind: 'invisible' },
			response: invoice,
		},
	};
}

/**
 * The currency, upper case, with its digits; null for one that ISO 4217 does not list.
 *
 * A missing field is not taken for NGN: that is documented as the default when something is *created*
 * (docs.useduro.com/api-reference/introduction), not as what an absent field means. No currency is told then, so `expectedCurrency` refuses; the
 * two digits of such an amount are NGN's as well.
 */
function currencyOf(
	value: unknown,
): { readonly currency: string | null; readonly exponent: number } | null {
	if (value === undefined || value === null) {
		return { currency: null, exponent: EXPONENT_WITHOUT_CURRENCY };
	}
	const currency = wireText(value)?.toUpperCase() ?? '';
	const exponent = currencyExponent(currency);
	return exponent === null ? null : { currency, exponent };
}
