import type { ProviderAdapter } from '../../../nodes/shared/engine/provider/adapter';
import type { ProviderProfile } from '../../../nodes/shared/engine/provider/profile';
import type { DecisionInput } from '../../../nodes/shared/engine/decide/decisionInput';
import { decide } from '../../../nodes/shared/engine/decide/decide';
import { parseRequest } from '../../../nodes/shared/engine/request/parseRequest';
import type { RefundPlan } from '../../../nodes/shared/engine/decide/plan';
import { priceOf } from '../../../nodes/shared/engine/decide/price';
import type { Claimed } from '../../../nodes/shared/engine/claims';
import type { RefundRequest } from '../../../nodes/shared/engine/request/request';
import {
	type ProviderRefund,
	type InvoiceSnapshot,
	UNTOLD_PAYMENT,
} from '../../../nodes/shared/engine/provider/snapshot';
import { profile as duro } from '../../../nodes/Duro/adapter/profile';
import { profile as layer } from '../../../nodes/Layer/adapter/profile';
import { profile as revolv3 } from '../../../nodes/Revolv3/adapter/profile';
import { profile as thredfi } from '../../../nodes/Thredfi/adapter/profile';
import { minor } from '../draw';

export const FACTS = { duro, layer, revolv3, thredfi };
export const NOW = Date.parse('2026-02-01T12:00:00Z');
export const INVOICE = '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10';
export const BUSINESS = 'aa000000-0000-4000-8000-000000000001';

export type Raw = Parameters<typeof parseRequest>[0];

/** 12.50 of one invoice under TICKET-81, as n8n would resolve it. */
export function raw(profile: ProviderProfile, changes: Partial<Raw> = {}): Raw {
	return {
		businessId: profile.needsBusinessId ? BUSINESS : null,
		invoiceId: profile.invoiceIdKind === 'digits' ? '1001' : INVOICE,
		refundType: 'amount',
		amount: '12.50',
		amountUnit: 'major',
		percentage: null,
		reference: 'TICKET-81',
		referenceIsExpression: false,
		method: profile.methods.length > 0 ? 'OTHER' : null,
		completedAt: profile.methods.length > 0 ? '' : null,
		options: {},
		...changes,
	};
}

export function parse(profile: ProviderProfile, changes: Partial<Raw> = {}) {
	const context = { profile, environment: 'sandbox', timezone: 'Europe/Berlin', now: NOW };
	return parseRequest(raw(profile, changes), context);
}

export function requestOf(profile: ProviderProfile, changes: Partial<Raw> = {}): RefundRequest {
	const parsed = parse(profile, changes);
	if (!parsed.ok) throw new Error(parsed.refusal.message);
	return parsed.value;
}

/** A paid invoice of 100.00 USD without refunds. */
export function snapshotOf(changes: Partial<InvoiceSnapshot> = {}): InvoiceSnapshot {
	return {
		invoiceId: INVOICE,
		status: 'paid',
		notRefundable: null,
		currency: 'USD',
		exponent: 2,
		paidMinor: minor(10_000),
		taxMinor: null,
		refundableMinor: minor(10_000),
		refunds: { kind: 'listed', refunds: [] },
		...UNTOLD_PAYMENT,
		response: {},
		...changes,
	};
}

/** Somebody's refund of 12.50. */
export function shown(changes: Partial<ProviderRefund> = {}): ProviderRefund {
	return {
		refundId: 'refund-1',
		externalId: null,
		amountMinor: minor(1250),
		taxMinor: null,
		status: 'paid',
		state: 'done',
		invoiceId: INVOICE,
		response: {},
		...changes,
	};
}

/** A key that nobody had claimed, on an invoice of which nothing is recorded. */
export function claimedOf(changes: Partial<Claimed> = {}): Claimed {
	return {
		state: { kind: 'new' },
		own: new Set(),
		others: new Set(),
		invoiceHasRefund: false,
		anotherIsOpen: false,
		anotherIsUnderWay: false,
		recorded: new Map(),
		...changes,
	};
}

/** The whole case, priced as the engine prices it. */
export function caseOf(
	profile: ProviderProfile,
	request: RefundRequest,
	snapshot: InvoiceSnapshot,
	changes: Partial<Pick<DecisionInput, 'known' | 'runTotalMinor'>> = {},
): DecisionInput {
	const priced = priceOf(request, snapshot, profile);
	if (!priced.ok) throw new Error(priced.refusal.message);
	const known: DecisionInput['known'] = { kind: 'recorded', claimed: claimedOf() };
	const now = new Date(NOW).toISOString();
	return {
		request,
		snapshot,
		price: priced.price,
		known,
		claimName: request.key,
		runTotalMinor: minor(0),
		now,
		...changes,
	};
}

/** The plan that `decide` makes, or an error in the test itself. */
export function planFor(
	profile: ProviderProfile,
	changes: Partial<Raw> = {},
	snapshot: InvoiceSnapshot = snapshotOf(),
): RefundPlan {
	const decision = decide(caseOf(profile, requestOf(profile, changes), snapshot), profile);
	if (decision.kind !== 'plan') throw new Error(`No plan but ${JSON.stringify(decision)}`);
	return decision.plan;
}

/** An adapter whose answers are refunds already: `body` is what `toReading` claims. */
export function adapterOf(profile: ProviderProfile): ProviderAdapter {
	return {
		profile,
		openReader: () => {
			throw new Error('No books here');
		},
		buildRefundRequest: (plan) => ({
			method: 'POST',
			path: '/refund',
			body: { amount: plan.amountMinor, key: plan.key },
		}),
		parseRefundResponse: ({ body }) =>
			typeof body === 'object' && body !== null && 'refund' in body
				? { kind: 'claims', refund: body.refund as ProviderRefund, alreadyThere: false }
				: { kind: 'unclear', why: 'The answer is not a refund.' },
		parseError: () => ({ code: 'some_code', message: 'Some words' }),
	};
}
