import type { InvoiceSpec, ProviderId } from '../../sandbox/types';
import type { Waits } from '../../nodes/shared/engine/waits';
import { PAID_MINOR } from './wish';

export const PROVIDERS: readonly ProviderId[] = ['duro', 'layer', 'revolv3', 'thredfi'];

/**
 * The package's waits, in their real proportions. They cost no time here; smaller numbers only mean fewer ticks of the
 * package's own deadline watch.
 */
export const WAITS = {
	writeTimeoutMs: 2_000,
	readTimeoutMs: 1_000,
	silenceBeforeResendMs: 2_000,
	greatestResendAgeMs: 20_000,
	resendPauseMs: 30,
	secondLookAfterMs: 60,
	openAttemptMs: 2_200,
	openAttemptPollMs: 250,
	storeSettlesMs: 20,
	rateLimitWaitMs: 2_000,
	longestQuietMs: 30_000,
	rateLimitFirstWaitMs: 50,
	outagePauseMs: 60,
} satisfies Waits;

/**
 * How long a request may be under way, and how long a provider may sit on one. At Duro less than the silence after
 * which the same key goes out again: without a lock on keys in flight (documented nowhere, off in the sandbox) a request
 * that is still being worked on after that would be a double which nobody could prevent.
 */
export function longestWayMs(provider: ProviderId): number {
	return provider === 'duro' ? WAITS.silenceBeforeResendMs * 0.4 : Infinity;
}

const PAID: Readonly<Record<ProviderId, string>> = {
	duro: 'paid',
	layer: 'PAID',
	revolv3: 'Paid',
	thredfi: 'paid',
};

/** A paid invoice like any other. */
export function paidInvoice(provider: ProviderId, number: number, taxed: boolean): InvoiceSpec {
	const taxMinor = taxed && provider === 'revolv3' ? PAID_MINOR / 10 : 0;
	return {
		status: PAID[provider],
		totalMinor: PAID_MINOR + taxMinor,
		taxMinor,
		currency: provider === 'duro' ? 'NGN' : 'USD',
		customerRef: `customer-${number}`,
	};
}

/** Statuses that mean: this refund is not final. */
const NOT_FINAL: ReadonlySet<string> = new Set(['RefundPending', 'Pending']);
/** Statuses that mean: nothing went back. */
const UNDONE: ReadonlySet<string> = new Set([
	'RefundDeclined',
	'RefundFailed',
	'failed',
	'cancelled',
]);

export function isPending(status: string): boolean {
	return NOT_FINAL.has(status);
}

export function isDone(status: string): boolean {
	return !NOT_FINAL.has(status) && !UNDONE.has(status);
}

/** How a refund that is not final may end, the good end first; empty where all are final. */
export function endsOf(provider: ProviderId, status: string): readonly string[] {
	if (provider === 'revolv3' && NOT_FINAL.has(status)) {
		return ['PartialRefund', 'RefundDeclined', 'RefundFailed'];
	}
	if (provider === 'thredfi' && ['pending', 'processing'].includes(status)) {
		return ['paid', 'failed', 'cancelled'];
	}
	return [];
}
