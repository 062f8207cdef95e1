import { IMITATIONS } from '../providers/all';
import type { Call, FaultRule, ProviderId } from '../types';
import type { Incoming } from '../wire/incoming';
import { FAULT_KINDS } from './kinds';
import { namesInvoice } from './namesInvoice';

interface Armed {
	readonly rule: FaultRule;
	seen: number;
	hits: number;
	asleep: boolean;
}

/** Which faults are armed, and which of them the next request meets. */
export class Switchboard {
	private armed: Armed[] = [];

	/** Checks the rule and arms it behind those already there. */
	arm(rule: FaultRule): void {
		assertSense(rule);
		this.armed.push({ rule, seen: 0, hits: 0, asleep: rule.afterRefund === true });
	}

	/** The first armed rule that fits, counted as used; null if the request goes untouched. */
	take(provider: ProviderId, calls: readonly Call[], incoming: Incoming): FaultRule | null {
		const rule = this.find(provider, calls, incoming);
		if (calls.includes('refund')) this.wake(provider);
		return rule;
	}

	private wake(provider: ProviderId): void {
		for (const entry of this.armed) {
			if (entry.rule.provider === 'any' || entry.rule.provider === provider) entry.asleep = false;
		}
	}

	private find(provider: ProviderId, calls: readonly Call[], incoming: Incoming): FaultRule | null {
		for (const entry of this.armed) {
			const { rule } = entry;
			if (entry.asleep) continue;
			if (rule.provider !== 'any' && rule.provider !== provider) continue;
			if (rule.call !== 'any' && !calls.includes(rule.call)) continue;
			if (rule.invoiceId !== undefined && !namesInvoice(incoming, rule.invoiceId)) continue;
			entry.seen += 1;
			if (entry.seen <= (rule.skip ?? 0)) continue;
			entry.hits += 1;
			if (entry.hits >= (rule.times ?? 1)) {
				this.armed = this.armed.filter((other) => other !== entry);
			}
			return rule;
		}
		return null;
	}

	/** Disarms all, or the one at this place of the list. */
	clear(place?: number): void {
		this.armed = place === undefined ? [] : this.armed.filter((_, index) => index !== place);
	}

	/** One sentence per armed fault. */
	sentences(): readonly string[] {
		return this.armed.map((entry) => sentence(entry));
	}
}

function assertSense(rule: FaultRule): void {
	const kind = Object.hasOwn(FAULT_KINDS, rule.kind) ? FAULT_KINDS[rule.kind] : undefined;
	if (kind === undefined) throw new Error(`There is no fault kind ${String(rule.kind)}.`);
	if (rule.provider !== 'any' && !Object.hasOwn(IMITATIONS, rule.provider)) {
		throw new Error(`There is no provider ${String(rule.provider)}.`);
	}
	const writes = rule.call === 'refund' || rule.call === 'any';
	if (kind.needsAnswer === true && writes && rule.moment === 'beforeCommit') {
		throw new Error(
			`${rule.kind} changes the answer to a booked refund: use moment afterCommit, or leave it out.`,
		);
	}
	if (rule.kind === 'revolv3Status' && (rule.provider !== 'revolv3' || rule.call !== 'refund')) {
		throw new Error('revolv3Status is for the refund call of revolv3.');
	}
	if (rule.invoiceId === '') throw new Error('invoiceId is empty: leave it out for all invoices.');
	if (!((rule.times ?? 1) >= 1) || !((rule.skip ?? 0) >= 0)) {
		throw new Error('times is at least 1 and skip at least 0.');
	}
}

/** Whether the request is carried out before the fault hits. */
export function hitsAfterCommit(rule: FaultRule): boolean {
	return FAULT_KINDS[rule.kind].needsAnswer === true || rule.moment === 'afterCommit';
}

function sentence({ rule, hits, seen, asleep }: Armed): string {
	const where = rule.provider === 'any' ? 'Any provider' : IMITATIONS[rule.provider].name;
	const writes = rule.call === 'refund' || rule.call === 'any';
	const moment = hitsAfterCommit(rule)
		? ' after the refund is booked'
		: ' before the refund is booked';
	const left = (rule.times ?? 1) - hits;
	const times = left === Infinity ? 'every time' : left === 1 ? 'once' : `${left} times`;
	const toPass = Math.max(0, (rule.skip ?? 0) - seen);
	const pass = toPass === 0 ? '' : `, after letting ${toPass} pass`;
	const wait = asleep ? ', once a refund was asked for' : '';
	const only = rule.invoiceId === undefined ? '' : `, invoice ${rule.invoiceId} only`;
	return `${where}, ${rule.call}: ${FAULT_KINDS[rule.kind].explain(rule)}${writes ? moment : ''}, ${times}${pass}${wait}${only}`;
}
