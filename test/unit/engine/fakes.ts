import type { Books } from '../../../nodes/shared/engine/adapter';
import type { Desk, Errand } from '../../../nodes/shared/engine/desk';
import type { ProviderFacts } from '../../../nodes/shared/engine/facts';
import type { HttpOutcome, HttpRequest } from '../../../nodes/shared/engine/http';
import type { Memory } from '../../../nodes/shared/engine/recall';
import type { Success } from '../../../nodes/shared/engine/result';
import type { Attempt } from '../../../nodes/shared/engine/slot';
import type { ShownRefund, Snapshot } from '../../../nodes/shared/engine/snapshot';
import { WAITS } from '../../../nodes/shared/engine/waits';
import { minor } from '../draw';
import { adapterOf, NOW, shown, snapshotOf } from './samples';

export const answer = (status: number, body: unknown = null): HttpOutcome => ({
	kind: 'answer',
	status,
	headers: {},
	body,
});
export const silence: HttpOutcome = { kind: 'noAnswer', sent: 'perhaps', why: 'it did not answer' };
export const claims = (changes: Partial<ShownRefund> = {}) =>
	answer(200, { refund: shown(changes) });

/** A desk whose provider answers the writes in turn, and shows the read-backs in turn; the last of each stays. */
export function deskOf(
	facts: ProviderFacts,
	script: {
		readonly writes: readonly HttpOutcome[];
		readonly readBacks?: ReadonlyArray<readonly ShownRefund[]>;
		readonly snapshot?: Partial<Snapshot>;
		readonly memory?: Memory;
	},
) {
	const sent: HttpRequest[] = [];
	let time = NOW;
	let looks = 0;
	const { readBacks } = script;
	const books: Books = {
		readSnapshot: async (target) => ({
			ok: true,
			value: snapshotOf({ invoiceId: target.invoiceId, ...script.snapshot }),
		}),
		...(readBacks
			? {
					readBack: async () => ({
						ok: true,
						value: readBacks[Math.min(looks++, readBacks.length - 1)] ?? [],
					}),
				}
			: {}),
	};
	const kept: { success: Success | null; attempt: Attempt | null } = {
		success: null,
		attempt: null,
	};
	const desk: Desk = {
		adapter: adapterOf(facts),
		books,
		http: {
			tokenExpires: facts.keysAreFoundAt === 'provider',
			read: async () => answer(404),
			write: async (request) => {
				sent.push(request);
				return script.writes[Math.min(sent.length, script.writes.length) - 1] ?? silence;
			},
		},
		memory: script.memory ?? null,
		clock: {
			now: () => time,
			sleep: async (ms) => {
				time += ms;
				return true;
			},
		},
		waits: WAITS,
		total: { of: () => minor(0), add: () => undefined },
		lastWriters: { note: () => undefined, isAnother: () => false },
		lockInvoice: async (_name, work) => await work(),
	};
	const errand: Errand = {
		desk,
		slot: {
			get success() {
				return kept.success;
			},
			get attempt() {
				return kept.attempt;
			},
			keyWasUsed: false,
			open: (attempt) => {
				kept.attempt = attempt;
			},
			finish: (success) => {
				kept.success = success;
				kept.attempt = null;
			},
			clear: () => {
				kept.attempt = null;
			},
		},
	};
	return { errand, sent, kept, passTime: (ms: number) => (time += ms) };
}
