/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEED } from '../../sandbox/seed';
import { engineHost, type EngineHost } from './engine/engineHost';
import { chargeback } from './recipes/chargeback';

/** What Remove Duplicates with Scope Workflow can do to the row, or a copy of the workflow begins with: an empty memory. */
describe('a workflow whose memory was wiped', () => {
	let host: EngineHost;

	beforeEach(async () => {
		host = await engineHost();
	});
	afterEach(async () => await host.stop());

	const deliver = async (provider: 'duro' | 'revolv3', currency: string) => {
		const workflow = await host.open(chargeback);
		const { answer } = await workflow.play({
			...{ shows: '', results: {}, sent: 1 },
			start: () => ({
				kind: 'webhook',
				body: {
					...{ provider, stage: 'alert', paymentId: 'CB-9', caseId: 'alert-9' },
					...{ invoiceId: SEED[provider].paid, amount: '15.00', currency },
				},
			}),
		});
		return answer.body;
	};
	const booked = (provider: 'duro' | 'revolv3') =>
		host.sandbox.refunds(provider, SEED[provider].paid).length;

	it('makes no second refund at Revolv3, and says that the invoice has one', async () => {
		await deliver('revolv3', 'USD');
		expect(await deliver('revolv3', 'USD')).toMatchObject({
			...{ outcome: 'refused', code: 'alreadyHasRefund' },
		});
		expect(booked('revolv3')).toBe(1);
	});

	it("makes no second refund at Duro while Duro's own key is kept", async () => {
		await deliver('duro', 'NGN');
		await deliver('duro', 'NGN');
		expect(booked('duro')).toBe(1);
	});

	it.each(['docs/concepts.md', 'docs/workflows.md', 'SECURITY.md'])(
		'is spoken of in %s, with the node that can wipe it',
		(page) => {
			const text = readFileSync(join(__dirname, '../..', page), 'utf8');
			expect(text).toMatch(/Remove Duplicates(?:_)? node\s+(?:in the same workflow )?with Scope/);
			expect(text).toContain('#what-wipes-the-memory');
		},
	);
});
