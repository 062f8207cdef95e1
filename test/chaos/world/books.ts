/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { enterInvoice, enterRefund } from '../../../sandbox/bookkeeping';
import { secondWorld } from '../../../sandbox/accounts';
import {
	BUSINESSES,
	BUSINESS_ID,
	CREDENTIALS,
	SECOND_BUSINESS_ID,
	SECOND_CREDENTIALS,
} from '../../../sandbox/credentials';
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
import type { Accounts } from '../wish';

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

/** One account's books, and what a story does to them. */
function accountBooks(world: World, ledger: WatchedLedger) {
	return {
		ledger,
		addInvoice: (provider: ProviderId, spec: InvoiceSpec) => enterInvoice(world, provider, spec),
		refundInPortal: (provider: ProviderId, invoiceId: string, amountMinor: number) =>
			enterRefund(world, provider, invoiceId, amountMinor, {}),
		refunds: (provider: ProviderId): readonly BookedRefund[] => ledger.booked(provider),
		expireTokens: (provider: ProviderId) => world.tokens.expire(provider),
		clear: () => {
			world.tokens.clear();
			ledger.clear();
			ledger.onBook = () => undefined;
		},
	};
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
	const ledgerOfSecond = new WatchedLedger(clock);
	const second = secondWorld(world, ledgerOfSecond);
	const accounts = [accountBooks(world, ledger), accountBooks(second, ledgerOfSecond)];
	const board = new Switchboard();
	const recorder = new Recorder(clock);
	const app = buildApp({ world, second, board, recorder, inFlight: new InFlight() });
	await app.ready();
	return {
		app,
		accounts,
		recorder,
		board,
		switches: world.switches,
		fault: (rule: FaultRule) => board.arm(rule),
		clear: () => {
			board.clear();
			recorder.clear();
			for (const account of accounts) account.clear();
			resetSwitches(world.switches);
		},
	};
}

export type Books = Awaited<ReturnType<typeof openBooks>>;

export type AccountBooks = Books['accounts'][number];

/** The business whose invoices are refunded, where a provider has businesses. */
export function businessOf(provider: ProviderId, account = 0): string | null {
	if (provider !== 'layer' && provider !== 'thredfi') return null;
	return (account === 0 ? BUSINESS_ID : SECOND_BUSINESS_ID)[provider];
}

/** What a credential calls its account, where a provider has no businesses to tell two accounts apart by. */
export function accountNameOf(account: number): string {
	return account === 0 ? 'north' : 'south';
}

/** The credential of each provider that leads to the wire; with two accounts its fields follow the item. */
export function credentialsOf(accounts: Accounts): Record<string, Record<string, string>> {
	const at = (provider: ProviderId) => ({
		environment: 'custom',
		baseUrl: `${ORIGIN}/${provider}`,
		...(accounts === 2 && businessOf(provider) === null
			? { account: byItem(accountNameOf(0), accountNameOf(1)) }
			: {}),
		...secretsOf(provider, accounts),
	});
	return {
		duroApi: at('duro'),
		layerApi: { ...at('layer'), tokenUrl: `${ORIGIN}/layer/oauth2/token` },
		revolv3Api: at('revolv3'),
		thredfiApi: at('thredfi'),
	};
}

/** Both accounts' secrets stay in the credential: an item says for which account it is, and carries none. */
function secretsOf(provider: ProviderId, accounts: Accounts): Record<string, string> {
	const first: Readonly<Record<string, string>> = CREDENTIALS[provider];
	const second: Readonly<Record<string, string>> = SECOND_CREDENTIALS[provider];
	return Object.fromEntries(
		Object.entries(first).map(([field, value]) => [
			field,
			accounts === 1 ? value : byItem(value, second[field] ?? ''),
		]),
	);
}

function byItem(first: string, second: string): string {
	return `={{ ${JSON.stringify([first, second])}[$json.account] }}`;
}
