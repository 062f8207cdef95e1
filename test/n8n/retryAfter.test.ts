import { openBed, PROVIDERS } from '../bed';

it.each(PROVIDERS)('%s is asked again after a 429 not before it said', async (provider) => {
	const bed = await openBed();
	const { sandbox } = bed;
	sandbox.fault({ provider, call: 'refund', kind: 'status', status: 429, retryAfter: 1 });
	const { main } = await bed.refund(provider, { refundType: 'amount', amount: '10' });
	expect(main[0]?.json.outcome).toBe('refunded');
	const [first, second] = sandbox.writes(provider);
	expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
	expect(sandbox.writes(provider)).toHaveLength(2);
	await bed.close();
});
