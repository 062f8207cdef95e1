import { readWorkflow, type WorkflowNode } from './readWorkflow';

const workflow = readWorkflow('ai-agent-refund.json');
const OURS = 'n8n-nodes-invoice-refunds.';
const tools = workflow.nodes.filter(({ type }) => type.startsWith(OURS));
const operationOf = ({ parameters }: WorkflowNode) => parameters.operation;
const text = (node: WorkflowNode, name: string) => String(node.parameters[name] ?? '');

/** Whom a node is connected to, whatever the kind of the connection. */
function targetsOf(name: string): string[] {
	const kinds = Object.values<Array<Array<{ node: string }>>>(workflow.connections[name] ?? {});
	return kinds.flat(2).map(({ node }) => node);
}

it('reaches the refund only through a review by a person', () => {
	const [refund, ...others] = tools.filter((tool) => operationOf(tool) === 'refund');
	expect(others).toEqual([]);
	const above = targetsOf(refund?.name ?? '');
	const types = above.map((name) => workflow.nodes.find((node) => node.name === name)?.type);
	expect(types).toEqual(['@n8n/n8n-nodes-langchain.chatHitlTool']);
});

it.each(tools)('$name leaves to the model what to refund, and nothing that guards it', (tool) => {
	for (const name of ['reference', 'refundType', 'amountUnit', 'operation']) {
		expect(text(tool, name)).not.toMatch(/\$fromai/i);
	}
	expect(text(tool, 'reference')).toMatch(/^=\{\{ .*sessionId \}\}$/);
	expect(tool.parameters.refundType).toBe('amount');
	expect(tool.parameters.options).toMatchObject({ maximumAmount: '100.00' });
	const keys = [...JSON.stringify(tool.parameters).matchAll(/\$fromAI\('(\w+)'/g)];
	expect(keys.map(([, key]) => key).sort()).toEqual(['amount', 'currency', 'invoice']);
});

it('tells the model that the refund is irreversible, and that the check is not', () => {
	const told = (operation: string) =>
		text(tools.find((tool) => operationOf(tool) === operation) ?? never(), 'toolDescription');
	expect(told('refund')).toMatch(/irreversible/i);
	expect(told('checkRefund')).toMatch(/sends nothing/i);
});

it('shows the person amount, currency and invoice', () => {
	const review = workflow.nodes.find(({ type }) => type.endsWith('HitlTool')) ?? never();
	for (const name of ['amount', 'currency', 'invoice']) {
		expect(text(review, 'message')).toContain(`$tool.parameters.${name}`);
	}
});

function never(): never {
	throw new Error('the workflow lacks a node');
}
