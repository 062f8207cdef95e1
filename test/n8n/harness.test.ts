import type { INodeProperties } from 'n8n-workflow';
import { createN8n, type DeduplicationStore } from './harness';
import { TOY_TYPE, toyNode } from './harness/toy';

const amount: INodeProperties = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	default: '',
};

/** An n8n with one toy node and no credentials. */
const n8nWith = (node: ReturnType<typeof toyNode>, store?: DeduplicationStore) =>
	createN8n({
		nodes: { [TOY_TYPE]: node },
		credentialTypes: {},
		credentials: {},
		...(store && { store }),
	});

const echo = toyNode(
	async function () {
		return [
			this.getInputData().map((_, i) => ({
				json: {
					amount: this.getNodeParameter('amount', i),
					runIndex: this.evaluateExpression('{{ $runIndex }}', i),
				},
				pairedItem: { item: i },
			})),
		];
	},
	[amount],
);

describe('a run in the real engine', () => {
	it('evaluates expressions for each item', async () => {
		const result = await n8nWith(echo).run({
			node: { type: TOY_TYPE, parameters: { amount: '={{ $json.total * 2 }}' } },
			items: [{ total: 1 }, { total: 2 }],
		});
		expect(result.main.map((item) => item.json.amount)).toEqual([2, 4]);
		expect(result.failed).toBeUndefined();
	});
});
