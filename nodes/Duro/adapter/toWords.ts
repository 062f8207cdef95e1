import type { Adapter } from '../../shared/engine/adapter';
import { isWireObject, wireText } from '../../shared/engine/readAnswer';

/** §7 [doc]: `{ "error": { "code", "message", "details"? } }`. */
export const toWords: Adapter['toWords'] = (body) => {
	const error = isWireObject(body) && isWireObject(body.error) ? body.error : {};
	return { code: wireText(error.code), message: wireText(error.message) };
};
