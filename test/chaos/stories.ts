import fc, { type Arbitrary, type AsyncCommand } from 'fast-check';
import type { Call, FaultRule, ProviderId } from '../../sandbox/types';
import type { ChaosRun, Setting } from './chaosRun';
import { ArmFault } from './commands/ArmFault';
import { CancelExecution } from './commands/CancelExecution';
import { CrashProcess } from './commands/CrashProcess';
import { ExpireTokens } from './commands/ExpireTokens';
import { LetItEnd } from './commands/LetItEnd';
import { LoseConnections } from './commands/LoseConnections';
import type { Model } from './commands/model';
import { ParallelExecutions } from './commands/ParallelExecutions';
import { PortalRefund } from './commands/PortalRefund';
import { RefundAgain } from './commands/RefundAgain';
import { RefundBatch } from './commands/RefundBatch';
import { RefuseConnections } from './commands/RefuseConnections';
import { RetryManually } from './commands/RetryManually';
import { Settle } from './commands/Settle';
import { StoreFails } from './commands/StoreFails';
import { TwoBranches } from './commands/TwoBranches';
import { longestWayMs, PROVIDERS } from './provider';
import type { Batch } from './story';
import { INVOICES, REFERENCES, type Accounts, type Wish } from './wish';

type Command = AsyncCommand<Model, ChaosRun>;

/** Events between two moments: mostly none or few, sometimes the time a whole execution takes. */
const after = fc.oneof(
	{ weight: 3, arbitrary: fc.nat({ max: 3 }) },
	{ weight: 4, arbitrary: fc.nat({ max: 24 }) },
);
/** A fault does most where the writes are still to come. */
const soon = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: after });
const process = fc.nat({ max: 1 });
const place = fc.nat({ max: 3 });

const type = fc.oneof(
	{ weight: 6, arbitrary: fc.constant('amount' as const) },
	{ weight: 2, arbitrary: fc.constant('full' as const) },
	{ weight: 1, arbitrary: fc.constant('percentage' as const) },
);
const variant = fc.oneof(
	{ weight: 5, arbitrary: fc.constant(0) },
	{ weight: 1, arbitrary: fc.constant(1) },
);
const rarely = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(false) },
	{ weight: 1, arbitrary: fc.constant(true) },
);

const accountOf = (accounts: Accounts) => fc.nat({ max: accounts - 1 });

/** What the wishes of a story have in common. */
interface Kind {
	/** See `oneWayOf`. */
	readonly isOneWay: boolean;
	readonly accounts: Accounts;
}

const wishOf = ({ isOneWay, accounts }: Kind, reference: Arbitrary<string>): Arbitrary<Wish> =>
	fc
		.record({
			account: accountOf(accounts),
			invoice: fc.nat({ max: INVOICES - 1 }),
			reference,
			type,
			variant,
		})
		.map((wish) => (isOneWay ? { ...wish, ...oneWayOf(wish) } : wish));

/**
 * At Layer one reference is asked with one amount only. Its itemized call is an upsert (documented): a request under the
 * same key that arrives late, or from another process, after another amount was booked, changes that refund, and nothing
 * a client does beforehand can prevent it. Within one process and without delays the lock does: see `races.test.ts`.
 */
function oneWayOf({ invoice, reference }: Wish): Pick<Wish, 'type' | 'variant'> {
	const isFull = reference === 'C' || (reference === '' && invoice === 0);
	return { type: isFull ? 'full' : reference === 'B' ? 'percentage' : 'amount', variant: 0 };
}

const [none, ...names] = REFERENCES;
const wishesOf = (kind: Kind, long: boolean) =>
	fc.oneof(
		{
			weight: 24,
			arbitrary: fc.array(wishOf(kind, fc.constantFrom(...names)), {
				minLength: 1,
				maxLength: 4,
			}),
		},
		{
			weight: 8,
			arbitrary: fc.array(wishOf(kind, fc.constant(none)), { minLength: 1, maxLength: 3 }),
		},
		...(long ? [{ weight: 1, arbitrary: longRun(kind) }] : []),
	);

/** Enough items for several batches of claims: one refund of each of many invoices, and a few more among them. */
function longRun(kind: Kind): Arbitrary<readonly Wish[]> {
	const few = fc.array(fc.tuple(fc.nat({ max: 40 }), wishOf(kind, fc.constantFrom(...names))), {
		maxLength: 3,
	});
	return fc.tuple(fc.integer({ min: 20, max: 40 }), few).map(([count, others]) => {
		const wishes = Array.from({ length: count }, (_, invoice): Wish => {
			const account = invoice % kind.accounts;
			const wish: Wish = { account, invoice, reference: 'A', type: 'amount', variant: 0 };
			return kind.isOneWay ? { ...wish, ...oneWayOf(wish) } : wish;
		});
		for (const [at, wish] of others) wishes.splice(at % (wishes.length + 1), 0, wish);
		return wishes;
	});
}

/** The settings of a node and its items; `long`: with runs of many items among them. */
export const batchOf = (kind: Kind, long = false): Arbitrary<Batch> =>
	fc.record({
		wishes: wishesOf(kind, long),
		onError: fc.constantFrom('continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'),
		tries: fc.constantFrom(null, 2, 3),
		simplify: rarely.map((off) => !off),
		concurrency: fc.constantFrom(1, 3),
		allowEarlierRefunds: rarely,
	});

/** A story at one provider: what happens, in order. */
export function storyAt({
	provider,
	accounts,
}: Pick<Setting, 'provider' | 'accounts'>): Arbitrary<Iterable<Command>> {
	const batch = batchOf({ isOneWay: provider === 'layer', accounts }, true);
	const common: Arbitrary<Command>[] = [
		fc.tuple(after, batch, process).map((of) => new RefundBatch(...of)),
		fc.tuple(after, batch, process).map((of) => new RefundBatch(...of)),
		fc.tuple(after, place, process).map((of) => new RefundAgain(...of)),
		fc
			.tuple(after, batch, fc.array(process, { minLength: 2, maxLength: 3 }))
			.map((of) => new ParallelExecutions(...of)),
		fc.tuple(after, batch, process).map((of) => new TwoBranches(...of)),
		fc.tuple(after, place).map((of) => new RetryManually(...of)),
		fc.tuple(after, place).map((of) => new CancelExecution(...of)),
		fc.tuple(after, process).map((of) => new CrashProcess(...of)),
		fc
			.tuple(after, fc.nat({ max: INVOICES - 1 }), accountOf(accounts))
			.map((of) => new PortalRefund(...of)),
		fc.tuple(soon, faultAt(provider)).map((of) => new ArmFault(...of)),
		fc.tuple(soon, faultAt(provider)).map((of) => new ArmFault(...of)),
		fc.tuple(after, fc.integer({ min: 1, max: 2 })).map((of) => new RefuseConnections(...of)),
		fc.tuple(soon, fc.integer({ min: 1, max: 2 })).map((of) => new LoseConnections(...of)),
		fc.constant(new LetItEnd()),
	];
	const own: Readonly<Record<ProviderId, readonly Arbitrary<Command>[]>> = {
		duro: [storeFails],
		revolv3: [storeFails, settle],
		layer: [expireTokens],
		thredfi: [expireTokens, settle],
	};
	return fc.commands([...common, ...own[provider]], { maxCommands: 9, size: 'max' });
}

const storeFails = fc
	.tuple(after, fc.integer({ min: 1, max: 3 }), fc.nat({ max: 6 }))
	.map((of) => new StoreFails(...of));
const settle = fc.tuple(after, place, fc.nat({ max: 2 })).map((of) => new Settle(...of));
const expireTokens = after.map((of) => new ExpireTokens(of));

const READS: Readonly<Record<ProviderId, readonly Call[]>> = {
	duro: ['readInvoice'],
	layer: ['readInvoice', 'readRefund', 'listRefunds', 'token'],
	revolv3: ['readInvoice', 'listInvoices'],
	thredfi: ['readInvoice', 'readRefund', 'listRefunds', 'token'],
};
/**
 * After the commit only those that prove nothing: a provider that books a refund and answers 400 has lied, and no client
 * could know.
 */
const STATUSES = {
	beforeCommit: [400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 502, 503],
	afterCommit: [408, 409, 425, 500, 502, 503],
} as const;
const ANY_MOMENT = [
	'delay',
	'drop',
	'status',
	'status',
	'redirect',
	'emptyBody',
	'brokenJson',
	'html',
	'stall',
	'cut',
] as const;
const AFTER_COMMIT = [
	'otherInvoice',
	'otherAmount',
	'missingAmount',
	'errorsArray',
	'missingAllocations',
] as const;

/** Anything the switchboard has, mostly on the refund itself. */
function faultAt(provider: ProviderId): Arbitrary<FaultRule> {
	const most = Math.min(longestWayMs(provider), 6_000);
	const details = fc.record({
		times: fc.integer({ min: 1, max: 2 }),
		skip: fc.constantFrom(0, 0, 0, 1),
		status: fc.nat({ max: 11 }),
		delayMs: fc.integer({ min: 10, max: most }),
		retryAfter: fc.constantFrom(undefined, 0, 1, 60),
	});
	const moment = fc.constantFrom('beforeCommit' as const, 'afterCommit' as const);
	const onWrite = fc
		.tuple(fc.constantFrom(...ANY_MOMENT), moment, details)
		.map(([kind, when, more]) => ruleOf(provider, 'refund', kind, when, more));
	const lateOnWrite = fc
		.tuple(fc.constantFrom(...AFTER_COMMIT), details)
		.map(([kind, more]) => ruleOf(provider, 'refund', kind, 'afterCommit', more));
	const onRead = fc
		.tuple(
			fc.constantFrom(...ANY_MOMENT, 'missingAllocations' as const),
			fc.constantFrom(...READS[provider]),
			details,
		)
		.map(([kind, call, more]) => ruleOf(provider, call, kind, 'beforeCommit', more));
	const status = fc
		.tuple(
			fc.constantFrom('RefundPending', 'Pending', 'RefundDeclined', 'RefundFailed', 'Reversed'),
			details,
		)
		.map(([refundStatus, { times, skip }]): FaultRule => ({
			provider,
			call: 'refund',
			kind: 'revolv3Status',
			moment: 'afterCommit',
			refundStatus,
			times,
			skip,
		}));
	return fc.oneof(
		{ weight: 5, arbitrary: onWrite },
		{ weight: 2, arbitrary: lateOnWrite },
		{ weight: 2, arbitrary: onRead },
		...(provider === 'revolv3' ? [{ weight: 3, arbitrary: status }] : []),
	);
}

interface RuleDetails {
	readonly times: number;
	readonly skip: number;
	readonly status: number;
	readonly delayMs: number;
	readonly retryAfter: number | undefined;
}

function ruleOf(
	provider: ProviderId,
	call: Call,
	kind: FaultRule['kind'],
	moment: 'beforeCommit' | 'afterCommit',
	{ times, skip, status, delayMs, retryAfter }: RuleDetails,
): FaultRule {
	return {
		provider,
		call,
		kind,
		moment,
		times,
		skip,
		...(kind === 'status'
			? { status: STATUSES[moment][status % STATUSES[moment].length] ?? 500 }
			: {}),
		...(kind === 'status' && retryAfter !== undefined ? { retryAfter } : {}),
		...(kind === 'delay' ? { delayMs } : {}),
	};
}

/** What no contract settles, drawn anew for each run. `losesKeyOnFault` breaks Duro's own promise and stays off. */
export const SWITCHES: Readonly<Record<ProviderId, Arbitrary<Record<string, unknown>>>> = {
	duro: fc.record({
		inFlightLock: fc.boolean(),
		storesErrors: fc.boolean(),
		envelope: fc.constantFrom('bare', 'ok'),
		cumulativeRefunded: fc.boolean(),
	}),
	layer: fc.record({ wrapped: fc.boolean(), allocationsCarryRefundId: fc.boolean() }),
	revolv3: fc
		.record({
			cumulativeTotals: fc.boolean(),
			listShowsChildren: fc.constantFrom(true, true, true, false),
			originalTurnsPartialRefund: fc.boolean(),
			taxToldOnChild: fc.boolean(),
			attemptsIncludeTax: fc.boolean(),
		})
		// A list that hides a portal refund and an answer that adds it in: together they make a smaller refund look full.
		.map((drawn) => ({
			...drawn,
			cumulativeTotals: drawn.cumulativeTotals && drawn.listShowsChildren,
		})),
	thredfi: fc.record({
		replay: fc.constantFrom(200, 201, 409),
		pagination: fc.constantFrom('next', 'pageInfo'),
		allocationsField: fc.boolean(),
		initialStatus: fc.constantFrom('paid', 'paid', 'pending', 'processing', 'failed', 'cancelled'),
		errorShape: fc.constantFrom('reference', 'guide'),
	}),
};

export const setting: Arbitrary<Setting> = fc.constantFrom(...PROVIDERS).chain((provider) =>
	fc.record({
		provider: fc.constant(provider),
		switches: SWITCHES[provider],
		taxed: fc.boolean(),
		accounts: fc.constantFrom<Accounts[]>(1, 2),
	}),
);

/** Which of the waiting things happens next, as numbers; what is left of the story goes in order of arrival. */
export const choices = fc.array(fc.nat({ max: 5 }), { maxLength: 120 });
