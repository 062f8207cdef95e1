import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import type { Adapter } from '../../shared/engine/adapter';

/** Categories of errors (documented). */
const TYPES = new Set([
	'ResourceArchived',
	'AuthFailure',
	'Plaid',
	'Stripe',
	'InvalidState',
	'ResourceNotFound',
	'InvalidParameters',
	'JsonSerialization',
	'Unknown',
	'BadRequest',
	'PaginationCursor',
	'Conflict',
	'LedgerOperationFailed',
]);

/**
 * Layer's error code and text. Most pages speak of an `errors` array, the dedicated refund's page of one bare error
 * (documented both); both fields that are required have to be there. A bare object could be anybody's, so its type has
 * to be one of Layer's.
 */
export const toWords: Adapter['toWords'] = (body) => {
	if (!isWireObject(body)) return null;
	if (!Array.isArray(body.errors)) return isKnown(body.type) ? wordsOf(body) : null;
	const errors: unknown[] = body.errors;
	const [first] = errors;
	return isWireObject(first) ? wordsOf(first) : null;
};

function isKnown(type: unknown): boolean {
	return typeof type === 'string' && TYPES.has(type);
}

function wordsOf(error: WireObject): ReturnType<Adapter['toWords']> {
	const type = wireText(error.type);
	const description = wireText(error.description);
	if (type === null || description === null) return null;
	// `error_enum` is the stable one; it is left out on 5xx (documented).
	return { code: wireText(error.error_enum) ?? type, message: description };
}
