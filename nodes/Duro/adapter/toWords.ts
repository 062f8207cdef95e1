import type { Adapter } from '../../shared/engine/adapter';
import { isWireObject, wireText } from '../../shared/engine/readAnswer';

/**
 * `{ "error": { "code", "message", "details"? } }`, documented for every error. Anything else did not come from Duro's
 * API: a gateway or a login page in between says nothing about a refund.
 * Source: docs/providers/duro.md#errors
 *
 * @returns the message with the fields of a 422 behind it: "… (amount: expected positive integer)"
 */
export const toWords: Adapter['toWords'] = (body) => {
	if (!isWireObject(body) || !isWireObject(body.error)) return null;
	const { code, message, details } = body.error;
	const said = { code: wireText(code), message: wireText(message) };
	if (said.code === null || said.message === null) return null;
	const fields = fieldIssues(details);
	return fields === '' ? said : { ...said, message: `${said.message} (${fields})` };
};

/** `[{ path, issue }]`, one entry for each field that failed. */
function fieldIssues(details: unknown): string {
	if (!Array.isArray(details)) return '';
	return details
		.flatMap((entry: unknown) => {
			if (!isWireObject(entry)) return [];
			const [path, issue] = [wireText(entry.path), wireText(entry.issue)];
			if (issue === null) return [];
			return [path === null ? issue : `${path}: ${issue}`];
		})
		.join('; ');
}
