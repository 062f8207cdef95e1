import { isWireObject, wireText, type WireObject } from '../../shared/engine/readAnswer';
import type { ToWords } from '../../shared/engine/adapter';

/**
 * Both documented error shapes: `{ error_code, message, detail }` of the reference, where `message` may be null, and
 * `{ error_code, error, details }` of the guide (docs/providers/thredfi.md#errors). null for any other body: that may
 * be the word of something in between.
 */
export const toWords: ToWords = (body) => {
	if (!isWireObject(body)) return null;
	const code = wireText(body.error_code);
	const hasText = body.message === null || [body.message, body.error].some(isText);
	if (code === null || !hasText) return null;
	const said = [wireText(body.message) ?? wireText(body.error), fieldErrors(body)];
	return { code, message: said.filter((text) => text !== null).join(' ') || null };
};

const isText = (value: unknown) => typeof value === 'string';

/**
 * Which field was wrong: `details` (documented), or `detail.field_errors` (documented, its inside is inferred to be the
 * same). A field has a list of texts; whatever else stands there may be the payer's own data and is not repeated.
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
