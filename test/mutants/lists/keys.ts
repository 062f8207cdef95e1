import { mutant, type Mutant } from '../mutant';

const HASHING = 'nodes/shared/engine/request/refundKey.ts';
const IDENTITY = 'nodes/shared/engine/request/identity.ts';
const REFERENCE = 'nodes/shared/engine/request/parseReference.ts';
const KEPT_BY = 'test/n8n/engine/keys.test.ts';

/** What makes the same refund the same. */
export const keyMutants: readonly Mutant[] = [
	mutant(
		'Makes every key random',
		HASHING,
		'.update(name)',
		'.update(name + Math.random())',
		KEPT_BY,
	),
	mutant('Leaves the business out of the key', HASHING, "businessId ?? ''", "''", KEPT_BY),
	mutant(
		'Leaves the environment out of the key',
		HASHING,
		'[provider, environment,',
		"[provider, '',",
		KEPT_BY,
	),
	mutant(
		'Leaves the reference out of the key',
		HASHING,
		'invoiceId, identity])',
		"invoiceId, ''])",
		KEPT_BY,
	),
	mutant(
		'Takes a reference with a hidden mark for another one',
		IDENTITY,
		".normalize('NFKC').replace(HIDDEN, '')",
		".normalize('NFKC')",
		KEPT_BY,
	),
	mutant(
		'Takes a reference in capitals for another one',
		IDENTITY,
		'spaced.toLowerCase().toUpperCase().toLowerCase()',
		'spaced',
		KEPT_BY,
	),
	mutant('Tells one dash from another', IDENTITY, ".replace(DASH, '-')", '', KEPT_BY),
	mutant(
		'Takes letters written in two ways for two references',
		IDENTITY,
		"text.normalize('NFKC')",
		'text',
		'test/unit/engine/identity.test.ts',
	),
	mutant(
		'Takes a damaged reference',
		REFERENCE,
		'if (damage !== null) throw wrong(damage);',
		'',
		'test/n8n/badInput.test.ts',
	),
	mutant(
		'Takes an expression with a hole',
		'nodes/shared/n8n/run/readParameters.ts',
		'this.unreadable ??= faultOfParts(parts ?? [], label);',
		'',
		'test/n8n/holes.test.ts',
	),
	mutant(
		'Takes an expression that yields nothing for an empty reference',
		REFERENCE,
		'if (nothing && !referenceIsExpression) return',
		'if (nothing) return',
		'test/n8n/engine/items.test.ts',
	),
	mutant(
		'Takes a reference that a model has made up',
		REFERENCE,
		'if (raw.referenceFromModel) {',
		'if (false) {',
		'test/n8n/aiTool.test.ts',
	),
];
