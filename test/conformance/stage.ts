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
import { gatherCompany } from './company/company';
import { openGate, type Gate, type Passing } from './gate';
import { AMOUNT_MINOR, makeInvoice, type Subject } from './subject';
import type { Word } from './words';

/** Short enough to sit through, long enough for a busy machine. */
const WAITS = { writeTimeoutMs: 900, readTimeoutMs: 1_200, openAttemptMs: 60 };

/** The pause after which Duro's silence is over, in a process where it is worth waiting for. */
const SILENCE_MS = 400;

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

/** Three items take a busy machine longer than one: in company everything that waits, waits twice as long. */
const COMPANY_PACE = 2;

/** A write is held longer than anybody waits for it. */
export const HELD_MS = 1_800;

let stages = 0;

/** The copies of the package, one for each process; loading one is what costs. */
const processes = new Map<number, LoadedProcess>();

function processNumber(number: number, pace: number): LoadedProcess {
	const name = number * 10 + pace;
	const kept = processes.get(name);
	const waits = number === 3 ? PATIENT : WAITS;
	const paced = Object.fromEntries(Object.entries(waits).map(([wait, ms]) => [wait, ms * pace]));
	const loaded = kept ?? loadProcess({ freshProcess: number > 1, waits: paced });
	processes.set(name, loaded);
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
	/** How long the patient process keeps silent before it sends a key again. */
	readonly silenceMs: number;
	readonly store: DeduplicationStore;
	readonly workflowId: string;
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
		settings?: RunSettings & {
			readonly bed?: Bed;
			readonly items?: IDataObject[];
			/** Without neighbours in any setting: a run that happens to the row's, and is not the row's. */
			readonly alone?: boolean;
		},
	): Promise<RunResult>;
	/** Plays something on a fresh stage of the same kind. */
	anew(play: (stage: Stage) => Promise<void>): Promise<void>;
	/** Whether a request refunds the invoice. */
	isRefund(passing: Passing, invoiceId?: string): boolean;
	/** Requests go through a gate from now on, on all beds opened after this. */
	behindGate(): Promise<Gate>;
	/** Refund requests for the invoice, in order. */
	writes(invoiceId?: string): readonly RecordedRequest[];
	/** What of the invoice is booked and counts. */
	booked(invoiceId?: string): readonly BookedRefund[];
	keyOf(reference: string, invoiceId?: string): string;
	/** Those who ran beside the row were refunded once, and hold nothing more. */
	assertCompany(): void;
	close(): Promise<void>;
}

/** How a row's items are run: alone, or with good ones around them. */
export type Setting =
	| { readonly kind: 'alone' }
	| {
			readonly kind: 'inCompany';
			/** What neighbours may say besides `refunded` and `alreadyRefunded`. */
			readonly neighboursMaySay: readonly Word[];
	  };

const ALONE: Setting = { kind: 'alone' };

export async function openStage(subject: Subject, setting: Setting = ALONE): Promise<Stage> {
	const { provider } = subject;
	const pace = setting.kind === 'alone' ? 1 : COMPANY_PACE;
	// Loaded before anything is started: a stale build throws here, and loading stops every clock that runs.
	for (const process of [1, 2, 3]) processNumber(process, pace);
	const started = await startSandbox();
	const store = new DeduplicationStore();
	// With more items, two processes would often write in the same moment and lose each other's entries (SECURITY.md).
	store.isOneByOne = setting.kind === 'inCompany';
	// Locks are the process's, and Duro's have no address in their names: stages side by side use other invoices.
	const workflowId = `workflow-${stages}`;
	const apart = setting.kind === 'alone' ? 4 : 16;
	for (let before = (stages++ % 10) * apart; before > 0; before--) makeInvoice(subject, started);
	const invoiceId = makeInvoice(subject, started);
	const sandbox = setting.kind === 'alone' ? started : aimedAt(invoiceId, started);
	let gate: Gate | null = null;
	const open = async (process: number, on: DeduplicationStore) => {
		const bed = await openBed({
			sandbox,
			store: on,
			workflowId,
			process: processNumber(process, pace),
		});
		if (gate) lead(bed, gate);
		return bed;
	};
	const lead = (bed: Bed, { url }: Gate) =>
		bed.n8n.editCredential(`${provider}Api`, { baseUrl: `${url}/${provider}` });
	const first = await open(1, store);
	const booked = (id: string) => sandbox.refunds(provider, id).filter(({ counts }) => counts);
	const keyOf = (reference: string, id: string) => {
		const origin = gate?.url ?? sandbox.url;
		const business = subject.needsBusinessId ? businessOf(subject, sandbox) : '';
		// Its identity: these references differ from it in their case alone.
		const name = [provider, subject.environment(origin), business, id, reference.toLowerCase()];
		const hash = createHash('sha256').update(JSON.stringify(name)).digest('hex');
		return `n8nr1-${hash.slice(0, 40)}`;
	};
	const company =
		setting.kind === 'alone'
			? null
			: gatherCompany({
					provider,
					enterInvoice: () => makeInvoice(subject, sandbox),
					booked,
					keyOf: subject.keyOf ? keyOf : null,
					neighboursMaySay: setting.neighboursMaySay,
				});
	return {
		subject,
		sandbox,
		silenceMs: SILENCE_MS * pace,
		store,
		workflowId,
		invoiceId,
		first,
		second: async () => await open(2, store),
		patient: async () => await open(3, store),
		stranger: async () => await open(2, new DeduplicationStore()),
		anotherInvoice: (more) => makeInvoice(subject, sandbox, more),
		refund: async (
			parameters = partial(),
			{ bed = first, items, alone = false, ...settings } = {},
		) =>
			await (company && !alone
				? company.refund(bed, { invoiceId, ...parameters }, items, settings)
				: bed.refund(provider, { invoiceId, ...parameters }, items, settings)),
		anew: async (play) => await onStage(subject, play, setting),
		isRefund: ({ method, path, body }, id = invoiceId) =>
			method === 'POST' && path.includes('refund') && names({ path, bodyText: body }, id),
		behindGate: async () => {
			gate = await openGate(sandbox.url);
			lead(first, gate);
			return gate;
		},
		writes: (id = invoiceId) => sandbox.writes(provider).filter((request) => names(request, id)),
		booked: (id = invoiceId) => booked(id),
		keyOf: (reference, id = invoiceId) => keyOf(reference, id),
		assertCompany: () => company?.assertBooks(),
		close: async () => {
			await gate?.close();
			await sandbox.stop();
		},
	};
}

/** An itemized refund names its invoice in the body only. */
function names(
	{ path, bodyText }: { readonly path: string; readonly bodyText: string },
	invoiceId: string,
): boolean {
	return `${path}/`.includes(`/${invoiceId}/`) || bodyText.includes(invoiceId);
}

/** The sandbox at the company's pace, its faults of calls that name an invoice aimed at this one unless they name another. */
function aimedAt(invoiceId: string, sandbox: Sandbox): Sandbox {
	const fault: Sandbox['fault'] = (rule) => {
		const namesInvoice = rule.call === 'refund' || rule.call === 'readInvoice';
		const paced = rule.delayMs ? { ...rule, delayMs: rule.delayMs * COMPANY_PACE } : rule;
		sandbox.fault(namesInvoice ? { invoiceId, ...paced } : paced);
	};
	const aimed: Sandbox = Object.create(sandbox, { fault: { value: fault } });
	return aimed;
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
	setting: Setting = ALONE,
): Promise<void> {
	const stage = await openStage(subject, setting);
	try {
		await play(stage);
		stage.assertCompany();
	} finally {
		await stage.close();
	}
}
