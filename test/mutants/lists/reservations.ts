import { mutant, type Mutant } from '../mutant';

const RESERVATIONS = 'nodes/shared/n8n/reservations.ts';
const JOURNAL = 'nodes/shared/n8n/nodeJournal.ts';
const ENDS = 'nodes/shared/n8n/reservation.ts';
const MEMORY = 'nodes/shared/n8n/workflowMemory.ts';
const TEST = 'test/unit/n8n/reservations.test.ts';

/** Keys reserved together, and what keeps two runs from sending under one. */
export const reservationMutants: readonly Mutant[] = [
	mutant(
		'Believes a claim that another process has written over',
		MEMORY,
		"if (recall.state === 'new' && !(await this.hasSettled(mine))) return 'overwritten';",
		'',
		TEST,
	),
	mutant(
		'Believes a new attempt that another process has written over',
		MEMORY,
		'if (await this.hasSettled(mine)) return true;',
		'return true;',
		TEST,
	),
	mutant(
		'Believes reservations that another process has written over',
		RESERVATIONS,
		'if (there.includes(false)) return;',
		'',
		TEST,
	),
	mutant(
		'Reserves keys of which something is known',
		RESERVATIONS,
		'const fresh = entries.filter(isNew);',
		'const fresh = entries;',
		TEST,
	),
	mutant(
		'Takes over what a run may still come to',
		RESERVATIONS,
		"if (await this.journal.isLeased(entry)) return 'begun';",
		'',
		TEST,
	),
	mutant(
		'Takes over what somebody has begun to send',
		JOURNAL,
		'if (!(await this.note([mark, mine])).has(mark)) return await this.row.keeps(mine);',
		'await this.note([mark, mine]);\n\t\treturn await this.row.keeps(mine);',
		TEST,
	),
	mutant(
		'Takes over what another process takes over in the same moment',
		JOURNAL,
		'.has(mark)) return await this.row.keeps(mine);',
		'.has(mark)) return true;',
		TEST,
	),
	mutant(
		'Takes over what a cut question has marked as reserved',
		ENDS,
		"return known.has(mark) && !known.has(question) ? 'reserved' : 'open';",
		"return known.has(mark) ? 'reserved' : 'open';",
		TEST,
	),
	mutant(
		'Begins to send when its time has run out',
		JOURNAL,
		'if (this.hasRunOut(until) || (await',
		'if ((await',
		TEST,
	),
	mutant(
		'Begins to send although another run has begun',
		JOURNAL,
		'(await this.note([mark])).has(mark)) return false;',
		"(await this.note([mark])).has('')) return false;",
		TEST,
	),
	mutant(
		'Gives back what another run has taken over',
		RESERVATIONS,
		'if (unnoted.length > 0) {',
		'if (unnoted.length < 0) {',
		TEST,
	),
	mutant(
		'Writes nothing down because one note has failed',
		RESERVATIONS,
		'await this.journal.note(unnoted).catch(() => unnoted)',
		'await this.journal.note(unnoted)',
		TEST,
	),
	mutant(
		'Keeps a note that has failed',
		RESERVATIONS,
		'noting.catch(() => this.noting.delete(entry.key));',
		'',
		TEST,
	),
	mutant(
		'Forgets an attempt of which nobody knows what came, when the run ends',
		ENDS,
		'? { record: [], forget: [reserved], clear: noted }',
		'? { record: [], forget: [marks.started(entry), ...attempt], clear: noted }',
		TEST,
	),
	mutant(
		'Clears the note of a refund before it is in the row of the workflow',
		ENDS,
		'record: [marks.started(entry), marks.onInvoice(entry), ...confirmed],',
		'record: [],',
		TEST,
	),
	mutant(
		'Calls an amount another one that another process has written over',
		'nodes/shared/n8n/confirmedAmount.ts',
		'if (!known.has(marks.told(entry))) return null;',
		'',
		TEST,
	),
];
