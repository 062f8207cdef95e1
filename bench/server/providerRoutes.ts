/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import type { FastifyInstance } from 'fastify';
import { carryOut } from '../../sandbox/http/carryOut';
import { send } from '../../sandbox/http/send';
import { toIncoming } from '../../sandbox/http/toIncoming';
import { plainly } from '../../sandbox/faults/delivery';
import { IMITATIONS } from '../../sandbox/providers/all';
import { PROVIDER_IDS, type ProviderId } from '../../sandbox/types';
import type { Incoming } from '../../sandbox/wire/incoming';
import type { Route, World } from '../../sandbox/world';
import type { IndexedLedger } from './indexedLedger';
import type { TrafficCount } from './traffic';

/** What serving the providers needs. */
export interface Serving {
	readonly world: World & { readonly ledger: IndexedLedger };
	readonly traffic: TrafficCount;
	/** Milliseconds from arrival to answer. */
	readonly delayMs: () => number;
}

/**
 * The sandbox's own imitations, so that every body, check and status is the sandbox's, without what a test needs and a
 * measurement does not: no record of requests, no faults.
 */
export function serveProviders(app: FastifyInstance, serving: Serving): void {
	for (const provider of PROVIDER_IDS) {
		IMITATIONS[provider].routes(serving.world).forEach((route, place) => {
			app.route({
				method: route.method,
				url: `/${provider}${route.path}`,
				handler: async (request, reply) => {
					const arrived = performance.now();
					const incoming = toIncoming(request);
					serving.traffic.arrive(route.call);
					const rest = serving.delayMs() - (performance.now() - arrived);
					if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
					const answer = await carryOut(
						handlerOf(route, place, provider, incoming, serving),
						incoming,
						null,
					);
					serving.traffic.leave(answer.status, performance.now() - arrived);
					send(reply, plainly(answer));
					return reply;
				},
			});
		});
	}
}

/** A list is made from the few rows that its filter can match; everything else from the whole books. */
function handlerOf(
	route: Route,
	place: number,
	provider: ProviderId,
	{ query, params }: Incoming,
	{ world }: Serving,
): Route['handle'] {
	const customer = query.get('merchantCustomerRefId');
	const key = query.get('external_id');
	const { ledger } = world;
	const excerpt =
		customer !== null
			? ledger.ofCustomer(provider, customer)
			: key !== null
				? ledger.underKey(provider, params['businessId'] ?? '', key)
				: null;
	if (excerpt === null) return route.handle;
	const narrowed = IMITATIONS[provider].routes({ ...world, ledger: excerpt })[place];
	return narrowed?.handle ?? route.handle;
}
