import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type BookedRefund, type ProviderId, type Sandbox } from '../../../sandbox';
import type { ProviderWorld } from '../../../sandbox/worlds/types';
import { enterWorld } from '../../../sandbox/worlds/worldOf';
import { QUICK, openBed, type Bed, type LoadedProcess } from '../../bed';
import { liftPace, loadCopy } from '../../chaos/world/packageCopies';
import { DeduplicationStore } from '../../n8n/harness';
import { INVOICES, type InvoiceName, type RefundAsk, type Step } from './script';

/** Status and currency of a paid invoice. */
const PAID: Readonly<Record<ProviderId, { readonly status: string; readonly currency: string }>> = {
	duro: { status: 'paid', currency: 'NGN' },
	layer: { status: 'PAID', currency: 'USD' },
	revolv3: { status: 'Paid', currency: 'USD' },
	thredfi: { status: 'paid', currency: 'USD' },
};

const MISSING: Readonly<Record<ProviderId, string>> = {
	duro: 'inv_9999',
	layer: 'a1000000-0000-4000-8000-00000000ffff',
	revolv3: '999999',
	thredfi: 'b1000000-0000-4000-8000-00000000ffff',
};

/** One story's own sandbox in its world, one n8n database, and as many n8n processes on it as it takes. */
export interface Stage {
	readonly provider: ProviderId;
	readonly sandbox: Sandbox;
	idOf(invoice: InvoiceName): string;
	/** What is booked of an invoice and counts, in order. */
	booked(invoice: InvoiceName): readonly BookedRefund[];
	/** Plays the step's part before the node runs, runs the node, and says what it said, an item for each of the input's. */
	run(step: Step, refundIdOf: (ask: RefundAsk) => string | null): Promise<readonly IDataObject[]>;
	close(): Promise<void>;
}

/** @param root the package to play with, by default this one */
export async function openStage(world: ProviderWorld, root?: string): Promise<Stage> {
	const { provider } = world;
	const sandbox = await startSandbox();
	enterWorld(sandbox.switches, world);
	const store = new DeduplicationStore();
	const { status, currency } = PAID[provider];
	const ids = new Map<InvoiceName, string>([['missing', MISSING[provider]]]);
	for (const [name, { netMinor, taxMinor }] of Object.entries(INVOICES)) {
		const tax = provider === 'revolv3' ? taxMinor : 0;
		const spec = { status, currency, totalMinor: netMinor + tax, taxMinor: tax };
		ids.set(name as InvoiceName, sandbox.addInvoice(provider, spec)); // the keys of INVOICES are its names
	}
	const idOf = (name: InvoiceName) => ids.get(name) ?? '';
	const openProcess = async () =>
		await openBed({ sandbox, store, process: loadQuickly(provider, root) });
	let bed: Bed = await openProcess();

	return {
		provider,
		sandbox,
		idOf,
		booked: (invoice) => sandbox.refunds(provider, idOf(invoice)).filter(({ counts }) => counts),
		run: async (step, refundIdOf) => {
			if (step.process === 'another') bed = await openProcess();
			prepare(sandbox, provider, step, idOf);
			try {
				return await ask(bed, provider, step, idOf, refundIdOf);
			} finally {
				sandbox.clearFaults();
			}
		},
		close: async () => await sandbox.stop(),
	};
}

/** A process whose waits and pace are shortened; both have tests of their own. */
function loadQuickly(provider: ProviderId, root?: string): LoadedProcess {
	const copy = loadCopy(QUICK, root);
	const { module, nodes, credentialTypes } = copy;
	liftPace(copy, provider, root === undefined ? 'profile' : 'facts');
	// a copy from before waits were handed in kept them in an object
	if (root !== undefined)
		Object.assign(module('nodes/shared/engine/timing.js').timing ?? {}, QUICK);
	return { nodes, credentialTypes };
}

function prepare(
	sandbox: Sandbox,
	provider: ProviderId,
	{ before, ask }: Step,
	idOf: (name: InvoiceName) => string,
): void {
	if (before === undefined) return;
	const [item] = 'items' in ask ? ask.items : [];
	if (item === undefined) throw new Error('Something happens before an item of a refund.');
	if (before === 'portal refund') {
		sandbox.refundInPortal(provider, idOf(item.invoice), 500);
		return;
	}
	sandbox.fault({ provider, call: 'refund', moment: 'afterCommit', kind: 'drop' });
	if (before === 'answer lost') return;
	// what is read before the send is read as ever
	sandbox.fault({
		provider,
		call: 'any',
		moment: 'beforeCommit',
		kind: 'status',
		status: 503,
		times: Infinity,
		afterRefund: true,
	});
}

async function ask(
	bed: Bed,
	provider: ProviderId,
	{ ask: asked }: Step,
	idOf: (name: InvoiceName) => string,
	refundIdOf: (ask: RefundAsk) => string | null,
): Promise<readonly IDataObject[]> {
	switch (asked.operation) {
		case 'refund':
		case 'checkRefund': {
			const { items } = asked;
			return await outputs(
				bed.run(
					provider,
					asked.operation,
					{
						invoiceId: { __rl: true, mode: 'id', value: '={{ $json.invoiceId }}' },
						refundType: items[0]?.amountMinor === undefined ? 'full' : 'amount',
						amountUnit: 'minor',
						amount: '={{ $json.amount }}',
						// an expression that yields nothing is refused: an empty reference is one that was left empty
						reference: items.every(({ reference }) => reference === '')
							? ''
							: '={{ $json.reference }}',
						...(items.some(({ withoutMethod }) => withoutMethod) ? { method: 'notSent' } : {}),
						options: items.some(({ allowEarlierRefunds }) => allowEarlierRefunds)
							? { allowEarlierRefunds: true }
							: {},
					},
					items.map((item) => formOf(item, idOf)),
				),
			);
		}
		case 'invoice.get':
			return await outputs(bed.run(provider, 'get', { invoiceId: idOf(asked.invoice) }));
		case 'invoice.getAll':
			return await outputs(bed.run(provider, 'getAll', { returnAll: true }));
		case 'refund.getAll': {
			const of: INodeParameters = provider === 'revolv3' ? { invoiceId: idOf(asked.invoice) } : {};
			return await outputs(
				bed.run(provider, 'getAll', { resource: 'refund', returnAll: true, ...of }),
			);
		}
		case 'refund.get': {
			const refundId = refundIdOf({ invoice: asked.invoice, reference: asked.reference }) ?? 'none';
			return await outputs(bed.run(provider, 'get', { resource: 'refund', refundId }));
		}
	}
}

function formOf(item: RefundAsk, idOf: (name: InvoiceName) => string): IDataObject {
	const { reference, amountMinor = null } = item;
	return { invoiceId: idOf(item.invoice), reference, amount: amountMinor };
}

/** The node's items in the order of the input. */
async function outputs(running: ReturnType<Bed['run']>): Promise<readonly IDataObject[]> {
	const { main, error, failed } = await running;
	if (failed) throw failed;
	return [...main, ...error]
		.map((item, place) => ({ json: item.json, at: pairedIndex(item.pairedItem) ?? 0, place }))
		.sort((a, b) => a.at - b.at || a.place - b.place)
		.map(({ json }) => json);
}

function pairedIndex(paired: unknown): number | null {
	if (typeof paired === 'number') return paired;
	return typeof paired === 'object' && paired !== null && 'item' in paired
		? Number(paired.item)
		: null;
}
