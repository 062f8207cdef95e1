import type { World } from '../../world';
import { answer, Refusal } from '../../wire/answer';
import type { Issue } from '../../wire/fields';

/** [D] The codes the guide names; [ND] those of a refused refund. */
const CODES: Readonly<Record<number, string>> = {
	400: 'validation_error',
	401: 'invalid_token',
	403: 'permission_denied',
	404: 'not_found',
	409: 'invalid_state',
	415: 'unsupported_media_type',
	422: 'business_rule_violation',
};

/** Docs conflict: the reference has `message`, which may be null, and `detail`; the guide `error` and `details`. */
export function thredfiErrorBody(
	world: World,
	status: number,
	message: string,
	code?: string,
	issues: readonly Issue[] = [],
) {
	const error_code = code ?? CODES[status] ?? 'server_error';
	const fields = Object.fromEntries(issues.map(({ path, issue }) => [path, [issue]]));
	const { errorShape } = world.switches.thredfi;
	if (errorShape === 'guide') return { error: message, error_code, details: fields };
	const text = errorShape === 'withoutText' ? null : message;
	return {
		error_code,
		message: text,
		detail: { field_errors: fields },
		request_id: 'sandbox-request',
	};
}

/** Ends the request with a documented error. */
export function thredfiRefusal(
	world: World,
	status: number,
	message: string,
	code?: string,
	issues?: readonly Issue[],
): Refusal {
	return new Refusal(answer(status, thredfiErrorBody(world, status, message, code, issues)));
}
