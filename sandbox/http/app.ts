import fastify, { type FastifyInstance } from 'fastify';
import { IMITATIONS } from '../providers/all';
import { PROVIDER_IDS } from '../types';
import { providerOf, serveProvider, type Serving } from './serve';

/** The server without control routes and page: four providers and the two traps around them. */
export function buildApp(serving: Serving): FastifyInstance {
	const app = fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 500 },
	});
	// bodies stay text: what is in them is each imitation's own business
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	for (const id of PROVIDER_IDS) serveProvider(app, IMITATIONS[id], serving);
	catchFollowers(app, serving);
	catchStrays(app, serving);
	return app;
}

/** Where redirect faults lead. A client that refunds and follows has sent its request twice. */
function catchFollowers(app: FastifyInstance, { recorder }: Serving): void {
	app.all('/_redirected/*', (request, reply) => {
		recorder.follow(providerOf(request.url.replace('/_redirected', ''), PROVIDER_IDS), request);
		return reply.send({ followed: true });
	});
}

/** A request that fits no route: 404 with the routes that exist. */
function catchStrays(app: FastifyInstance, { recorder, world }: Serving): void {
	app.setNotFoundHandler((request, reply) => {
		const provider = providerOf(request.url, PROVIDER_IDS);
		recorder.stray(provider, request);
		const shown = provider === null ? PROVIDER_IDS : [provider];
		const routes = shown.flatMap((id) =>
			IMITATIONS[id].routes(world).map((route) => `${route.method} /${id}${route.path}`),
		);
		const sandbox = `${request.method} ${request.url.split('?')[0]} fits no route of the sandbox.`;
		return reply.code(404).send({ sandbox, routes });
	});
}
