import { openBed } from '../bed';

const partial = { refundType: 'amount', amount: '10', reference: 'TICKET-1' };

it.each(['duro', 'revolv3'] as const)(
	'at %s a run cancelled between its look and its send sends nothing and leaves the reference free',
	async (provider) => {
		const bed = await openBed();
		let cancel = () => {};
		const cancelAfter = new Promise<void>((resolve) => (cancel = resolve));
		bed.store.beforeWrite = async () => {
			cancel();
			await cancelAfter;
		};
		await bed.refund(provider, partial, [{}], { cancelAfter });
		expect(bed.sandbox.writes(provider)).toEqual([]);
		delete bed.store.beforeWrite;
		const again = await bed.refund(provider, partial);
		expect(again.main[0]?.json.outcome).toBe('refunded');
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
		await bed.close();
	},
);
