import { answer, Refusal } from '../../wire/answer';

/** [D] The type and stable name that go with a status, where the docs give no better one. */
const KINDS: Readonly<Record<number, readonly [type: string, errorEnum: string | null]>> = {
	400: ['InvalidParameters', 'InvalidPayload'],
	401: ['AuthFailure', null],
	403: ['AuthFailure', null],
	404: ['ResourceNotFound', 'SpecifiedIdNotFound'],
	409: ['Conflict', 'DoesNotMatchExistingEntity'],
	429: ['BadRequest', 'ManualRateLimit'],
};

/** [D] `{errors: [{type, description, error_enum, meta}]}`; `error_enum` on 4xx only. */
export function layerErrorBody(
	status: number,
	description: string,
	type?: string,
	errorEnum?: string,
) {
	const kind = KINDS[status] ?? ['Unknown', null];
	return {
		errors: [
			{
				type: type ?? kind[0],
				description,
				error_enum: status < 500 ? (errorEnum ?? kind[1]) : null,
				meta: null,
			},
		],
	};
}

/** Ends the request with a documented error. */
export function layerRefusal(
	status: number,
	description: string,
	type?: string,
	errorEnum?: string,
	headers?: Readonly<Record<string, string>>,
): Refusal {
	return new Refusal(answer(status, layerErrorBody(status, description, type, errorEnum), headers));
}
