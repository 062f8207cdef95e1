/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Condition {
	readonly leftValue: string;
	readonly rightValue: string;
	readonly operator: { readonly operation: string };
}

interface WorkflowNode {
	readonly name: string;
	readonly type: string;
	readonly position: readonly [number, number];
	readonly onError?: string;
	readonly credentials?: Readonly<Record<string, { readonly id: string }>>;
	readonly parameters: {
		readonly [name: string]: unknown;
		readonly height?: number;
		readonly width?: number;
		readonly reference?: string;
		readonly refundType?: string;
		readonly operation?: string;
		readonly rules?: {
			readonly values: ReadonlyArray<{
				readonly outputKey: string;
				readonly conditions: { readonly conditions: readonly Condition[] };
			}>;
		};
	};
}

interface Workflow {
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<
		Record<string, { readonly main: ReadonlyArray<ReadonlyArray<{ readonly node: string }>> }>
	>;
}

const text = readFileSync(join(__dirname, '../../workflows/chargeback-handling.json'), 'utf8');
const workflow = JSON.parse(text) as Workflow;
const OURS = 'n8n-nodes-invoice-refunds.';
const STAGES = ['rdrAlert', 'alert', 'inquiry', 'opened', 'won', 'lost'];
const NONE = 'Nothing to send';
const BY_HAND = 'Reverse by hand';

function nodeNamed(name: string): WorkflowNode {
	const node = workflow.nodes.find((one) => one.name === name);
	if (node === undefined) throw new Error(`the workflow has no node '${name}'`);
	return node;
}

function holds({ leftValue, operator, rightValue }: Condition, notice: Record<string, string>) {
	const field = /^=\{\{ \$json\.body\.(\w+) \}\}$/.exec(leftValue)?.[1] ?? '';
	const value = notice[field] ?? '';
	if (operator.operation === 'equals') return value === rightValue;
	if (operator.operation === 'regex') return new RegExp(rightValue).test(value);
	throw new Error(`the test does not know the operation '${operator.operation}'`);
}

/** The output that a notice leaves the first switch by, as n8n picks it: the first rule that fits. */
function outputFor(provider: string, stage: string): string {
	const rules = nodeNamed('What does this stage call for?').parameters.rules?.values ?? [];
	const fits = rules.find(({ conditions }) =>
		conditions.conditions.every((condition) => holds(condition, { provider, stage })),
	);
	return fits?.outputKey ?? 'Not understood';
}

const outputs = (provider: string) => STAGES.map((stage) => outputFor(provider, stage));

describe('chargeback handling: what a stage calls for', () => {
	it.each(['Duro', 'Revolv3'])('refunds at %s only while the money is still there', (name) => {
		const refund = `${name}: refund`;
		expect(outputs(name.toLowerCase())).toEqual([NONE, refund, refund, NONE, NONE, NONE]);
	});

	it.each(['Layer', 'Thredfi'])('records at %s only once the money has left', (name) => {
		const record = `${name}: record`;
		expect(outputs(name.toLowerCase())).toEqual([record, NONE, NONE, record, BY_HAND, NONE]);
	});

	it.each([
		['stripe', 'alert'],
		['duro', 'Alert'],
		['duro', 'alerted'],
		['revolv3', ''],
		['', 'inquiry'],
	])("never guesses at provider '%s', stage '%s'", (provider, stage) => {
		expect(outputFor(provider, stage)).toBe('Not understood');
	});
});

describe('chargeback handling: the refunds', () => {
	const ours = workflow.nodes.filter((node) => node.type.startsWith(OURS));

	it('checks before it refunds, at every provider', () => {
		expect(ours.map((node) => node.parameters.operation)).toEqual(
			Array.from({ length: 4 }, () => ['checkRefund', 'refund']).flat(),
		);
	});

	it.each(ours.map((node) => [node.name, node] as const))(
		'%s refunds the amount of the notice under the disputed payment, and loses no failure',
		(_name, node) => {
			expect(node.parameters).toMatchObject({
				refundType: 'amount',
				amountUnit: 'major',
				amount: "={{ $('Dispute notice').item.json.body.amount }}",
				reference: "={{ $('Dispute notice').item.json.body.paymentId }}",
			});
			expect(node.onError).toBe('continueErrorOutput');
			expect(workflow.connections[node.name]?.main).toHaveLength(2);
		},
	);
});

describe('chargeback handling: the file', () => {
	it('connects every output to a node that is there', () => {
		for (const { main } of Object.values(workflow.connections)) {
			for (const output of main) {
				expect(output).toHaveLength(1);
				for (const { node } of output) expect(nodeNamed(node)).toBeDefined();
			}
		}
	});

	it('answers on every way through', () => {
		const ends = workflow.nodes
			.filter((node) => !node.type.endsWith('.stickyNote'))
			.filter((node) => workflow.connections[node.name] === undefined);
		expect(ends.map((node) => node.type)).toEqual([
			'n8n-nodes-base.respondToWebhook',
			'n8n-nodes-base.respondToWebhook',
		]);
	});

	it('has notes that do not cover each other', () => {
		const notes = workflow.nodes
			.filter((node) => node.type.endsWith('.stickyNote'))
			.map(({ name, position: [x, y], parameters: { width = 0, height = 0 } }) => ({
				name,
				...{ left: x, top: y, right: x + width, bottom: y + height },
			}));
		const covered = notes.flatMap((one, index) =>
			notes
				.slice(index + 1)
				.filter((other) => one.left < other.right && other.left < one.right)
				.filter((other) => one.top < other.bottom && other.top < one.bottom)
				.map((other) => `${one.name} and ${other.name}`),
		);
		expect(covered).toEqual([]);
	});

	it('carries no secret and no address', () => {
		expect(text).not.toMatch(/https?:\/\/|sk_(test|live)_|@[a-z]+\.[a-z]/i);
	});
});
