import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import type { Refusal } from '../../engine/result/result';
import type { RunContext } from '../../engine/runContext';
import { CheckLedger } from '../../engine/send/checkInvoice';
import type { Waits } from '../../engine/waits';
import { clockOf } from '../http/clockOf';
import { fingerprintOf } from '../http/openHttp';
import { seenByProxy } from '../http/inClear';
import { lastWriters } from './lastWriters';
import { openWay, readCredential } from './openWay';
import type { Provider } from './provider';
import { CheckOrder } from './checkOrder';
import { ExecutionJournal } from './executionJournal';
import { WaitingRoom } from './waitingRoom';
import { WorkflowClaims } from '../claims/workflowClaims';

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
	const way = { clock, waits, cancel, seenByProxy: seenByProxy({ helpers: context.helpers }) };
	const open = async (credential: ICredentialDataDecryptedObject): Promise<Opened> => {
		const opened = await openWay(context, provider, credential, way);
		if (!opened.ok) return opened;
		const { http, environment } = opened;
		const run: RunContext = { ...common, reader: adapter.openReader(http, clock), http };
		return { ok: true, session: { run, shared, environment } };
	};
	const opened = new Map<string, Promise<Opened>>();
	return {
		shared,
		of: async (itemIndex) => {
			const read = await readCredential(context, provider, itemIndex);
			if (!read.ok) return read;
			const name = fingerprintOf(read.credential, provider.clientTokens?.field);
			const session = opened.get(name) ?? open(read.credential);
			opened.set(name, session);
			return await session;
		},
	};
}

/** A short name for a value; nothing can be read back from it. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24);
}

function runIndexOf(context: IExecuteFunctions): number {
	const index: unknown = context.evaluateExpression('{{ $runIndex }}', 0);
	return typeof index === 'number' ? index : 0;
}
