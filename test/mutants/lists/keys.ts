import { mutant, type Mutant } from '../mutant';

const HASHING = 'nodes/shared/engine/refundKey.ts';
const REQUEST = 'nodes/shared/engine/parseRequest.ts';
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
		'invoiceId, reference])',
		"invoiceId, ''])",
		KEPT_BY,
	),
	mutant(
		'Does not trim the reference',
		REQUEST,
		"value.normalize('NFC').trim()",
		"value.normalize('NFC')",
		KEPT_BY,
	),
	mutant(
		'Takes letters written in two ways for two references',
		REQUEST,
		"value.normalize('NFC').trim()",
		'value.trim()',
		KEPT_BY,
	),
	mutant(
		'Takes an expression that yields nothing for an empty reference',
		REQUEST,
		"if (text === '' && referenceIsExpression) {",
		'if (false) {',
		'test/n8n/engine/items.test.ts',
	),
	mutant(
		'Takes a reference that a model has made up',
		REQUEST,
		'if (raw.referenceFromModel) {',
		'if (false) {',
		'test/n8n/aiTool.test.ts',
	),
];
