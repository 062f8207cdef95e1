import { mutant, type Mutant } from '../mutant';

const REFUND = 'nodes/shared/engine/send/refundInvoice.ts';
const DURO = 'test/conformance/duro.test.ts';
const CLAIMED = 'test/unit/engine/refundClaims.test.ts';
const STORE = 'test/unit/n8n/claims.test.ts';
const REVOLV3 = 'test/conformance/revolv3.test.ts';

/** What is remembered, and what keeps two from remembering at once. */
export const memoryMutants: readonly Mutant[] = [
	mutant(
		'Claims nothing where the workflow remembers',
		'nodes/shared/engine/send/recorded.ts',
		"keep: run.adapter.profile.keysAreFoundAt === 'workflow',",
		'keep: false,',
		REVOLV3,
	),
	mutant(
		'Sends although the store could not be asked',
		'nodes/shared/engine/decide/decide.ts',
		"input.known.kind === 'unavailable' && profile.keysAreFoundAt === 'workflow'",
		'false',
		CLAIMED,
	),
	mutant(
		'Takes a claim in doubt for released',
		'nodes/shared/engine/send/settle.ts',
		"if (isOver) await record({ as: 'givenUp' });",
		"if (isOver) await record({ as: 'closed', bound: null });",
		DURO,
	),
	mutant(
		'Keeps a claim open that was refused',
		'nodes/shared/engine/send/settle.ts',
		"if (isClaimed || wasInDoubt) await record({ as: 'closed', bound });",
		'',
		CLAIMED,
	),
	mutant(
		'Does not record that the refund is there',
		'nodes/shared/engine/send/settle.ts',
		'if (isClaimed && (sent || wasInDoubt || refundId !== null)) {',
		'if (isClaimed && wasInDoubt) {',
		CLAIMED,
	),
	mutant(
		'Does not record that another amount was confirmed',
		'nodes/shared/engine/send/settle.ts',
		"if (isClaimed) await record({ as: 'mismatch', refundId: result.refundId });",
		'',
		CLAIMED,
	),
	mutant(
		'Says nothing of an open attempt when the provider cannot be asked',
		REFUND,
		'return open.has(entry.key)',
		"return open.has('')",
		REVOLV3,
	),
	mutant(
		'Does not wait for somebody else who is sending',
		REFUND,
		"if (look === 'first' && isUnderWay(known)) {",
		'if (false) {',
		REVOLV3,
	),
	mutant(
		'Removes the lock of the invoice',
		'nodes/shared/n8n/run/operations.ts',
		'await withLock(name, async () => await lookAt(request, item, look))',
		'await lookAt(request, item, look)',
		'test/n8n/engine/repeats.test.ts',
		'test/n8n/engine/items.test.ts',
	),
	mutant(
		'Removes the lock around the store',
		'nodes/shared/n8n/claims/storeRow.ts',
		'void withLock(this.name, async () => await this.writeTogether());',
		'void this.writeTogether();',
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
		'if (success) return entry.place === item.place ? done(success) : null;',
		'',
		'test/n8n/engine/retries.test.ts',
	),
	mutant(
		'Looks for a refund although none can be told apart',
		'nodes/shared/engine/send/inquire.ts',
		'return await claims.attribute(entry, undecided).catch(() => null);',
		'return (await claims.attribute(entry, undecided).catch(() => null)) ?? new Set();',
		CLAIMED,
	),
	mutant(
		'Begins anew after a declined refund under the same claim',
		REFUND,
		'claimName = `${claimName} after ${decision.refundId}`;',
		'claimName = `${claimName}`;\n\t\t\t\tif (isFresh) return as(done(outcomeUnknown(claimName, null)));',
		CLAIMED,
	),
	mutant(
		'Counts nothing of what this execution knows better than the store',
		'nodes/shared/engine/send/recorded.ts',
		'claimed: withJournal(claimed, request, run)',
		'claimed',
		'test/n8n/engine',
	),
];
