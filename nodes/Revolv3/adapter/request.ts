import { segment, type HttpRequest } from '../../shared/engine/provider/http';
import type { RefundPlan } from '../../shared/engine/decide/plan';
import { wireNumberFromMinor } from '../../shared/money/wireNumber';

/**
 * The one request that refunds. See docs/providers/revolv3.md#what-is-sent.
 *
 * An amount that is left out refunds everything, so it is left out only where everything is what was planned:
 * `full`, and nothing refunded before. The flag is always there: n8n turns an empty object into a form, which
 * Revolv3 answers with 415.
 */
export function buildRefundRequest(plan: RefundPlan): HttpRequest {
	const { includeRawProcessorResponse, reportGroup } = plan.details;
	return {
		method: 'POST',
		path: `/api/Invoices/${segment(plan.target.invoiceId)}/refund`,
		body: {
			...(plan.full && plan.untouched ? {} : { amount: wireAmount(plan) }),
			includeRawProcessorResponse,
			...(reportGroup ? { reportGroup } : {}),
		},
	};
}

/** Never null or zero on the wire: what Revolv3 makes of zero is not documented, and null refunds everything (documented). */
function wireAmount({ amountMinor, exponent }: RefundPlan): number {
	const amount = wireNumberFromMinor(amountMinor, exponent);
	if (amount === null || amount <= 0) {
		throw new RangeError(
			`A planned refund of ${amountMinor} minor units can't be written as a number for Revolv3`,
		);
	}
	return amount;
}
