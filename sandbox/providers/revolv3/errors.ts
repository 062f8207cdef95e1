import { answer, Refusal } from '../../wire/answer';

/** [C] `message` and `errors`, as the public client parses them; [D] a 429 has `error` and `message`. */
export function revolv3ErrorBody(status: number, message: string, errors?: readonly string[]) {
	if (status === 429) return { error: 'Too Many Requests', message };
	return { message, errors: errors ?? [message] };
}

/** Ends the request with an error. */
export function revolv3Refusal(
	status: number,
	message: string,
	errors?: readonly string[],
): Refusal {
	return new Refusal(answer(status, revolv3ErrorBody(status, message, errors)));
}
