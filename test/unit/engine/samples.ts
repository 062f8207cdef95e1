import type { Adapter } from '../../../nodes/shared/engine/adapter';
import type { ProviderFacts } from '../../../nodes/shared/engine/facts';
import type { Case } from '../../../nodes/shared/engine/decide';
import { decide } from '../../../nodes/shared/engine/decide';
import { parseRequest } from '../../../nodes/shared/engine/parseRequest';
import type { RefundPlan } from '../../../nodes/shared/engine/plan';
import { priceOf } from '../../../nodes/shared/engine/price';
import type { Claimed } from '../../../nodes/shared/engine/claims';
import type { RefundRequest } from '../../../nodes/shared/engine/request';
import {
	type ShownRefund,
	type Snapshot,
	UNTOLD_PAYMENT,
} from '../../../nodes/shared/engine/snapshot';
import { facts as duro } from '../../../nodes/Duro/adapter/facts';
import { facts as layer } from '../../../nodes/Layer/adapter/facts';
import { facts as revolv3 } from '../../../nodes/Revolv3/adapter/facts';
import { facts as thredfi } from '../../../nodes/Thredfi/adapter/facts';
import { minor } from '../draw';

export const FACTS = { duro, layer, revolv3, thredfi };
export const NOW = Date.parse('2026-02-01T12:00:00Z');
export const INVOICE = '3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10';
export const BUSINESS = 'aa000000-0000-4000-8000-000000000001';

export type Raw = Parameters<typeof parseRequest>[0];

/** 12.50 of one invoice under TICKET-81, as n8n would resolve it. */
export function raw(facts: ProviderFacts, changes: Partial<Raw> = {}): Raw {
	return {
		businessId: facts.needsBusinessId ? BUSINESS : null,
		invoiceId: facts.invoiceIdKind === 'digits' ? '1001' : INVOICE,
		refundType: 'amount',
		amount: '12.50',
		amountUnit: 'major',
		percentage: null,
		reference: 'TICKET-81',
		referenceIsExpression: false,
		method: facts.methods.length > 0 ? 'OTHER' : null,
		completedAt: facts.methods.length > 0 ? '' : null,
		options: {},
		...changes,
	};
}

export function parse(facts: ProviderFacts, changes: Partial<Raw> = {}) {
	const context = { facts, environment: 'sandbox', timezone: 'Europe/Berlin', now: NOW };
	return parseRequest(raw(facts, changes), context);
}

export function requestOf(facts: ProviderFacts, changes: Partial<Raw> = {}): RefundRequest {
	const parsed = parse(facts, changes);
	if (!parsed.ok) throw new Error(parsed.refusal.message);
	return parsed.value;
}

/** A paid invoice of 100.00 USD without refunds. */
export function snapshotOf(changes: Partial<Snapshot> = {}): Snapshot {
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
export function shown(changes: Partial<ShownRefund> = {}): ShownRefund {
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
	facts: ProviderFacts,
	request: RefundRequest,
	snapshot: Snapshot,
	changes: Partial<Pick<Case, 'known' | 'runTotalMinor'>> = {},
): Case {
	const priced = priceOf(request, snapshot, facts);
	if (!priced.ok) throw new Error(priced.refusal.message);
	const known: Case['known'] = { kind: 'recorded', claimed: claimedOf() };
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
	facts: ProviderFacts,
	changes: Partial<Raw> = {},
	snapshot: Snapshot = snapshotOf(),
): RefundPlan {
	const decision = decide(caseOf(facts, requestOf(facts, changes), snapshot), facts);
	if (decision.kind !== 'plan') throw new Error(`No plan but ${JSON.stringify(decision)}`);
	return decision.plan;
}

/** An adapter whose answers are refunds already: `body` is what `toReading` claims. */
export function adapterOf(facts: ProviderFacts): Adapter {
	return {
		facts,
		openBooks: () => {
			throw new Error('No books here');
		},
		toRequest: (plan) => ({
			method: 'POST',
			path: '/refund',
			body: { amount: plan.amountMinor, key: plan.key },
		}),
		toReading: ({ body }) =>
			typeof body === 'object' && body !== null && 'refund' in body
				? { kind: 'claims', refund: body.refund as ShownRefund, alreadyThere: false }
				: { kind: 'unclear', why: 'The answer is not a refund.' },
		toWords: () => ({ code: 'some_code', message: 'Some words' }),
	};
}
