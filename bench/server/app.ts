/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import fastify, { type FastifyInstance } from 'fastify';
import { enterInvoice } from '../../sandbox/bookkeeping';
import { BUSINESSES, BUSINESS_ID, CREDENTIALS } from '../../sandbox/credentials';
import { TokenBook } from '../../sandbox/ledger/tokens';
import { defaultSwitches } from '../../sandbox/switches';
import type { InvoiceSpec, ProviderId } from '../../sandbox/types';
import { IndexedLedger } from './indexedLedger';
import { serveProviders } from './providerRoutes';
import { TrafficCount } from './traffic';

/** What a run is about to be given. */
export interface Batch {
	readonly provider: ProviderId;
	readonly items: number;
	readonly delayMs: number;
}

/** One item, as the workflow's first node reads it. */
export interface Item {
	readonly invoiceId: string;
	readonly reference: string;
}

/** Paid invoices of a customer each, as disputes come in. */
const SPECS: Readonly<Record<ProviderId, Pick<InvoiceSpec, 'status' | 'currency'>>> = {
	duro: { status: 'paid', currency: 'NGN' },
	layer: { status: 'PAID', currency: 'USD' },
	revolv3: { status: 'Paid', currency: 'USD' },
	thredfi: { status: 'paid', currency: 'USD' },
};

/** The four providers over books in memory, with a fixed delay and counters; control routes below `/bench`. */
export function buildBenchServer(): FastifyInstance {
	const ledger = new IndexedLedger(() => Date.now());
	const switches = defaultSwitches();
	switches.duro.runTakesMs = 0;
	const started = Date.now();
	const world = {
		account: 'first' as const,
		ledger,
		// A clock that stands still: tokens must outlive a session of hours.
		tokens: new TokenBook(() => started),
		switches,
		credentials: CREDENTIALS,
		businesses: BUSINESSES.first,
		clock: () => Date.now(),
		url: () => '',
		wait: async () => await Promise.resolve(true),
	};
	const traffic = new TrafficCount();
	let delayMs = 0;
	let items: Item[] = [];
	let customers = 0;

	const app = fastify({ exposeHeadRoutes: false, forceCloseConnections: true });
	app.server.on('connection', () => traffic.connect());
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	serveProviders(app, { world, traffic, delayMs: () => delayMs });

	app.post('/bench/clear', async (_request, reply) => {
		ledger.clear();
		items = [];
		return await reply.send({});
	});
	app.post('/bench/batch', async (request, reply) => {
		const batch = JSON.parse(String(request.body)) as Batch; // the bench's own
		const spec = SPECS[batch.provider];
		items = Array.from({ length: batch.items }, (_, index) => {
			customers += 1;
			const customerRef = `customer-${customers}`;
			const totalMinor = 10_000 + (index % 5_000);
			const invoiceId = enterInvoice(world, batch.provider, { ...spec, totalMinor, customerRef });
			return { invoiceId, reference: `dispute-${customers}` };
		});
		delayMs = batch.delayMs;
		traffic.reset();
		return await reply.send({});
	});
	app.get('/bench/items', async (_request, reply) => await reply.send(items));
	app.get('/bench/traffic', async (_request, reply) => await reply.send(traffic.sum()));
	app.get('/bench/tokens', async (_request, reply) => {
		const layer = world.tokens.issue('layer', 'client', CREDENTIALS.layer.scope);
		const thredfi = world.tokens.issue('thredfi', 'business', BUSINESS_ID.thredfi);
		return await reply.send({ layer: layer.token, thredfi: thredfi.token });
	});
	return app;
}
