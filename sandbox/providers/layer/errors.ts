import type { World } from '../../world';
import { answer, Refusal, refusalAnswer, type Answer } from '../../wire/answer';
import { isObject } from '../../wire/incoming';

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

/** The error as the world has it: an array of them, or one alone [D] both. */
export function shapedError(world: World, body: ReturnType<typeof layerErrorBody>): unknown {
	return world.switches.layer.errorShape === 'one' ? body.errors[0] : body;
}

/** An answer of the imitation; where it refuses, in the shape that errors have in the world. */
export function inShape(world: World, handle: () => Answer): Answer {
	try {
		return handle();
	} catch (caught) {
		const refused = refusalAnswer(caught);
		return isErrorBody(refused.body)
			? { ...refused, body: shapedError(world, refused.body) }
			: refused;
	}
}

function isErrorBody(body: unknown): body is ReturnType<typeof layerErrorBody> {
	return isObject(body) && Array.isArray(body['errors']);
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
