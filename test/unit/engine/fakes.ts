import type { ProviderReader } from '../../../nodes/shared/engine/provider/adapter';
import type { Claims, Settlement } from '../../../nodes/shared/engine/claims';
import type { ProviderProfile } from '../../../nodes/shared/engine/provider/profile';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/provider/http';
import type { JournalEntry } from '../../../nodes/shared/engine/journal';
import type { RefundRequest } from '../../../nodes/shared/engine/request/request';
import type { RefundResult } from '../../../nodes/shared/engine/result/result';
import type { ItemContext, RunContext } from '../../../nodes/shared/engine/runContext';
import { refundInvoice } from '../../../nodes/shared/engine/send/refundInvoice';
import type { Look } from '../../../nodes/shared/engine/send/step';
import type { ProviderRefund, InvoiceSnapshot } from '../../../nodes/shared/engine/provider/snapshot';
import { WAITS } from '../../../nodes/shared/engine/waits';
import { adapterOf, claimedOf, NOW, shown, snapshotOf } from './samples';

export const answer = (status: number, body: unknown = null): HttpOutcome => ({
	kind: 'answer',
	status,
	headers: {},
	body,
});
export const silence: HttpOutcome = { kind: 'noAnswer', sent: 'perhaps', why: 'it did not answer' };
export const claims = (changes: Partial<ProviderRefund> = {}) =>
	answer(200, { refund: shown(changes) });

/** A store in which nothing is ever recorded. */
export const NO_CLAIMS: Claims = {
	claim: async () => claimedOf(),
	settle: async () => undefined,
	isOpen: async () => new Set(),
	attribute: async () => new Set(),
};

/** A run whose provider answers the writes in turn, and shows the read-backs in turn; the last of each stays. */
export function runOf(
	profile: ProviderProfile,
	script: {
		readonly writes: readonly HttpOutcome[];
		readonly readBacks?: ReadonlyArray<readonly ProviderRefund[]>;
		/** How long one of them takes, in milliseconds. */
		readonly readBackTakesMs?: number;
		readonly snapshot?: Partial<InvoiceSnapshot>;
		readonly claims?: Partial<Claims>;
	},
) {
	const sent: HttpRequest[] = [];
	const waited: number[] = [];
	const settled: Settlement[] = [];
	let time = NOW;
	let looks = 0;
	let maySend = true;
	const { readBacks } = script;
	const reader: ProviderReader = {
		readSnapshot: async (target) => ({
			ok: true,
			value: snapshotOf({ invoiceId: target.invoiceId, ...script.snapshot }),
		}),
		...(readBacks
			? {
					inquire: async () => {
						time += script.readBackTakesMs ?? 0;
						return { ok: true, value: readBacks[Math.min(looks++, readBacks.length - 1)] ?? [] };
					},
				}
			: {}),
	};
	const entries = new Map<string, JournalEntry>();
	let resends = new Map<string, number>();
	const recorded: Claims = { ...NO_CLAIMS, ...script.claims };
	const run: RunContext = {
		adapter: adapterOf(profile),
		reader,
		http: {
			read: async () => answer(404),
			write: async (request) => {
				sent.push(request);
				return script.writes[Math.min(sent.length, script.writes.length) - 1] ?? silence;
			},
		},
		claims: {
			...recorded,
			settle: async (entry, end) => {
				settled.push(end);
				await recorded.settle(entry, end);
			},
		},
		journal: {
			find: (key) => entries.get(key) ?? null,
			keep: (key, entry) => void entries.set(key, entry),
			clear: (key) => void entries.delete(key),
			resends: (key) => resends.get(key) ?? 0,
			countResend: (key) => void resends.set(key, (resends.get(key) ?? 0) + 1),
		},
		clock: {
			now: () => time,
			sleep: async (ms) => {
				time += ms;
				return true;
			},
		},
		waits: WAITS,
		total: { of: () => null, reserve: () => true, giveBack: () => undefined },
		lastWriters: { note: () => undefined, isAnother: () => false },
		isWaiting: () => false,
		maySend: () => maySend,
	};
	const item: ItemContext = { run, place: '0 0' };
	return {
		run,
		item,
		sent,
		/** How long the item stepped aside, in milliseconds. */
		waited,
		settled,
		entries,
		/** Plays an item to its end, the waits included. */
		play: async (request: RefundRequest, context = item): Promise<RefundResult> => {
			let look: Look = 'first';
			for (;;) {
				const step = await refundInvoice(request, context, look);
				if (step.kind === 'done') return step.result;
				if (step.kind === 'notBegun') throw new Error('Nothing was begun');
				waited.push(step.until - time);
				time = Math.max(time, step.until);
				look = step.next;
			}
		},
		/** n8n runs the node again, or the Retry button is pressed: the journal stays, the try is new. */
		nextTry: () => {
			resends = new Map();
		},
		stop: () => {
			maySend = false;
		},
		passTime: (ms: number) => {
			time += ms;
		},
	};
}
