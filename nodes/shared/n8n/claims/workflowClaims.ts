import type { IExecuteFunctions } from 'n8n-workflow';
import type {
	Claimed,
	ClaimEntry,
	ClaimQuestion,
	Claims,
	ClaimState,
	MayBe,
	Settlement,
} from '../../engine/claims';
import type { Clock } from '../../engine/runContext';
import type { Waits } from '../../engine/waits';
import { ClaimAhead, noteAnother } from './claimAhead';
import { ALONE, begun, hasRefund, NO_OTHER, noteGivenUp, othersIn, stateIn } from './answers';
import { ClaimEnds, type Held } from './claimEnds';
import * as facts from './entries';
import { SLOTS } from './entries';
import { noteSettling, whenAllSettled, whenSettled } from './settling';
import { lookUp } from './lookUp';
import { newMarks, StoreRow } from './storeRow';

/** Each try that another process has overwritten costs a pause; more in a row are no accident. */
const MOST_TRIES = 5;

/**
 * Claims in the row that all nodes of a workflow share: a node that is renamed or copied must not forget its refunds.
 * README.md has the protocol, its states and its timing assumption.
 */
export class WorkflowClaims implements Claims {
	private readonly row: StoreRow;
	private readonly ahead: ClaimAhead;
	private readonly held = new Map<string, Held>();
	private readonly ends: ClaimEnds;

	constructor(context: IExecuteFunctions, clock: Clock, waits: Waits) {
		this.row = new StoreRow(context, clock, waits);
		this.ahead = new ClaimAhead(this.row);
		this.ends = new ClaimEnds(this.row, this.held);
	}

	/** What this run will claim, in order, each invoice once: several are then claimed together. */
	expect(entries: readonly ClaimEntry[]): void {
		this.ahead.expect(entries);
	}

	/** The run is over: gives back what it never began, and waits for what is being written. Never rejects. */
	async close(): Promise<void> {
		await this.ahead.close();
		await whenAllSettled();
	}

	async claim(entry: ClaimEntry, question: ClaimQuestion): Promise<Claimed> {
		await whenSettled(this.nameOf(entry));
		if (!question.keep) return await lookUp(this.row, entry, question);
		if (this.held.has(entry.key)) return await this.lookAgain(entry, question);
		const isAlone = question.refundIds.length === 0 && (await this.ahead.isAlone(entry));
		if (await this.ahead.takeUp(entry)) {
			if (!isAlone) return await this.lookAgain(entry, question);
			this.held.set(entry.key, { slot: 1, before: [] });
			return ALONE;
		}
		for (let tries = 0; tries < MOST_TRIES; tries++) {
			const answer = await this.claimNow(entry, question);
			if (answer === 'overwritten') continue;
			// Another process that asks at this very moment looks like four attempts.
			if (answer.state.kind !== 'tooManyOpen' || tries > 0) return answer;
			await this.row.pause();
		}
		throw new Error("n8n's store is written by too many processes at once");
	}

	async settle(entry: ClaimEntry, end: Settlement): Promise<void> {
		switch (end.as) {
			case 'released':
				return await this.release(entry);
			case 'closed':
				return await this.ends.takeOut(entry, end.bound);
			case 'givenUp':
				return noteGivenUp(this.row.name, entry, this.held.get(entry.key)?.slot ?? null);
			case 'inDoubt':
				return await this.row.ask(
					[facts.claimed(entry), facts.open(entry, 1), facts.amount(entry, end.bound)],
					() => ({ answer: undefined }),
				);
			default: {
				// Not waited for here: the item is reported without it, and whoever asks about the invoice next waits.
				const ended = this.ends.recordEnd(entry, end).catch(() => undefined);
				noteSettling(this.nameOf(entry), this.row, ended);
			}
		}
	}

	async isOpen(entries: readonly ClaimEntry[]): Promise<ReadonlySet<string>> {
		await Promise.all(entries.map(async (entry) => await whenSettled(this.nameOf(entry))));
		// What this run is claiming ahead right now is recorded already, and is its own.
		await this.ahead.ready();
		const foreign = entries.filter(
			(entry) => !this.held.has(entry.key) && !this.ahead.holds(entry),
		);
		const opens = await this.row.presentOf(foreign.flatMap(facts.opens));
		const maybe = foreign.filter((entry) => facts.opens(entry).some((value) => opens.has(value)));
		// `open` alone is what a question left behind that was cut.
		const claims = await this.row.presentOf(maybe.map(facts.claimed));
		return new Set(maybe.filter((entry) => claims.has(facts.claimed(entry))).map(({ key }) => key));
	}

	async attribute(
		entry: ClaimEntry,
		refundIds: readonly string[],
	): Promise<ReadonlySet<string> | null> {
		await whenSettled(this.nameOf(entry));
		const about = { refundIds, untold: new Map() };
		const known = await this.row.presentOf([
			...facts.attempts(entry),
			...facts.opens(entry),
			...facts.aboutRefunds(entry, about),
		]);
		const isUnproven = refundIds.some((id) => known.has(facts.asked(entry, id)));
		if (
			isUnproven ||
			othersIn(this.row.name, entry, this.held.get(entry.key)?.slot, known).anotherIsOpen
		)
			return null;
		return facts.attributionIn(entry, about, known).others;
	}

	/** The claim is this run's, and was made a while ago: what happened to its invoice since then is asked again. */
	private async lookAgain(entry: ClaimEntry, question: ClaimQuestion): Promise<Claimed> {
		const slot = this.held.get(entry.key)?.slot ?? 1;
		this.held.set(entry.key, { slot, before: question.refundIds });
		const kept = new Set(question.refundIds.map((id) => facts.before(entry, id)));
		const values = [
			...facts.attempts(entry),
			facts.refunded(entry, 1),
			facts.refunded(entry, 2),
			...facts.aboutRefunds(entry, question),
		];
		return await this.row.ask(values, (known) => ({
			answer: {
				state: { kind: 'new' } as const,
				...facts.attributionIn(entry, question, known),
				invoiceHasRefund: hasRefund(entry, known),
				...othersIn(this.row.name, entry, this.held.get(entry.key)?.slot, known),
			},
			forget: values.filter((value) => !known.has(value) && !kept.has(value)),
		}));
	}

	private async claimNow(
		entry: ClaimEntry,
		question: ClaimQuestion,
	): Promise<Claimed | 'overwritten'> {
		const { refundIds } = question;
		const marks = newMarks();
		const values = [
			...marks,
			facts.claimed(entry),
			facts.open(entry, 1),
			...facts.attempts(entry),
			facts.refunded(entry, 1),
			facts.refunded(entry, 2),
			...facts.aboutRefunds(entry, question),
		];
		let taken: readonly string[] = [];
		const asking = this.row.ask(values, (found) => {
			const free = SLOTS.find((one) => !found.has(facts.attempt(entry, one))) ?? null;
			const isNew = !found.has(facts.claimed(entry));
			const kept = isNew ? begun(entry, free, refundIds) : [facts.open(entry, 1)];
			const added = values.filter((value) => !found.has(value));
			const slot = isNew ? free : null;
			if (slot) taken = [...added, facts.open(entry, slot)];
			return {
				answer: { known: found, slot },
				record: slot && slot > 1 ? [facts.open(entry, slot)] : [],
				forget: added.filter((value) => !kept.includes(value) && !(slot && marks.includes(value))),
			};
		});
		const { known, slot } = await asking.catch(async (reason: unknown) => {
			// The claim may be written though its answer can't be given: nothing is sent, so it is taken back if possible.
			await this.row.takeBack(taken);
			throw reason;
		});
		const about = {
			...facts.attributionIn(entry, question, known),
			invoiceHasRefund: hasRefund(entry, known),
		};
		if (known.has(facts.claimed(entry))) {
			// `open` stays while the rest is asked: a question that is cut now leaves the careful answer behind.
			const state = await this.endOf(entry, question.mayBe, known.has(facts.open(entry, 1)));
			return { state, ...about, ...NO_OTHER };
		}
		if (slot === null) return { state: { kind: 'tooManyOpen' }, ...about, ...NO_OTHER };
		this.held.set(entry.key, { slot, before: refundIds });
		noteAnother(this.row.name, entry);
		const again = slot === 1 ? [] : [facts.refunded(entry, 1)];
		const isKept = await this.row.keeps(marks, again).catch((reason: unknown) => {
			// Not taken back: the claim may be another process's by now.
			this.held.delete(entry.key);
			noteGivenUp(this.row.name, entry, slot);
			throw reason;
		});
		if (!isKept) {
			this.held.delete(entry.key);
			return 'overwritten';
		}
		return {
			state: { kind: 'new' },
			...about,
			...othersIn(this.row.name, entry, this.held.get(entry.key)?.slot, known),
		};
	}

	private async endOf(entry: ClaimEntry, mayBe: MayBe, wasOpen: boolean): Promise<ClaimState> {
		const values = [
			...facts.opens(entry),
			...facts.settlements(entry),
			...facts.aboutAmount(entry, mayBe),
		];
		return await this.row.ask(values, (found) => {
			const known = new Set(found);
			if (!wasOpen) known.delete(facts.open(entry, 1));
			return {
				answer: stateIn(this.row.name, entry, mayBe, known),
				forget: values.filter((value) => !known.has(value)),
			};
		});
	}

	/** Only its holder takes a claim back. */
	private async release(entry: ClaimEntry): Promise<void> {
		await this.ahead.giveBack(entry);
		// What is being settled is held until that is written, and then it is nobody's to take back.
		await whenSettled(this.nameOf(entry));
		if (this.held.has(entry.key)) await this.ends.takeOut(entry);
	}

	private nameOf({ invoice }: ClaimEntry): string {
		return `${this.row.name} ${invoice}`;
	}
}
