import type { World } from '../../world';
import { answer, Refusal } from '../../wire/answer';

/**
 * [D] A 400 carries a list of errors; [D] to a payment it was `message` and `fluentValidatorErrors`; [C] the public client
 * parses `message` and `errors`; [D] a 429 has `error` and `message`. Which of the first three another status has is [ND],
 * so one switch decides for all.
 */
export function revolv3ErrorBody(
	{ switches }: World,
	status: number,
	message: string,
	errors: readonly string[] = [],
): unknown {
	if (status === 429) return { error: 'Too Many Requests', message };
	switch (switches.revolv3.errorBody) {
		case 'list':
			return [message, ...errors].map((text) => ({ message: text }));
		case 'message':
			return { message, errors: errors.length > 0 ? errors : [message] };
		case 'validator':
			return {
				message,
				fluentValidatorErrors: errors.map((text) => ({ propertyName: '', errorMessage: text })),
			};
	}
}

/** Ends the request with an error. */
export function revolv3Refusal(
	world: World,
	status: number,
	message: string,
	errors?: readonly string[],
): Refusal {
	return new Refusal(answer(status, revolv3ErrorBody(world, status, message, errors)));
}
