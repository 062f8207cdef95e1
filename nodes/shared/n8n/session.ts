import { createHash } from 'crypto';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { Clock, Desk } from '../engine/desk';
import type { HttpOutcome, HttpRequest } from '../engine/http';
import { refusal, type Refusal } from '../engine/result';
import { clockOf } from './clockOf';
import { lastWriters } from './lastWriters';
import type { Provider } from './provider';
import { RunLog } from './runLog';
import { Transport, type RequestTokens } from './transport';
import { withLock } from './withLock';
import { secretsOf } from './withoutSecrets';
import { WorkflowMemory } from './workflowMemory';

/** Sends a request that asks for a token, with the credential's own authentication. */
export type Mint = (request: HttpRequest) => Promise<HttpOutcome>;

/** Opens the tokens that one credential's requests carry. */
export type OpenTokens = (
	mint: Mint,
	credentials: Readonly<Record<string, unknown>>,
) => RequestTokens;

/** Everything one run of a node works with. */
export interface Session {
	readonly desk: Desk;
	readonly log: RunLog;
	/** The desk's; null where the provider itself shows used keys. */
	readonly memory: WorkflowMemory | null;
	/** As it goes into the key. */
	readonly environment: string;
}

export type Opened =
	| { readonly ok: true; readonly session: Session }
	| { readonly ok: false; readonly refusal: Refusal };

/** Puts credential, transport and memories together for one run. Refuses a credential that can't be used at all. */
export async function openSession(context: IExecuteFunctions, provider: Provider): Promise<Opened> {
	const { adapter } = provider;
	const way = await openTransport(context, provider, context.getExecutionCancelSignal());
	if (!way.ok) return way;
	const { transport: http, clock, environment } = way;
	const memory =
		adapter.facts.keysAreFoundAt === 'workflow' ? new WorkflowMemory(context, clock) : null;
	const log = new RunLog(context.getContext('node'), runIndexOf(context));
	const desk: Desk = {
		adapter,
		books: adapter.openBooks(http),
		http,
		memory,
		clock,
		total: log.total(),
		lastWriters: lastWriters(),
		lockInvoice: withLock,
	};
	return { ok: true, session: { desk, log, memory, environment } };
}

/** The way out with the node's credential, or why that credential can't be used at all. */
export async function openTransport(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ adapter: { facts }, resolveEnvironment, openTokens }: Provider,
	cancel: AbortSignal | undefined,
): Promise<
	| {
			readonly ok: true;
			readonly transport: Transport;
			readonly clock: Clock;
			readonly environment: string;
	  }
	| { readonly ok: false; readonly refusal: Refusal }
> {
	const type = `${facts.provider}Api`;
	const credentials = await context.getCredentials(type);
	const chosen = context.getNode().credentials?.[type];
	const resolved = resolveEnvironment(credentials);
	if (!resolved.ok) return { ok: false, refusal: refusal('credentialRejected', resolved.message) };
	const clock = clockOf(cancel);
	const transport = new Transport({
		context,
		cancelled: () => cancel?.aborted ?? false,
		credential: { id: chosen?.id ?? '', name: chosen?.name ?? '', type, data: credentials },
		baseUrl: resolved.baseUrl,
		facts,
		tokenExpires: resolved.tokenUrl !== undefined,
		clock,
		secrets: secretsOf(credentials),
		openTokens: openTokens ? (mint) => openTokens(mint, credentials) : null,
	});
	return { ok: true, transport, clock, environment: resolved.environment };
}

/** A short name for a value; nothing can be read back from it. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}

function runIndexOf(context: IExecuteFunctions): number {
	const index: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	return typeof index === 'number' ? index : 0;
}
