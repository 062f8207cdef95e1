import fc from 'fast-check';

import { decide } from '../../nodes/shared/engine/decide/decide';
import { parseRequest } from '../../nodes/shared/engine/request/parseRequest';
import type { RawParameters } from '../../nodes/shared/engine/request/rawParameters';
import type { ProviderAdapter } from '../../nodes/shared/engine/provider/adapter';
import type { RefundPlan } from '../../nodes/shared/engine/decide/plan';
import { priceOf } from '../../nodes/shared/engine/decide/price';
import { UNTOLD_PAYMENT, type InvoiceSnapshot } from '../../nodes/shared/engine/provider/snapshot';
import { restOf, toMinorUnits, type MinorUnits } from '../../nodes/shared/money/minorUnits';

const CURRENCIES = [
	{ code: 'USD', exponent: 2 },
	{ code: 'NGN', exponent: 2 },
	{ code: 'JPY', exponent: 0 },
	{ code: 'KWD', exponent: 3 },
];
const NOW = Date.parse('2026-02-03T04:05:06.789Z');

/** Texts as people and expressions give them: any script, controls and quotes, blanks, long ones. */
const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 90 }),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.constantFrom('', ' ', 'TICKET-81', '"}', 'a\u0000b', 'x'.repeat(300), '🧾'.repeat(120)),
);

/** Amounts near everything that matters: cents, tens, the edge of exact doubles with two decimals, of integers. */
const minor = fc
	.oneof(
		fc.integer({ min: 0, max: 100_000 }),
		fc
			.constantFrom(7_036_874_417_766_400, Number.MAX_SAFE_INTEGER)
			.chain((edge) =>
				fc.integer({ min: edge - 200, max: Math.min(edge + 200, Number.MAX_SAFE_INTEGER) }),
			),
		fc.maxSafeNat(),
	)
	.map(units);

function units(value: number): MinorUnits {
	const amount = toMinorUnits(value);
	if (amount === null) throw new Error(`${value} is no amount`);
	return amount;
}

function invoiceIds({ profile }: ProviderAdapter): fc.Arbitrary<unknown> {
	switch (profile.invoiceIdKind) {
		case 'uuid':
			return fc.uuid().map((id) => ` ${id.toUpperCase()}`);
		case 'digits':
			return fc.integer({ min: 1, max: 1_000_000_000 });
		case 'opaque':
			return fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.constant('inv_/../?#%'));
	}
}

const options = fc.record(
	{
		allowEarlierRefunds: fc.constant(true),
		reason: text,
		memo: text,
		processor: text,
		referenceNumber: text,
		processingFee: fc.constantFrom('0.30', '0', 0.1, '12', '70368744177664'),
		tags: fc.array(fc.record({ key: text, value: text }), { maxLength: 3 }),
		metadata: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
		includeRawProcessorResponse: fc.boolean(),
		reportGroup: text,
	},
	{ requiredKeys: ['allowEarlierRefunds'] },
);

function parameters(adapter: ProviderAdapter): fc.Arbitrary<RawParameters> {
	const { methods } = adapter.profile;
	return fc.record({
		businessId: fc.uuid(),
		invoiceId: invoiceIds(adapter),
		refundType: fc.constantFrom('full', 'amount', 'percentage'),
		amount: fc.oneof(
			minor.map(String),
			fc.constantFrom('0.01', '12.5', 1, 19.99, '70368744177664', '70368744177663.99'),
		),
		amountUnit: fc.constantFrom('major', 'minor'),
		percentage: fc.constantFrom('100', '33.3333', '0.0001', 12.5),
		reference: text,
		referenceIsExpression: fc.constant(false),
		method: methods.length === 0 ? fc.constant(null) : fc.constantFrom(...methods),
		completedAt: fc.constantFrom('', '2026-01-31T14:00:00+02:00', '2026-01-31 14:00', new Date(0)),
		options,
	});
}

function snapshots(adapter: ProviderAdapter): fc.Arbitrary<Omit<InvoiceSnapshot, 'invoiceId'>> {
	const { showsRefunds, largestMinor, wireDecimals } = adapter.profile;
	return fc
		.record({
			status: fc.constantFrom('PAID', 'PARTIALLY_PAID', 'Paid', 'paid', null),
			currency: fc.constantFrom(...CURRENCIES),
			paidMinor: minor,
			part: fc.double({ min: 0, max: 1, noNaN: true }),
			hasEarlier: fc.boolean(),
		})
		.filter(({ paidMinor, currency: { exponent } }) => {
			// Larger invoices are turned down while they are read; and on a wire of major units the document
			// bounds all currencies alike, at 2^46.
			const major = paidMinor / 10 ** exponent;
			return paidMinor <= largestMinor && (wireDecimals === null || major <= 2 ** 46);
		})
		.map(({ status, currency: { code, exponent }, paidMinor, part, hasEarlier }) => {
			const back = units(hasEarlier ? Math.floor(paidMinor * part) : 0);
			const refund = {
				refundId: 'earlier',
				externalId: 'portal',
				amountMinor: back,
				taxMinor: null,
				status: null,
				state: 'done' as const,
				invoiceId: null,
				response: null,
			};
			return {
				status,
				notRefundable: null,
				currency: code,
				exponent,
				paidMinor,
				taxMinor: null,
				...UNTOLD_PAYMENT,
				refundableMinor: showsRefunds ? restOf(paidMinor, back) : null,
				refunds: showsRefunds
					? { kind: 'listed' as const, refunds: back > 0 ? [refund] : [] }
					: { kind: 'invisible' as const },
				response: null,
			};
		});
}

/** A wish and an invoice, taken through the same checks as in the node; null where they refuse it. */
export function arbitraryPlan(adapter: ProviderAdapter): fc.Arbitrary<RefundPlan | null> {
	const { profile } = adapter;
	return fc.tuple(parameters(adapter), snapshots(adapter)).map(([raw, shown]) => {
		const context = { profile, environment: 'sandbox', timezone: 'UTC', now: NOW };
		const parsed = parseRequest(raw, context);
		if (!parsed.ok) return null;
		const request = parsed.value;
		const snapshot = { ...shown, invoiceId: request.target.invoiceId };
		const priced = priceOf(request, snapshot, profile);
		if (!priced.ok) return null;
		const claimed = {
			state: { kind: 'new' },
			own: new Set<string>(),
			others: new Set<string>(),
			invoiceHasRefund: false,
			anotherIsOpen: false,
			anotherIsUnderWay: false,
			recorded: new Map(),
		} as const;
		const known = { kind: 'recorded', claimed } as const;
		const now = new Date(NOW).toISOString();
		const theCase = {
			request,
			snapshot,
			price: priced.price,
			known,
			claimName: request.key,
			runTotalMinor: units(0),
			now,
		};
		const verdict = decide(theCase, profile);
		return verdict.kind === 'plan' ? verdict.plan : null;
	});
}
