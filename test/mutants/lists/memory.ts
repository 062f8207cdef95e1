import { mutant, type Mutant } from '../mutant';

const REFUND = 'nodes/shared/engine/refundInvoice.ts';
const DURO = 'test/conformance/duro.test.ts';
const ENGINE = 'test/unit/engine/refundMemory.test.ts';
const STORE = 'test/unit/n8n/workflowMemory.test.ts';
const REVOLV3 = 'test/conformance/revolv3.test.ts';

/** What is remembered, and what keeps two from remembering at once. */
export const memoryMutants: readonly Mutant[] = [
	mutant(
		'Skips the memory',
		'nodes/shared/n8n/session.ts',
		"adapter.facts.keysAreFoundAt === 'workflow' ? new WorkflowMemory(context, clock) : null",
		'null',
		REVOLV3,
	),
	mutant(
		'Sends although the store could not be asked',
		'nodes/shared/engine/look.ts',
		"return { kind: 'unavailable' };",
		"return { kind: 'notAsked' };",
		REVOLV3,
	),
	mutant(
		'Sends although the last note was not taken',
		REFUND,
		"() => 'storeFailed',",
		"() => 'yes',",
		ENGINE,
	),
	mutant(
		'Forgets an attempt of which nobody knows what came',
		REFUND,
		"} else if (result.outcome === 'refused' && slot.attempt) {",
		'} else if (slot.attempt) {',
		DURO,
	),
	mutant(
		'Keeps an attempt open that was refused',
		REFUND,
		'\t\tslot.clear();\n\t\tawait forget(request, desk);',
		'',
		DURO,
	),
	mutant(
		'Does not note that the refund is there',
		REFUND,
		'?.confirm(entryOf(request, desk, refundIds), result.amountMinor)',
		'?.isOpen(entryOf(request, desk))',
		DURO,
	),
	mutant(
		'Does not set aside what was there before the send',
		REFUND,
		"if (desk.memory === null) return 'yes';\n\treturn await desk.memory.begin",
		"return 'yes';\n\treturn await (desk.memory as never as { begin: typeof desk.memory.begin }).begin",
		ENGINE,
	),
	mutant(
		'Says nothing of an open attempt when the provider cannot be asked',
		REFUND,
		'return open\n\t\t? outcomeUnknown(',
		'return false\n\t\t? outcomeUnknown(',
		REVOLV3,
	),
	mutant(
		'Does not wait for somebody else who is sending',
		REFUND,
		"if (stage !== 'lastLook' && known.kind === 'recalled' && known.recall.state === 'open') {",
		'if (false) {',
		REVOLV3,
	),
	mutant(
		'Removes the lock of the invoice',
		'nodes/shared/n8n/session.ts',
		'lockInvoice: withLock',
		'lockInvoice: async (_name, work) => await work()',
		'test/n8n/engine/repeats.test.ts',
		'test/n8n/engine/items.test.ts',
	),
	mutant(
		'Removes the lock around the store',
		'nodes/shared/n8n/storeRow.ts',
		'return await withLock(this.name, work);',
		'return await work();',
		STORE,
	),
	mutant(
		'Holds the locks until the first work fails',
		'nodes/shared/n8n/withLock.ts',
		'mine.catch(() => undefined)',
		'mine',
		'test/unit/n8n/withLock.test.ts',
	),
	mutant(
		'Does not say again what an earlier try has finished',
		REFUND,
		'if (slot.success) return slot.success;',
		'',
		'test/n8n/engine/retries.test.ts',
	),
	mutant(
		'Takes a refund for its own that another attempt may have made',
		'nodes/shared/n8n/workflowMemory.ts',
		'if (known.has(marks.crowded(entry))) return null;',
		'',
		STORE,
	),
	mutant(
		'Does not notice that another attempt is under way',
		'nodes/shared/n8n/workflowMemory.ts',
		'if (known.has(marks.underWay(entry))) await this.row.record([marks.crowded(entry)]);\n\t\telse ',
		'',
		STORE,
	),
	mutant(
		'Ends the note of an attempt that is still under way',
		'nodes/shared/n8n/workflowMemory.ts',
		'return this.aloneOnInvoice.delete(entry.key) ? [marks.underWay(entry)] : [];',
		'return [marks.underWay(entry), marks.crowded(entry)];',
		STORE,
	),
	mutant(
		'Looks for a refund although none can be told apart',
		'nodes/shared/engine/settleDoubt.ts',
		'const found = tied && findInReadBack(attempt.plan, read.value, tied, desk.adapter.facts);',
		'const found = findInReadBack(attempt.plan, read.value, tied ?? new Set(), desk.adapter.facts);',
		ENGINE,
	),
	mutant(
		'Begins anew after a declined refund although somebody else has',
		REFUND,
		"(await desk.memory.claimAgain(entry, afterDeclined)) ? 'yes' : 'byAnother'",
		"(await desk.memory.claimAgain(entry, afterDeclined)) ? 'yes' : 'yes'",
		ENGINE,
	),
	mutant(
		'Lets everybody begin anew after a declined refund',
		'nodes/shared/n8n/workflowMemory.ts',
		'if (known.has(mark)) {',
		'if (false) {',
		STORE,
	),
	mutant(
		'Releases a new attempt that somebody else may have begun',
		REFUND,
		"if (opened === 'storeFailed') return refused(storeFailed(), plan.amountMinor);",
		"if (opened === 'storeFailed') await forget(request, desk);",
		ENGINE,
	),
];
