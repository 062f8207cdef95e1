/** What a provider imitation answers before any fault gets at it. */
export interface Answer {
	readonly status: number;
	/** JSON; `undefined` means an empty body. */
	readonly body: unknown;
	readonly headers: Readonly<Record<string, string>>;
}

/** A JSON answer. */
export function answer(
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): Answer {
	return { status, body, headers };
}

/** Thrown by a check to end the request with this answer; nothing has been written by then. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super(`answered ${answer.status}`);
	}
}

/** The answer of a refusal that was caught; anything else is a bug of the sandbox and goes on. */
export function refusalAnswer(caught: unknown): Answer {
	if (caught instanceof Refusal) return caught.answer;
	throw caught;
}
