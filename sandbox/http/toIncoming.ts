import type { FastifyRequest } from 'fastify';
import type { Incoming } from '../wire/incoming';

/** What an imitation sees of a request. */
export function toIncoming(request: FastifyRequest): Incoming {
	const query = request.url.split(/\?(.*)/s)[1] ?? '';
	const header = request.headers['content-type'] ?? '';
	return {
		method: request.method,
		params: request.params as Readonly<Record<string, string>>, // the router's own, always texts
		query: new URLSearchParams(query),
		headers: Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
		),
		bodyText: typeof request.body === 'string' ? request.body : '',
		contentType: (header.split(';')[0] ?? '').trim().toLowerCase(),
	};
}
