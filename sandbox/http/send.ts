import type { FastifyReply } from 'fastify';
import type { Delivery } from '../faults/delivery';

/** Puts a delivery on the wire, improper endings included. */
export function send(reply: FastifyReply, delivery: Delivery): void {
	if (delivery.ending === 'end') {
		void reply.code(delivery.status).headers(delivery.headers).send(delivery.text);
		return;
	}
	reply.hijack();
	const { raw } = reply;
	if (delivery.ending === 'drop') {
		raw.destroy();
		return;
	}
	const half = delivery.text.slice(0, Math.ceil(delivery.text.length / 2));
	const length = String(new TextEncoder().encode(delivery.text).length);
	raw.writeHead(delivery.status, {
		...delivery.headers,
		...(delivery.ending === 'cut' ? { 'content-length': length } : {}),
	});
	// a stalled answer stays open until the client leaves or the sandbox stops
	raw.write(half, () => {
		if (delivery.ending === 'cut') raw.destroy();
	});
}
