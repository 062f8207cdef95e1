import { isWireObject, wireText } from '../../shared/engine/readAnswer';
import type { Adapter } from '../../shared/engine/adapter';

/**
 * Layer's error code and text. Most pages speak of an `errors` array, the dedicated refund's page of one bare
 * error (dossier §2, [D] both), so both are read.
 */
export const toWords: Adapter['toWords'] = (body) => {
	const error = firstError(body);
	if (!isWireObject(error)) return { code: null, message: null };
	return {
		// `error_enum` is the stable one; it is left out on 5xx (§2, [D]).
		code: wireText(error.error_enum) ?? wireText(error.type),
		message: wireText(error.description),
	};
};

function firstError(body: unknown): unknown {
	if (!isWireObject(body) || !Array.isArray(body.errors)) return body;
	const [first]: unknown[] = body.errors;
	return first;
}
