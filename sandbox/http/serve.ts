import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { worldOf, type Worlds } from '../accounts';
import { FAULT_KINDS } from '../faults/kinds';
import { plainly, type Delivery } from '../faults/delivery';
import { hitsAfterCommit, type Switchboard } from '../faults/switchboard';
import type { Call, FaultRule, ProviderId } from '../types';
import type { Answer } from '../wire/answer';
import type { Imitation, Route, World } from '../world';
import { carryOut } from './carryOut';
import type { InFlight } from './inFlight';
import type { Recorder } from './recorder';
import { send } from './send';
import { toIncoming } from './toIncoming';

/** What serving a provider needs besides its routes. */
export interface Serving extends Worlds {
	readonly board: Switchboard;
	readonly recorder: Recorder;
	readonly inFlight: InFlight;
}

/** Registers one provider's routes below its prefix. */
export function serveProvider(app: FastifyInstance, imitation: Imitation, serving: Serving): void {
	const routesOfSecond = serving.second === undefined ? [] : imitation.routes(serving.second);
	for (const [place, route] of imitation.routes(serving.world).entries()) {
		// an account's routes keep state of their own, such as its rate limit
		const twin = routesOfSecond[place] ?? route;
		app.route({
			method: route.method,
			url: `/${imitation.id}${route.path}`,
			handler: async (request, reply) =>
				await serving.inFlight.track(
					async () => await serve(imitation, { route, twin }, serving, request, reply),
				),
		});
	}
}

/** One request: record, meet the armed fault, carry out, answer. */
async function serve(
	imitation: Imitation,
	{ route: ofFirst, twin }: { readonly route: Route; readonly twin: Route },
	serving: Serving,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const incoming = toIncoming(request);
	const world = worldOf(serving, imitation.id, ofFirst.call, incoming);
	const route = world.account === 'first' ? ofFirst : twin;
	const call = route.callOf?.(incoming) ?? route.call;
	const record = serving.recorder.open(imitation.id, world.account, call, request);
	const also = route.callOf === undefined ? (route.alsoCalls ?? []) : [];
	const rule = serving.board.take(imitation.id, [call, ...also], incoming);
	record.faultApplied = rule?.kind ?? null;
	const run = async () => await carryOut(route.handle, incoming, rule);
	const delivery =
		rule === null ? plainly(await run()) : await meet(rule, call, run, imitation, world);
	record.status = delivery === null || delivery.ending === 'drop' ? null : delivery.status;
	send(reply, delivery ?? { status: 0, headers: {}, text: '', ending: 'drop' });
	return reply;
}

/** What a fault makes of the request; null if the sandbox was stopped while it was held. */
async function meet(
	rule: FaultRule,
	call: Call,
	run: () => Promise<Answer>,
	imitation: Imitation,
	world: World,
): Promise<Delivery | null> {
	const kind = FAULT_KINDS[rule.kind];
	const surroundings = {
		provider: imitation.id,
		call,
		elsewhere: `${world.url()}/_redirected/${imitation.id}`,
		errorBody: (status: number, message: string) => imitation.errorBody(world, status, message),
	};
	const after = hitsAfterCommit(rule);
	const early = after ? await run() : null;
	if (kind.holdMs === undefined) return kind.deliver(rule, early, surroundings);
	if (!(await world.wait(kind.holdMs(rule)))) return null;
	return kind.deliver(rule, early ?? (await run()), surroundings);
}

/** The provider a path belongs to, by its first segment. */
export function providerOf(path: string, ids: readonly ProviderId[]): ProviderId | null {
	const first = path.split(/[/?]/)[1];
	return ids.find((id) => id === first) ?? null;
}
