/* eslint-disable @n8n/community-nodes/no-restricted-imports -- looks into objects as deep as they go */
import { inspect } from 'node:util';
import { NodeOperationError, type INodeType } from 'n8n-workflow';
import type { FaultRule } from '../../sandbox';
import { loadProcess, openBed, PROVIDERS } from '../bed';
import { leadThrough, startMeddler } from './meddler';

type Trouble = Pick<FaultRule, 'call' | 'kind' | 'status'>;

const TROUBLES: readonly Trouble[] = [
	{ call: 'readInvoice', kind: 'status', status: 401 },
	{ call: 'readInvoice', kind: 'drop' },
	{ call: 'refund', kind: 'status', status: 401 },
	{ call: 'refund', kind: 'status', status: 500 },
	{ call: 'refund', kind: 'drop' },
	{ call: 'refund', kind: 'cut', status: 401 },
	{ call: 'refund', kind: 'html' },
];

/** The nodes, with every error that leaves `execute` kept as the live object it is. */
function watched(nodes: Record<string, INodeType>, thrown: unknown[]): Record<string, INodeType> {
	const watch = (node: INodeType): INodeType =>
		Object.create(node, {
			execute: {
				value: async function (this: ThisParameterType<NonNullable<INodeType['execute']>>) {
					const running = node.execute?.call(this);
					running?.catch((error: unknown) => thrown.push(error));
					return await running;
				},
			},
		}) as INodeType;
	return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, watch(node)]));
}

describe.each(PROVIDERS)('an error thrown by the node of %s', (provider) => {
	it.each(TROUBLES)(
		'after $kind $status of the call $call holds no header and no secret',
		async (trouble) => {
			const thrown: unknown[] = [];
			const loaded = loadProcess();
			const bed = await openBed({ process: { ...loaded, nodes: watched(loaded.nodes, thrown) } });
			const meddler = await startMeddler(bed.sandbox);
			leadThrough(bed, provider, meddler);
			bed.sandbox.fault({ provider, times: Infinity, ...trouble });
			await bed.refund(provider, { refundType: 'full' }, [{}], { onError: 'stopWorkflow' });
			const [error] = thrown;
			expect(error).toBeInstanceOf(NodeOperationError);
			const deep = inspect(error, { depth: null, showHidden: true, getters: true });
			expect(deep).not.toMatch(/authorization|x-revolv3-token|Bearer|Basic /i);
			for (const secret of new Set(meddler.secrets())) expect(deep).not.toContain(secret);
			expect(meddler.secrets().length).toBeGreaterThan(0);
			await meddler.close();
			await bed.close();
		},
	);
});
