import type { FaultRule, ProviderId } from '../../sandbox/types';
import { holdAll, holdFor, holdOnce } from './invariants';
import { entriesOf } from './invariants/bookingsOf';
import type { AccountBooks, Books } from './world/books';
import type { Gates } from './world/gates';
import { listen, type Listener } from './world/listener';
import { Database } from './world/processStore';
import type { Tally } from './world/tally';
import { Time } from './world/time';
import { aliveNow, as, whoRuns } from './world/whoRuns';
import { bodyUnderWay, closeWire, openWire, type WireOptions } from './world/wire';
import { longestWayMs, paidInvoice, endsOf } from './provider';
import { referenceIn } from './referenceIn';
import type { AccountRefund, Batch, Booking, Execution, Facts, Process } from './story';
import { startProcess } from './startProcess';
import { INVOICES, PORTAL_MINOR, type Accounts } from './wish';
import { workflowOf } from './workflowOf';

/** What is the same for a whole run of a story. */
export interface Setting {
	readonly provider: ProviderId;
	/** What no contract settles, either way. */
	readonly switches: Readonly<Record<string, unknown>>;
	readonly taxed: boolean;
	/** With two, each item's credential leads to its own account; both have the same invoice ids. */
	readonly accounts: Accounts;
}

/** The system under test: real nodes in the real engine, two processes at most, and one schedule over all of it. */
export class ChaosRun {
	readonly gates: Gates;
	private readonly time = new Time(aliveNow);
	private readonly database: Database;
	private readonly wire: WireOptions;
	private readonly listener: Listener;
	/** The accounts the story has. */
	private readonly accounts: readonly AccountBooks[];
	private readonly invoiceIds: string[] = [];
	private readonly processes: Process[] = [];
	private readonly executions: Execution[] = [];
	private readonly bookings: Booking[] = [];
	private readonly broken: unknown[] = [];
	private portalRefunds = 0;
	private calm = true;
	private bookingsHeld = 0;
	private readonly timeoutsBefore: number;

	constructor(
		private readonly setting: Setting,
		gatesFor: (time: Time) => Gates,
		private readonly books: Books,
		readonly tally: Tally,
	) {
		const { provider } = setting;
		this.timeoutsBefore = tally.timeouts;
		this.time.install();
		this.listener = listen();
		books.clear();
		Object.assign(books.switches[provider], setting.switches);
		this.gates = gatesFor(this.time);
		this.database = new Database(this.gates);
		this.wire = {
			gates: this.gates,
			books,
			tally,
			longestWayMs: longestWayMs(provider),
			losses: 0,
			refusals: 0,
			followed: 0,
		};
		openWire(this.wire);
		this.accounts = books.accounts.slice(0, setting.accounts);
		this.plantInvoices(INVOICES);
		for (const [account, { ledger }] of books.accounts.entries()) {
			ledger.onBook = ({ seq, source }) => {
				if (source !== 'api') return;
				const by =
					this.executions.find(({ running }) => running === whoRuns())?.running.name ?? null;
				this.bookings.push({ account, seq, by, reference: referenceIn(bodyUnderWay()) });
			};
		}
		this.processes.push(this.newProcess(), this.newProcess());
	}

	get executionCount(): number {
		return this.executions.length;
	}

	private plantInvoices(count: number): void {
		const { provider, taxed } = this.setting;
		for (let index = this.invoiceIds.length; index < count; index++) {
			const spec = paidInvoice(provider, index, taxed);
			const ids = new Set(this.accounts.map((account) => account.addInvoice(provider, spec)));
			if (ids.size !== 1) throw new Error('The accounts have different invoice ids.');
			this.invoiceIds.push(...ids);
		}
	}

	/** Begins an execution and lets nothing of it happen yet. */
	start(batch: Batch, processNumber: number, shape: 'one' | 'branches' = 'one'): void {
		const process = this.processes[processNumber % this.processes.length];
		if (process === undefined) return;
		this.plantInvoices(1 + Math.max(...batch.wishes.map(({ invoice }) => invoice)));
		const running = {
			name: `execution ${this.executions.length + 1}`,
			process: process.running,
			disturbed: false,
		};
		let cancel = () => {};
		const cancelAfter = new Promise<void>((resolve) => (cancel = resolve));
		const execution: Execution = {
			running,
			batch,
			startedAtSeq: this.latestSeqs(),
			results: null,
			cancelled: false,
			cancel: () => {
				execution.cancelled = true;
				cancel();
			},
		};
		this.watch(execution, async () => {
			const options = {
				...workflowOf(this.setting.provider, this.invoiceIds, batch, this.setting.accounts),
				cancelAfter,
			};
			return shape === 'one'
				? [await process.n8n.run(options)]
				: await process.n8n.runTwiceInBranches(options);
		});
	}

	/** The same workflow with the same items once more, as a new execution. */
	again(place: number, processNumber: number): void {
		const execution = this.executions[place % this.executions.length];
		if (execution) this.start(execution.batch, processNumber);
	}

	/** The Retry button, on an execution of one node that has failed, in a process that is still there. */
	retry(place: number): void {
		const failed = this.executions.filter(
			({ results, running, cancelled }) =>
				running.process.alive && !cancelled && results?.length === 1 && results[0]?.failed,
		);
		const execution = failed[place % Math.max(1, failed.length)];
		const [view] = execution?.results ?? [];
		if (execution === undefined || view === undefined) return;
		const retried: Execution = {
			...execution,
			running: { ...execution.running, name: `execution ${this.executions.length + 1}` },
			startedAtSeq: this.latestSeqs(),
			results: null,
			cancelled: false,
			cancel: () => undefined,
		};
		this.watch(retried, async () => [await view.retry()]);
	}

	cancel(place: number): void {
		this.calm = false;
		const going = this.executions.filter(({ results }) => results === null);
		going[place % Math.max(1, going.length)]?.cancel();
	}

	/** The process is gone with all it had under way; a fresh one takes its place. */
	crash(processNumber: number): void {
		this.calm = false;
		const place = processNumber % this.processes.length;
		const process = this.processes[place];
		if (process === undefined) return;
		process.running.alive = false;
		this.processes[place] = this.newProcess();
	}

	fault(rule: FaultRule): void {
		this.calm = false;
		this.books.fault(rule);
	}

	refuseConnections(count: number): void {
		this.calm = false;
		this.wire.refusals += count;
	}

	loseConnections(count: number): void {
		this.calm = false;
		this.wire.losses += count;
	}

	failStore(count: number, after: number): void {
		this.calm = false;
		this.database.failNext(count, { after });
	}

	expireTokens(): void {
		this.calm = false;
		for (const account of this.accounts) account.expireTokens(this.setting.provider);
	}

	/** Somebody refunds in the provider's portal; where there is nothing left, nothing happens. */
	portal(invoice: number, account: number): void {
		this.calm = false;
		const books = this.accounts[account % this.accounts.length];
		const id = this.invoiceIds[invoice % this.invoiceIds.length] ?? '';
		const { provider } = this.setting;
		const found = books?.ledger.invoice(provider, id) ?? null;
		const amountMinor = PORTAL_MINOR + this.portalRefunds++;
		if (
			books === undefined ||
			found === null ||
			books.ledger.refundedMinor(found) + amountMinor > found.paidMinor * 0.9
		)
			return;
		books.refundInPortal(provider, id, amountMinor);
	}

	/** A refund that was not final becomes so, well or badly. */
	settle(place: number, end: number): void {
		this.calm = false;
		const { provider } = this.setting;
		const open = this.refunds().filter(
			({ status, refundId }) => refundId !== null && endsOf(provider, status).length > 0,
		);
		const refund = open[place % Math.max(1, open.length)];
		const ends = refund ? endsOf(provider, refund.status) : [];
		const status = ends[end % Math.max(1, ends.length)];
		if (refund?.refundId && status)
			this.accounts[refund.account]?.ledger.settle(refund.refundId, status);
	}

	/** Lets the next events happen. */
	async advance(events: number): Promise<void> {
		for (let left = events; left > 0; left -= 1) {
			if (!(await this.gates.next())) break;
			this.throwBroken();
		}
	}

	/** Lets everything come to its end. */
	async finish(): Promise<void> {
		while (this.isUnderWay() && (await this.gates.next())) this.throwBroken();
		this.throwBroken();
	}

	/** Everything to its end, late bookings too, and then the books and all words are compared. */
	async verify(): Promise<void> {
		while ((this.isUnderWay() || this.gates.hasRequests) && (await this.gates.next()))
			this.throwBroken();
		this.throwBroken();
		holdAll(this.facts());
	}

	/**
	 * Puts the clock back; always to be called.
	 *
	 * @returns whether a provider was left in the middle of something, so that its books are of no use any more
	 */
	close(): boolean {
		for (const process of this.processes) process.running.alive = false;
		closeWire();
		this.listener.stop();
		this.time.restore();
		this.tally.runs += 1;
		if (this.setting.accounts === 2) this.tally.twoAccounts += 1;
		if (this.hasTwins()) this.tally.twins += 1;
		this.tally.executions += this.executions.length;
		this.tally.refunds += this.bookings.length;
		this.tally.events += this.gates.events.length;
		return this.gates.hasRequests;
	}

	/** Whether one invoice id was refunded under one reference in both accounts. */
	private hasTwins(): boolean {
		const accountsOf = new Map<string, Set<number>>();
		for (const { account, invoiceId, booking } of entriesOf(this.facts())) {
			const name = JSON.stringify([invoiceId, booking.reference]);
			accountsOf.set(name, (accountsOf.get(name) ?? new Set()).add(account));
		}
		return [...accountsOf.values()].some(({ size }) => size > 1);
	}

	private isUnderWay(): boolean {
		return this.executions.some(
			({ results, running }) => results === null && running.process.alive,
		);
	}

	/** What is in the books of every account, the story's and any other. */
	private refunds(): readonly AccountRefund[] {
		return this.books.accounts.flatMap((books, account) =>
			books.refunds(this.setting.provider).map((refund) => ({ ...refund, account })),
		);
	}

	private latestSeqs(): readonly number[] {
		return this.accounts.map((books) =>
			Math.max(0, ...books.refunds(this.setting.provider).map(({ seq }) => seq)),
		);
	}

	private watch(execution: Execution, run: () => Promise<Execution['results']>): void {
		this.executions.push(execution);
		void as(execution.running, run).then(
			(results) => {
				execution.results = results ?? [];
				try {
					holdOnce(execution, this.facts(), this.tally);
				} catch (error) {
					this.broken.push(error);
				}
			},
			(error: unknown) => {
				execution.results = [];
				this.broken.push(error);
			},
		);
	}

	private throwBroken(): void {
		const [first] = this.broken;
		if (first !== undefined) throw first;
		if (this.bookings.length === this.bookingsHeld) return;
		this.bookingsHeld = this.bookings.length;
		holdFor(this.facts());
	}

	/** Nothing went wrong, so that there is no reason for doubt. */
	private isCalm(): boolean {
		const { provider, switches } = this.setting;
		if (!this.calm || this.tally.timeouts > this.timeoutsBefore) return false;
		// A refund that the list never shows can't be told from one that is gone.
		if (provider === 'revolv3' && switches.listShowsChildren === false) return false;
		// Earlier refunds whose tax nobody tells apart don't add up to the running totals of later ones (unknown, §2.3).
		const hasMixedTax =
			this.setting.taxed && !switches.taxToldOnChild && !switches.attemptsIncludeTax;
		if (provider === 'revolv3' && hasMixedTax) return false;
		// A process that asks n8n's store records while it asks: another one may take that for an open attempt.
		const processes = new Set(this.executions.map(({ running }) => running.process));
		if ((provider === 'duro' || provider === 'revolv3') && processes.size > 1) return false;
		// Where Duro tells a running total, a second refund always looks like another amount.
		if (switches.cumulativeRefunded === true) return false;
		// More than is left may be answered so, and that does not tell whether this very refund was made.
		return !this.books.recorder.requests.some(({ status }) => status === 409);
	}

	private facts(): Facts {
		const { provider, accounts } = this.setting;
		const ledgerOf = ({ account }: AccountRefund) => this.books.accounts[account]?.ledger;
		return {
			provider,
			accounts,
			invoiceIds: this.invoiceIds,
			executions: this.executions,
			bookings: this.bookings,
			refunds: this.refunds(),
			statusesOf: (refund) => ledgerOf(refund)?.statuses.get(refund.seq) ?? new Set(),
			wasChanged: (refund) => ledgerOf(refund)?.changed.has(refund.seq) ?? false,
			calm: this.isCalm(),
			storeValues: [...this.database.given],
			logged: this.listener.lines,
			strays: this.books.recorder.strays.length + this.wire.followed,
		};
	}

	private newProcess(): Process {
		return startProcess(this.setting.provider, this.setting.accounts, this.database);
	}
}
