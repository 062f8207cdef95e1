import { mutant, type Mutant } from '../mutant';

const CLAIMS = 'nodes/shared/n8n/claims/workflowClaims.ts';
const AHEAD = 'nodes/shared/n8n/claims/claimAhead.ts';
const ENTRIES = 'nodes/shared/n8n/claims/entries.ts';
const ROW = 'nodes/shared/n8n/claims/storeRow.ts';
const TEST = 'test/unit/n8n/claims.test.ts';

/** Claims in the store, alone and together, and what keeps two runs from sending under one. */
export const reservationMutants: readonly Mutant[] = [
	mutant(
		'Believes a claim that another process has written over',
		CLAIMS,
		'if (!isKept) {',
		'if (false) {',
		TEST,
	),
	mutant(
		'Believes claims ahead that another process has written over',
		AHEAD,
		'if (!isKept) return;',
		'',
		'test/chaos/races.test.ts',
	),
	mutant(
		'Looks at once whether its mark is still there',
		ROW,
		'await this.clock.sleep(Math.max(this.waits.storeSettlesMs, SLOWER_ELSEWHERE * this.slowestMs));',
		'',
		TEST,
		'test/chaos/races.test.ts',
	),
	mutant(
		'Claims ahead keys of which something is known',
		AHEAD,
		'(entry) => !known.has(claimed(entry)) && !known.has(attempt(entry, 1)),',
		'() => true,',
		TEST,
	),
	mutant(
		'Believes for ever what was asked about claims made ahead',
		ROW,
		'return age >= 0 && age < this.waits.storeSettlesMs / 2;',
		'return age >= 0;',
		TEST,
	),
	mutant(
		'Does not give back what the run never came to',
		AHEAD,
		'await this.giveBackAll([...this.held.values()]).catch(() => undefined);',
		'',
		TEST,
	),
	mutant(
		'Takes a key that is claimed for a new one',
		CLAIMS,
		'const isNew = !found.has(facts.claimed(entry));',
		'const isNew = found.size >= 0;',
		TEST,
	),
	mutant(
		'Calls a key new although it is claimed',
		CLAIMS,
		'if (known.has(facts.claimed(entry))) {',
		'if (false) {',
		TEST,
	),
	mutant(
		'Lets anybody take a claim back',
		CLAIMS,
		'if (this.held.has(entry.key)) await this.ends.takeOut(entry);',
		'await this.ends.takeOut(entry);',
		TEST,
	),
	mutant(
		'Takes a refund for its own that another attempt may have made',
		CLAIMS,
		'othersIn(this.row.name, entry, this.held.get(entry.key)?.slot, known).anotherIsOpen',
		'false',
		TEST,
	),
	mutant(
		'Calls a refund its own that a cut question has marked',
		ENTRIES,
		'const isProven = (id: string) => !known.has(asked(entry, id));',
		'const isProven = (id: string) => id !== asked(entry, id);',
		TEST,
	),
	mutant(
		'Does not set aside what was there before the claim',
		ENTRIES,
		'known.has(before(entry, id)) ||',
		'',
		TEST,
		'test/unit/engine/refundClaims.test.ts',
	),
	mutant(
		'Calls a claim settled that is still open',
		'nodes/shared/n8n/claims/answers.ts',
		'if (!isOpen && as !== undefined && found.length < 2) {',
		'if (as !== undefined) {',
		TEST,
	),
	mutant(
		'Leaves behind what a question has added',
		'nodes/shared/n8n/claims/storeRow.ts',
		'answer: known,\n\t\t\tforget: values.filter((value) => !known.has(value)),',
		'answer: known,\n\t\t\tforget: [],',
		TEST,
	),
];
