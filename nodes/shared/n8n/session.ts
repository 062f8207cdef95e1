import { createHash } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { CheckLedger } from '../engine/send/checkInvoice';
import type { Clock, RunContext } from '../engine/runContext';
import type { Waits } from '../engine/waits';
import type { HttpOutcome, HttpRequest } from '../engine/http';
import { refusal, type Refusal } from '../engine/result';
import { cleanText } from '../engine/words';
import { clockOf } from './clockOf';
import { lastWriters } from './lastWriters';
import type { Provider } from './provider';
import { Transport, type RequestTokens } from './transport';
import { secretsOf } from './withoutSecrets';
import { CheckOrder } from './checkOrder';
import { ExecutionJournal } from './executionJournal';
import { WaitingRoom } from './waitingRoom';
import { WorkflowClaims } from './claims/workflowClaims';

/** Sends a request that asks for a token, with the credential's own authentication. */
export type Mint = (request: HttpRequest) => Promise<HttpOutcome>;

/** Opens the tokens that one credential's requests carry. */
export type OpenTokens = (
	mint: Mint,
	credentials: Readonly<Record<string, unknown>>,
) => RequestTokens;

/** What all items of one run share. */
export interface RunShared {
	readonly claims: WorkflowClaims;
	readonly journal: ExecutionJournal;
	readonly waitingRoom: WaitingRoom;
	readonly checkOrder: CheckOrder;
	readonly checkLedger: CheckLedger;
	/** Differs between loop rounds and agent calls, not between tries. */
	readonly runIndex: number;
	/** Resolves once the run is to send nothing more. */
	readonly stopped: Promise<void>;
	/** The run is to send nothing more. */
	stop(): void;
	maySend(): boolean;
}

/** What an item works with: its own credential's way to the provider, and what its whole run shares. */
export interface Session {
	readonly run: RunContext;
	readonly shared: RunShared;
	/** As it goes into the key. */
	readonly environment: string;
}

export type Opened =
	| { readonly ok: true; readonly session: Session }
	| { readonly ok: false; readonly refusal: Refusal };

/** The sessions of one run. */
export interface Sessions {
	readonly shared: RunShared;
	/**
	 * The session of one item. A credential's fields may hold expressions, so it is resolved for each item; items whose
	 * credential comes to the same share a session, and a credential that can't be used at all refuses its own items.
	 */
	of(itemIndex: number): Promise<Opened>;
}

/** Opens what one run shares: claims, journal and clock. Sessions follow as items ask for them. */
export function openSessions(
	context: IExecuteFunctions,
	provider: Provider,
	waits: Waits,
): Sessions {
	const { adapter } = provider;
	const cancel = context.getExecutionCancelSignal();
	const clock = clockOf(cancel);
	const claims = new WorkflowClaims(context, clock, waits);
	const journal = new ExecutionJournal(context.getContext('node'));
	const waitingRoom = new WaitingRoom(clock, claims, waits);
	let isStopped = false;
	let tellStopped = () => {};
	const stopped = new Promise<void>((resolve) => (tellStopped = resolve));
	const stop = () => {
		isStopped = true;
		tellStopped();
		waitingRoom.close();
	};
	cancel?.addEventListener('abort', stop, { once: true });
	const shared: RunShared = {
		claims,
		journal,
		waitingRoom,
		checkOrder: new CheckOrder(),
		checkLedger: new CheckLedger({ adapter, total: journal, clock }),
		runIndex: runIndexOf(context),
		stopped,
		stop,
		maySend: () => !isStopped && !cancel?.aborted,
	};
	const common = {
		adapter,
		claims,
		journal,
		clock,
		waits,
		total: journal,
		lastWriters: lastWriters(),
		isWaiting: (key: string) => waitingRoom.has(key),
		maySend: shared.maySend,
	};
	const open = (credentials: Fields): Opened => {
		const way = openTransport(context, provider, credentials, { clock, waits, cancel });
		if (!way.ok) return way;
		const { transport: http, environment } = way;
		const run: RunContext = { ...common, books: adapter.openBooks(http, clock), http };
		return { ok: true, session: { run, shared, environment } };
	};
	const opened = new Map<string, Opened>();
	return {
		shared,
		of: async (itemIndex) => {
			const read = await readCredential(context, provider, itemIndex);
			if (!read.ok) return read;
			const name = JSON.stringify(read.credentials);
			const session = opened.get(name) ?? open(read.credentials);
			opened.set(name, session);
			return session;
		},
	};
}

type Fields = ICredentialDataDecryptedObject;

/** The credential as its expressions come out for one item. n8n itself only ever takes the first item's. */
export async function readCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ adapter: { facts } }: Provider,
	itemIndex: number,
): Promise<
	| { readonly ok: true; readonly credentials: Fields }
	| { readonly ok: false; readonly refusal: Refusal }
> {
	try {
		const type = `${facts.provider}Api`;
		return { ok: true, credentials: await context.getCredentials<Fields>(type, itemIndex) };
	} catch (error) {
		const why = error instanceof Error ? cleanText(error.message) : 'unknown';
		const message = `n8n could not read the ${facts.displayName} credential for this item: ${why}`;
		return { ok: false, refusal: refusal('credentialRejected', message) };
	}
}

export interface WayOptions {
	readonly clock: Clock;
	readonly waits: Waits;
	/** The execution's; undefined where nothing can be cancelled. */
	readonly cancel: AbortSignal | undefined;
}

/** The way out with a credential, or why that credential can't be used at all. */
export function openTransport(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	{ adapter: { facts }, resolveEnvironment, openTokens }: Provider,
	credentials: Fields,
	{ clock, waits, cancel }: WayOptions,
):
	| { readonly ok: true; readonly transport: Transport; readonly environment: string }
	| { readonly ok: false; readonly refusal: Refusal } {
	const type = `${facts.provider}Api`;
	const chosen = context.getNode().credentials?.[type];
	const resolved = resolveEnvironment(credentials);
	if (!resolved.ok) return { ok: false, refusal: refusal('credentialRejected', resolved.message) };
	const transport = new Transport({
		context,
		waits,
		cancelled: () => cancel?.aborted ?? false,
		credential: { id: chosen?.id ?? '', name: chosen?.name ?? '', type, data: credentials },
		baseUrl: resolved.baseUrl,
		facts,
		tokenExpires: resolved.tokenUrl !== undefined,
		environment: resolved.environment,
		clock,
		secrets: secretsOf(credentials),
		openTokens: openTokens ? (mint) => openTokens(mint, credentials) : null,
	});
	return { ok: true, transport, environment: resolved.environment };
}

/** A short name for a value; nothing can be read back from it. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}

function runIndexOf(context: IExecuteFunctions): number {
	const index: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	return typeof index === 'number' ? index : 0;
}
