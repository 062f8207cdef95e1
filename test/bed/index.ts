import type { IDataObject, IExecuteContextData, INodeParameters } from 'n8n-workflow';
import { PROVIDER_IDS, SEED, startSandbox, type ProviderId, type Sandbox } from '../../sandbox';
import { createN8n, DeduplicationStore, loadPackage } from '../n8n/harness';
import { WAITS, type Waits } from '../../nodes/shared/engine/waits';

export const PROVIDERS = PROVIDER_IDS;

/** The credential of each provider that leads to the sandbox. */
export function credentialsFor(
	sandbox: Sandbox,
): Record<string, IDataObject & Record<string, string>> {
	const { credentials, tokenUrl } = sandbox;
	return Object.fromEntries(
		PROVIDERS.map((provider) => {
			const address = { environment: 'custom', baseUrl: sandbox.baseUrl(provider) };
			// A token address that a credential does not ask for is left unread.
			return [`${provider}Api`, { ...address, tokenUrl, ...credentials[provider] }];
		}),
	);
}

export interface BedOptions {
	/** Share a store to imitate another execution, process or restart on the same n8n database. */
	readonly store?: DeduplicationStore;
	readonly sandbox?: Sandbox;
	/** Beds side by side in one process need workflows of their own: what a process shares, it shares by workflow. */
	readonly workflowId?: string;
	/** A copy of the package with locks and caches of its own: another n8n process. */
	readonly freshProcess?: boolean;
	/** Waits, in milliseconds; those not named are `QUICK`, or production's with the profile `production`. */
	readonly waits?: Partial<Waits>;
	readonly profile?: 'quick' | 'production';
	/** A copy loaded before, with its locks, caches and waits; takes the place of the options above. */
	readonly process?: LoadedProcess;
}

/** The package as one n8n process holds it. */
export type LoadedProcess = ReturnType<typeof loadPackage>;

/** Loads the package with the waits of its profile. Costly when fresh: one can serve many beds. */
export function loadProcess({
	freshProcess = false,
	profile = 'quick',
	waits = {},
}: Pick<BedOptions, 'freshProcess' | 'profile' | 'waits'> = {}): LoadedProcess {
	return loadPackage({ freshProcess, waits: { ...PROFILES[profile], ...waits } });
}

/** Waits that no test sits through, in their order of size kept. */
export const QUICK = {
	writeTimeoutMs: 1_500,
	readTimeoutMs: 1_500,
	silenceBeforeResendMs: 50,
	greatestResendAgeMs: 600_000,
	resendPauseMs: 1,
	secondLookAfterMs: 5,
	openAttemptMs: 400,
	openAttemptPollMs: 10,
	storeSettlesMs: 1,
	rateLimitWaitMs: 3_000,
	longestQuietMs: 15 * 60_000,
	rateLimitFirstWaitMs: 5,
	outagePauseMs: 5,
} satisfies Waits;

const PROFILES = { quick: QUICK, production: WAITS };

/** Settings of the node under test, as on its Settings tab. */
export interface RunSettings {
	readonly onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	readonly retryOnFail?: boolean;
	readonly maxTries?: number;
	readonly workflowId?: string;
	readonly cancelAfter?: Promise<void>;
	readonly contextData?: IExecuteContextData;
	readonly name?: string;
}

/** The built nodes in the real engine, in front of a sandbox. */
export async function openBed(options: BedOptions = {}) {
	const sandbox = options.sandbox ?? (await startSandbox());
	const store = options.store ?? new DeduplicationStore();
	const loaded = options.process ?? loadProcess(options);
	const n8n = createN8n({ ...loaded, credentials: credentialsFor(sandbox), store });

	/** Runs one operation of one provider over the items; parameters may hold expressions. */
	const run = async (
		provider: ProviderId,
		operation: 'refund' | 'checkRefund' | 'get' | 'getAll',
		parameters: INodeParameters,
		items: IDataObject[] = [{}],
		settings: RunSettings = {},
	) =>
		await n8n.run({
			node: {
				type: `n8n-nodes-invoice-refunds.${provider}`,
				parameters: parametersOf(provider, operation, sandbox, parameters),
				onError: settings.onError ?? 'continueErrorOutput',
				...(settings.retryOnFail === undefined ? {} : { retryOnFail: settings.retryOnFail }),
				...(settings.maxTries === undefined ? {} : { maxTries: settings.maxTries }),
				waitBetweenTries: 1,
				...(settings.name === undefined ? {} : { name: settings.name }),
			},
			items,
			workflowId: settings.workflowId ?? options.workflowId ?? 'workflow-1',
			...(settings.cancelAfter ? { cancelAfter: settings.cancelAfter } : {}),
			...(settings.contextData ? { contextData: settings.contextData } : {}),
		});
	return {
		sandbox,
		store,
		n8n,
		run,
		refund: async (
			provider: ProviderId,
			parameters: INodeParameters,
			items?: IDataObject[],
			settings?: RunSettings,
		) => await run(provider, 'refund', parameters, items, settings),
		check: async (
			provider: ProviderId,
			parameters: INodeParameters,
			items?: IDataObject[],
			settings?: RunSettings,
		) => await run(provider, 'checkRefund', parameters, items, settings),
		get: async (
			provider: ProviderId,
			parameters: INodeParameters,
			items?: IDataObject[],
			settings?: RunSettings,
		) => await run(provider, 'get', parameters, items, settings),
		list: async (
			provider: ProviderId,
			resource: 'invoice' | 'refund',
			parameters: INodeParameters = {},
			items?: IDataObject[],
			settings?: RunSettings,
		) => await run(provider, 'getAll', { resource, ...parameters }, items, settings),
		close: async () => await sandbox.stop(),
	};
}

export type Bed = Awaited<ReturnType<typeof openBed>>;

/** What the node's form would hold: the provider's business, the seeded paid invoice, and what the test says. */
export function parametersOf(
	provider: ProviderId,
	operation: string,
	sandbox: Sandbox,
	parameters: INodeParameters,
): INodeParameters {
	const { invoiceId = SEED[provider].paid, ...rest } = parameters;
	const business =
		provider === 'layer' || provider === 'thredfi'
			? { businessId: sandbox.businessId[provider] }
			: {};
	return {
		resource: 'invoice',
		operation,
		...business,
		invoiceId:
			typeof invoiceId === 'object' ? invoiceId : { __rl: true, mode: 'id', value: invoiceId },
		...rest,
	};
}

/** What a failed item says in `details`. */
export function detailsOf(item: { json: IDataObject } | undefined): IDataObject {
	const details = item?.json.details;
	return typeof details === 'object' && details !== null && !Array.isArray(details)
		? { ...details }
		: {};
}
