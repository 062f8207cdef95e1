import type { FastifyRequest } from 'fastify';
import type {
	AccountName,
	Call,
	FaultKindName,
	ProviderId,
	RecordedRequest,
	StrayRequest,
} from '../types';
import { maskBody, maskHeader } from './mask';

/** A record that is still being filled in. */
export type OpenRecord<Kind extends RecordedRequest | StrayRequest> = {
	-readonly [Field in keyof Kind]: Kind[Field];
};

/** Keeps what came in, secrets masked. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];
	readonly strays: StrayRequest[] = [];
	readonly followed: StrayRequest[] = [];

	constructor(private readonly clock: () => number) {}

	/** A request to a known route. */
	open(provider: ProviderId, account: AccountName, call: Call | null, request: FastifyRequest) {
		const record: OpenRecord<RecordedRequest> = {
			...this.describe(request, provider),
			provider,
			account,
			call,
		};
		this.requests.push(record);
		return record;
	}

	/** A request that fits no route; under a provider's prefix it is among the requests as well. */
	stray(provider: ProviderId | null, request: FastifyRequest): void {
		const record = { ...this.describe(request, provider), provider, status: 404 };
		this.strays.push(record);
		if (provider !== null) this.requests.push({ ...record, provider });
	}

	/** A request that followed a redirect fault. */
	follow(provider: ProviderId | null, request: FastifyRequest): void {
		this.followed.push({ ...this.describe(request, null), provider, status: 200 });
	}

	clear(): void {
		for (const list of [this.requests, this.strays, this.followed]) list.length = 0;
	}

	private describe(request: FastifyRequest, provider: ProviderId | null) {
		const [path = '', query = ''] = request.url.split(/\?(.*)/s);
		const bodyText = maskBody(typeof request.body === 'string' ? request.body : '');
		return {
			account: 'first' as AccountName,
			call: null,
			at: this.clock(),
			method: request.method,
			path: provider === null ? path : path.slice(provider.length + 1),
			query: Object.fromEntries(new URLSearchParams(query)),
			headers: Object.fromEntries(
				Object.entries(request.headers).map(([name, value]) => [
					name,
					maskHeader(name, String(value)),
				]),
			),
			bodyText,
			body: parsed(bodyText, request.headers['content-type'] ?? ''),
			status: null as number | null,
			faultApplied: null as FaultKindName | null,
		};
	}
}

function parsed(text: string, contentType: string): unknown {
	if (text === '') return null;
	if (contentType.includes('urlencoded')) return Object.fromEntries(new URLSearchParams(text));
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
