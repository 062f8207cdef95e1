import { checkBody } from './checkBody';
import { checkHeaders, checkPath, checkQuery, toQuery, type QueryValue } from './checkParameters';
import { checkSchema } from './checkSchema';
import { checkSecurity } from './checkSecurity';
import { findOperation } from './findOperation';
import { loadContract, type Provider } from './loadContract';

export { providers, type Provider } from './loadContract';

/** A request as it went out. */
export interface SentRequest {
	readonly method: string;
	/** Without host and prefix, e.g. `/v1/plans`; may carry a query string. */
	readonly path: string;
	/** Query parameters that are not in `path`. */
	readonly query?: Readonly<Record<string, QueryValue>> | undefined;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	/** The body as text, exactly as sent. */
	readonly bodyText?: string | undefined;
	/** Wins over the content-type in `headers`. */
	readonly contentType?: string | undefined;
}

/** An answer as it came back. */
export interface ReceivedAnswer {
	/** Of the request. */
	readonly method: string;
	/** Of the request; may carry a query string. */
	readonly path: string;
	readonly status: number;
	/** Parsed from JSON. */
	readonly body: unknown;
}

/** What of a request does not fit the provider's contract; empty when all fits. */
export function checkRequest(provider: Provider, request: SentRequest): string[] {
	const contract = loadContract(provider);
	const found = findOperation(contract, request.method, withoutQuery(request.path));
	if (typeof found === 'string') return [found];
	const { operation, parameters, pathValues } = found;
	const header = headerReader(request.headers);
	return [
		...checkPath(parameters, pathValues),
		...checkQuery(parameters, toQuery(request.path, request.query)),
		...checkSecurity(contract, operation, header),
		...checkHeaders(parameters, header),
		...checkBody(
			operation,
			request.bodyText ?? '',
			request.contentType ?? header('content-type'),
			header('authorization'),
		),
	];
}

/** What of an answer does not fit the provider's contract; a status the contract does not name is a violation. */
export function checkResponse(provider: Provider, answer: ReceivedAnswer): string[] {
	const found = findOperation(loadContract(provider), answer.method, withoutQuery(answer.path));
	if (typeof found === 'string') return [found];
	const { responses } = found.operation;
	const range = `${Math.trunc(answer.status / 100)}XX`;
	const declared = responses[String(answer.status)] ?? responses[range];
	if (declared === undefined) return [`status ${answer.status} is not declared`];
	const schema = declared.content['application/json']?.schema;
	return schema === undefined ? [] : checkSchema('body', schema, answer.body);
}

function withoutQuery(path: string): string {
	return path.split('?')[0] ?? '';
}

function headerReader(headers: SentRequest['headers']): (name: string) => string | undefined {
	const lower = new Map(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')] as const],
		),
	);
	return (name) => lower.get(name.toLowerCase());
}
