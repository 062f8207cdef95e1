import { createHash } from 'crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	startSandbox,
	type BookedRefund,
	type InvoiceSpec,
	type RecordedRequest,
	type Sandbox,
} from '../../sandbox';
import { loadProcess, openBed, type Bed, type LoadedProcess, type RunSettings } from '../bed';
import { DeduplicationStore, type RunResult } from '../n8n/harness';
import { openGate, type Gate } from './gate';
import { AMOUNT_MINOR, makeInvoice, type Subject } from './subject';

/** Short enough to sit through, long enough for a busy machine. */
const WAITS = { writeTimeoutMs: 900, readTimeoutMs: 1_200, openAttemptMs: 60 };

/** The pause after which Duro's silence is over, in a process where it is worth waiting for. */
export const SILENCE_MS = 400;

/**
 * Waits of the third process, which sits through what the others give up on. It looks again only when a write that
 * was under way has certainly ended: asking n8n's store means writing it, and two processes that write it in the same
 * moment can lose each other's notes (SECURITY.md), which is a chance and not a behaviour to hold anybody to.
 */
const PATIENT = {
	...WAITS,
	openAttemptMs: 6_000,
	openAttemptPollMs: 1_500,
	silenceBeforeResendMs: SILENCE_MS,
};

/** A write is held longer than anybody waits for it. */
export const HELD_MS = 1_800;

let stages = 0;

/** The copies of the package, one for each process; loading one is what costs. */
const processes = new Map<number, LoadedProcess>();

function processNumber(number: number): LoadedProcess {
	const kept = processes.get(number);
	const waits = number === 3 ? PATIENT : WAITS;
	const loaded = kept ?? loadProcess({ freshProcess: number > 1, waits });
	processes.set(number, loaded);
	return loaded;
}

/** What a behaviour asks for, in the parameters of the form. */
export function partial(amountMinor = AMOUNT_MINOR, reference = 'TICKET-1'): INodeParameters {
	return { refundType: 'amount', amountUnit: 'minor', amount: amountMinor, reference };
}

/** Everything still refundable. */
export function full(reference = 'TICKET-1'): INodeParameters {
	return { refundType: 'full', reference };
}

/** One behaviour's own world: a sandbox, an n8n database, and one n8n process or two on it. */
export interface Stage {
	readonly subject: Subject;
	readonly sandbox: Sandbox;
	readonly store: DeduplicationStore;
	/** A paid invoice. */
	readonly invoiceId: string;
	/** The n8n process that all but a few runs use. */
	readonly first: Bed;
	/** Another process on the same database. */
	second(): Promise<Bed>;
	/** A process on the same database that waits for others, and for the end of a silence. */
	patient(): Promise<Bed>;
	/** Another n8n altogether: a database of its own, the same credential. */
	stranger(): Promise<Bed>;
	anotherInvoice(more?: Partial<InvoiceSpec>): string;
	/** Runs `refund` on the stage's invoice. */
	refund(
		parameters?: INodeParameters,
		settings?: RunSettings & { readonly bed?: Bed; readonly items?: IDataObject[] },
	): Promise<RunResult>;
	/** Requests go through a gate from now on, on all beds opened after this. */
	behindGate(): Promise<Gate>;
	/** Refund requests for the invoice, in order. */
	writes(invoiceId?: string): readonly RecordedRequest[];
	/** What of the invoice is booked and counts. */
	booked(invoiceId?: string): readonly BookedRefund[];
	keyOf(reference: string, invoiceId?: string): string;
	close(): Promise<void>;
}

export async function openStage(subject: Subject): Promise<Stage> {
	const { provider } = subject;
	// Loaded before anything is started: a stale build throws here.
	processNumber(1);
	const sandbox = await startSandbox();
	const store = new DeduplicationStore();
	// Locks are the process's, and Duro's have no address in their names: stages side by side use other invoices.
	for (let before = stages++ % 10; before > 0; before--) makeInvoice(subject, sandbox);
	const invoiceId = makeInvoice(subject, sandbox);
	let gate: Gate | null = null;
	const open = async (process: number, on: DeduplicationStore) => {
		const bed = await openBed({ sandbox, store: on, process: processNumber(process) });
		if (gate) lead(bed, gate);
		return bed;
	};
	const lead = (bed: Bed, { url }: Gate) =>
		bed.n8n.editCredential(`${provider}Api`, { baseUrl: `${url}/${provider}` });
	const first = await open(1, store);
	return {
		subject,
		sandbox,
		store,
		invoiceId,
		first,
		second: async () => await open(2, store),
		patient: async () => await open(3, store),
		stranger: async () => await open(2, new DeduplicationStore()),
		anotherInvoice: (more) => makeInvoice(subject, sandbox, more),
		refund: async (parameters = partial(), { bed = first, items, ...settings } = {}) =>
			await bed.refund(provider, { invoiceId, ...parameters }, items, settings),
		behindGate: async () => {
			gate = await openGate(sandbox.url);
			lead(first, gate);
			return gate;
		},
		// An itemized refund names its invoice in the body only.
		writes: (id = invoiceId) =>
			sandbox
				.writes(provider)
				.filter(({ path, bodyText }) => `${path}/`.includes(`/${id}/`) || bodyText.includes(id)),
		booked: (id = invoiceId) => sandbox.refunds(provider, id).filter(({ counts }) => counts),
		keyOf: (reference, id = invoiceId) => {
			const origin = gate?.url ?? sandbox.url;
			const business = subject.needsBusinessId ? businessOf(subject, sandbox) : '';
			const name = [provider, subject.environment(origin), business, id, reference.toLowerCase()];
			const hash = createHash('sha256').update(JSON.stringify(name)).digest('hex');
			return `n8nr1-${hash.slice(0, 40)}`;
		},
		close: async () => {
			await gate?.close();
			await sandbox.stop();
		},
	};
}

function businessOf({ provider }: Subject, { businessId }: Sandbox): string {
	return Object.hasOwn(businessId, provider)
		? businessId[provider as keyof Sandbox['businessId']]
		: '';
}

/** Plays something on a stage of its own. */
export async function onStage(
	subject: Subject,
	play: (stage: Stage) => Promise<void>,
): Promise<void> {
	const stage = await openStage(subject);
	try {
		await play(stage);
	} finally {
		await stage.close();
	}
}
