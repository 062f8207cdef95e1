import type { IContextObject } from 'n8n-workflow';
import { toMinorUnits } from '../../money/minorUnits';
import type { Journal, JournalEntry } from '../../engine/journal';
import type { RunTotal } from '../../engine/runContext';
import { nested } from '../items/items';

interface Kept {
	readonly version: 2;
	readonly entries: Record<string, JournalEntry>;
	/** What counts for the total, tax included, by key. */
	readonly sent: Record<string, { readonly currency: string | null; readonly minor: number }>;
}

const CONTEXT_KEY = 'invoiceRefunds';

/**
 * What this execution knows of its own refunds, kept in n8n's node context: it outlives the tries of Retry On Fail and is
 * carried into a manual retry. n8n runs the node again with all items; what is finished is said again from here.
 */
export class ExecutionJournal implements Journal, RunTotal {
	private readonly kept: Kept;
	private readonly resent = new Map<string, number>();
	/** Keys whose provider's answer the user asked to see; that of all others may name a customer and is not kept. */
	private readonly shown = new Set<string>();

	constructor(context: IContextObject) {
		const kept = context[CONTEXT_KEY];
		if (isKept(kept)) {
			this.kept = kept;
		} else {
			this.kept = { version: 2, entries: {}, sent: {} };
			context[CONTEXT_KEY] = this.kept;
		}
	}

	show(key: string): void {
		this.shown.add(key);
	}

	find(key: string): JournalEntry | null {
		return Object.hasOwn(this.kept.entries, key) ? (this.kept.entries[key] ?? null) : null;
	}

	keep(key: string, entry: JournalEntry): void {
		const { success } = entry;
		const response = success && this.shown.has(key) ? nested(success.response) : null;
		this.kept.entries[key] = success ? { ...entry, success: { ...success, response } } : entry;
	}

	clear(key: string): void {
		delete this.kept.entries[key];
	}

	resends(key: string): number {
		return this.resent.get(key) ?? 0;
	}

	countResend(key: string): void {
		this.resent.set(key, this.resends(key) + 1);
	}

	of(currency: string | null): ReturnType<RunTotal['of']> {
		return this.sum(currency, '');
	}

	reserve(...[key, currency, minor, limitMinor]: Parameters<RunTotal['reserve']>): boolean {
		if (limitMinor !== null) {
			const others = this.sum(currency, key);
			if (others === null || others + minor > limitMinor) return false;
		}
		this.kept.sent[key] = { currency, minor };
		return true;
	}

	giveBack(key: string): void {
		delete this.kept.sent[key];
	}

	/** Of all keys but one; null once another currency is among them. */
	private sum(currency: string | null, exceptKey: string): ReturnType<RunTotal['of']> {
		const others = Object.entries(this.kept.sent).filter(([key]) => key !== exceptKey);
		if (others.some(([, sent]) => sent.currency !== currency)) return null;
		return toMinorUnits(others.reduce((sum, [, { minor }]) => sum + minor, 0));
	}
}

function isKept(value: unknown): value is Kept {
	return typeof value === 'object' && value !== null && 'version' in value && value.version === 2;
}
