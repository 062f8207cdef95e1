import { type Result, refusal } from '../result/result';

/** Thrown inside parsing only, and turned into a refusal there; the message names the field on the screen. */
export class InvalidParameter extends Error {}

/** Parses; what is thrown meanwhile becomes the refusal. */
export function catching<T>(parse: () => T): Result<T> {
	try {
		return { ok: true, value: parse() };
	} catch (thrown) {
		return { ok: false, refusal: refusal('invalidParameter', reasonOf(thrown)) };
	}
}

/** Also a slip of our own ends here: nothing was sent, and no item may be lost to an exception. */
function reasonOf(thrown: unknown): string {
	if (thrown instanceof InvalidParameter) return thrown.message;
	return `The parameters could not be checked (${thrown instanceof Error ? thrown.message : 'unknown reason'}).`;
}
