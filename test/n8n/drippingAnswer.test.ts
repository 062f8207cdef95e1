/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a server that takes its time */
import { SEED } from '../../sandbox';
import { detailsOf, openBed } from '../bed';
import { reply, startToyServer } from './harness/toyServer';

it('an answer that drips without end is given up in time, and called unknown', async () => {
	const bed = await openBed({ waits: { writeTimeoutMs: 700 } });
	const drips: NodeJS.Timeout[] = [];
	const server = await startToyServer((request, response) => {
		if (request.method === 'GET') {
			const invoice = { id: SEED.duro.paid, status: 'paid', amount: 500_000, currency: 'NGN' };
			return reply(response, 200, invoice);
		}
		response.writeHead(200, { 'content-type': 'application/json' });
		drips.push(setInterval(() => response.write(' '), 100));
	});
	try {
		bed.n8n.editCredential('duroApi', { baseUrl: server.url });
		const began = Date.now();
		const { error } = await bed.refund('duro', { refundType: 'amount', amount: '10' });
		expect(Date.now() - began).toBeLessThan(8_000);
		expect(detailsOf(error[0])).toMatchObject({ outcome: 'unknown', code: 'outcomeUnknown' });
		// The same key goes out once more when the silence is over.
		expect(server.count('POST', `/v1/invoices/${SEED.duro.paid}/refund`)).toBe(2);
	} finally {
		drips.forEach(clearInterval);
		await server.close();
		await bed.close();
	}
}, 20_000);
