import type { Adapter } from '../../shared/engine/adapter';
import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';

/**
 * §9: two documented shapes, `{ error_code, message, detail }` (reference [D]) and
 * `{ error_code, error, details }` (guide [D]), and `{ code, error }` on uploads [C].
 */
export const toWords: Adapter['toWords'] = (body) => {
	if (!isWireObject(body)) return { code: null, message: null };
	const said = [wireText(body.message) ?? wireText(body.error), fieldErrors(body)];
	return {
		code: wireText(body.error_code) ?? wireText(body.code),
		message: said.filter((text) => text !== null).join(' ') || null,
	};
};

/**
 * Which field was wrong: `details` (§9 [D]), or `detail.field_errors` ([D], its inside is [I] the same). A field has
 * a list of texts; whatever else stands there may be the payer's own data and is not repeated.
 */
function fieldErrors({ detail, details }: WireObject): string | null {
	const fields = isWireObject(detail) ? detail.field_errors : details;
	if (!isWireObject(fields)) return null;
	const lines = Object.entries(fields).flatMap(([field, told]) => {
		const texts = Array.isArray(told) ? told.flatMap((text) => wireText(text) ?? []) : [];
		return texts.length > 0 ? [`${field}: ${texts.join(' ')}`] : [];
	});
	return lines.join('; ') || null;
}
