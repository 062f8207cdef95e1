import type { RecordedRequest } from '../../sandbox';

/** Reads one field of a request's JSON body. */
export function bodyField(name: string): (request: RecordedRequest) => unknown {
	return ({ body }) =>
		typeof body === 'object' && body !== null
			? Object.getOwnPropertyDescriptor(body, name)?.value
			: undefined;
}
