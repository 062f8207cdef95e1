import type { IContextObject } from 'n8n-workflow';
import { toMinorUnits } from '../money/minorUnits';
import type { RunTotal } from '../engine/desk';
import type { Success } from '../engine/result';
import type { Attempt, Slot } from '../engine/slot';
import { nested } from './items';

/** What one item has come to; kept in n8n's node context, so it is plain JSON. */
interface Entry {
	success?: Success;
	attempt?: Attempt;
	/** What was added to the run's total for it: tax included. */
	sent?: { currency: string | null; minor: number };
}

interface Log {
	readonly version: 1;
	readonly entries: Record<string, Entry>;
	/** Which item of a run made the refund under a key. */
	readonly makers: Record<string, number>;
}

const CONTEXT_KEY = 'invoiceRefunds';

/**
 * What the items of this execution have come to, kept over the tries of Retry On Fail and a manual retry
 * (design §6, memory (b)). n8n runs the node again with all items; what is finished is said again from here.
 */
export class RunLog {
	private readonly log: Log;

	constructor(
		context: IContextObject,
		/** Differs between loop rounds and agent calls, not between tries. */
		private readonly runIndex: number,
	) {
		const kept = context[CONTEXT_KEY];
		if (isLog(kept)) {
			this.log = kept;
		} else {
			this.log = { version: 1, entries: {}, makers: {} };
			context[CONTEXT_KEY] = this.log;
		}
	}

	/**
	 * The slot of one item.
	 *
	 * @param requestHash of everything the user asked for, so that a changed request is a new one
	 */
	slot(itemIndex: number, key: string, requestHash: string, keepResponse: boolean): Slot {
		const { log } = this;
		const name = `${this.runIndex} ${itemIndex} ${key} ${requestHash}`;
		const maker = `${this.runIndex} ${key}`;
		return {
			get success() {
				return log.entries[name]?.success ?? null;
			},
			get attempt() {
				return log.entries[name]?.attempt ?? null;
			},
			get keyWasUsed() {
				const item = log.makers[maker];
				return item !== undefined && item !== itemIndex;
			},
			open(attempt) {
				const { currency, amountMinor, taxMinor } = attempt.plan;
				log.entries[name] = { attempt, sent: { currency, minor: amountMinor + (taxMinor ?? 0) } };
			},
			finish(success) {
				const sent = success.outcome === 'alreadyRefunded' ? undefined : log.entries[name]?.sent;
				// A provider's answer may name its customer: kept only where the user asked to see it.
				const kept = { ...success, response: keepResponse ? nested(success.response) : null };
				log.entries[name] = { success: kept, ...(sent ? { sent } : {}) };
				log.makers[maker] ??= itemIndex;
			},
			clear() {
				delete log.entries[name];
			},
		};
	}

	/** The run's total, beginning with what earlier tries of the same run have sent. */
	total(): RunTotal {
		const sums = new Map<string | null, number>();
		const add = (currency: string | null, minor: number) => {
			const sum = (sums.get(currency) ?? 0) + minor;
			if (sum === 0) sums.delete(currency);
			else sums.set(currency, sum);
		};
		for (const [name, { sent }] of Object.entries(this.log.entries)) {
			if (sent && name.startsWith(`${this.runIndex} `)) add(sent.currency, sent.minor);
		}
		return {
			of: (currency) => {
				const others = [...sums.keys()].some((other) => other !== currency);
				return others ? null : toMinorUnits(sums.get(currency) ?? 0);
			},
			add,
		};
	}
}

function isLog(value: unknown): value is Log {
	return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}
