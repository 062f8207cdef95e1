/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { enterInvoice, enterRefund } from '../../../sandbox/bookkeeping';
import { BUSINESSES, BUSINESS_ID, CREDENTIALS } from '../../../sandbox/credentials';
import { Switchboard } from '../../../sandbox/faults/switchboard';
import { buildApp } from '../../../sandbox/http/app';
import { InFlight } from '../../../sandbox/http/inFlight';
import { Recorder } from '../../../sandbox/http/recorder';
import { Ledger, type NewRefund } from '../../../sandbox/ledger/ledger';
import type { LedgerRefund } from '../../../sandbox/ledger/records';
import { TokenBook } from '../../../sandbox/ledger/tokens';
import { defaultSwitches, resetSwitches } from '../../../sandbox/switches';
import type { BookedRefund, FaultRule, InvoiceSpec, ProviderId } from '../../../sandbox/types';
import type { World } from '../../../sandbox/world';

/** Nothing listens there: a request that slips past the wire is refused and shows. */
export const ORIGIN = 'http://127.0.0.1:9';

/** The books, with every status that each refund has had. */
class WatchedLedger extends Ledger {
	readonly statuses = new Map<number, Set<string>>();
	readonly changed = new Set<number>();
	onBook: (refund: LedgerRefund) => void = () => undefined;

	override book(refund: NewRefund, now?: number): LedgerRefund {
		const booked = super.book(refund, now);
		this.statuses.set(booked.seq, new Set([booked.status]));
		this.onBook(booked);
		return booked;
	}

	/** An upsert with another amount; the same refund written once more is none. */
	override rewrite(
		refund: LedgerRefund,
		change: Pick<LedgerRefund, 'allocations' | 'details' | 'status'>,
	): LedgerRefund {
		const total = ({ allocations }: Pick<LedgerRefund, 'allocations'>) =>
			allocations.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
		if (total(refund) !== total(change)) this.changed.add(refund.seq);
		return super.rewrite(refund, change);
	}

	override settle(refundId: string, status: string): LedgerRefund {
		const settled = super.settle(refundId, status);
		this.statuses.get(settled.seq)?.add(status);
		return settled;
	}

	override clear(): void {
		super.clear();
		this.statuses.clear();
		this.changed.clear();
	}
}

/** The sandbox of the other tests without its socket: same providers, same faults, and time that is the run's. */
export async function openBooks() {
	const clock = () => Date.now();
	const ledger = new WatchedLedger(clock);
	const world: World = {
		account: 'first',
		ledger,
		tokens: new TokenBook(clock),
		switches: defaultSwitches(),
		credentials: CREDENTIALS,
		businesses: BUSINESSES.first,
		clock,
		url: () => ORIGIN,
		wait: async (ms) => await new Promise((resolve) => setTimeout(() => resolve(true), ms)),
	};
	const board = new Switchboard();
	const recorder = new Recorder(clock);
	const app = buildApp({ world, board, recorder, inFlight: new InFlight() });
	await app.ready();
	return {
		app,
		ledger,
		recorder,
		board,
		switches: world.switches,
		credentials: credentials(),
		addInvoice: (provider: ProviderId, spec: InvoiceSpec) => enterInvoice(world, provider, spec),
		refundInPortal: (provider: ProviderId, invoiceId: string, amountMinor: number) =>
			enterRefund(world, provider, invoiceId, amountMinor, {}),
		refunds: (provider: ProviderId): readonly BookedRefund[] => ledger.booked(provider),
		fault: (rule: FaultRule) => board.arm(rule),
		expireTokens: (provider: ProviderId) => world.tokens.expire(provider),
		clear: () => {
			board.clear();
			recorder.clear();
			world.tokens.clear();
			ledger.clear();
			ledger.onBook = () => undefined;
			resetSwitches(world.switches);
		},
	};
}

export type Books = Awaited<ReturnType<typeof openBooks>>;

/** The business whose invoices are refunded, where a provider has businesses. */
export function businessOf(provider: ProviderId): string | null {
	return provider === 'layer' || provider === 'thredfi' ? BUSINESS_ID[provider] : null;
}

/** The credential of each provider that leads to the wire. */
function credentials(): Record<string, Record<string, string>> {
	const at = (provider: ProviderId) => ({
		environment: 'custom',
		baseUrl: `${ORIGIN}/${provider}`,
	});
	return {
		duroApi: { ...at('duro'), ...CREDENTIALS.duro },
		layerApi: { ...at('layer'), ...CREDENTIALS.layer, tokenUrl: `${ORIGIN}/layer/oauth2/token` },
		revolv3Api: { ...at('revolv3'), ...CREDENTIALS.revolv3 },
		thredfiApi: { ...at('thredfi'), ...CREDENTIALS.thredfi },
	};
}
