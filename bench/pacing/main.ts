/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a sandbox in a process of its own */
/**
 * `npm run bench:pacing [-- layer 2000 20]`: refunds in n8n's engine against a sandbox that enforces the documented
 * limits, in real time. Says how much of the permitted rate was reached, and how often a request was turned away.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../demo/paths';
import { createN8n, DeduplicationStore } from '../../test/n8n/harness';
import type { Ready, Seen } from './limitedSandbox';

const RESULTS = join(ROOT, 'bench', 'results', 'pacing.md');
const CASES = {
	revolv3: { provider: 'revolv3', refunds: '', permitted: 20, counts: 'requests' },
	layer: { provider: 'layer', refunds: '', permitted: 100, counts: 'requests' },
	// If refunds have the bucket that is documented for refund payments.
	layerRefunds: { provider: 'layer', refunds: 'refundsLimited', permitted: 20, counts: 'refunds' },
} as const;
type Case = keyof typeof CASES;
const HEAD = [
	'| Case | Refunds | Concurrency | Requests | 429 | Lasted | Rate | Permitted | Reached | Most in 1 s |',
	'| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

async function measure(name: Case, count: number, concurrency: number): Promise<string> {
	const { provider, refunds, permitted, counts } = CASES[name];
	const sandbox = fork(
		join(ROOT, 'bench', 'pacing', 'limitedSandbox.ts'),
		[provider, String(count), refunds],
		{ execArgv: ['--import', 'tsx'] },
	);
	const [ready] = (await once(sandbox, 'message')) as [Ready];
	const n8n = createN8n({
		...loadBuilt(),
		credentials: ready.credentials,
		store: new DeduplicationStore(),
	});
	const { main, error, failed } = await n8n.run({
		node: {
			type: `n8n-nodes-invoice-refunds.${provider}`,
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'invoice',
				operation: 'refund',
				businessId: ready.businessId[provider] ?? '',
				invoiceId: { __rl: true, mode: 'id', value: '={{ $json.invoiceId }}' },
				refundType: 'amount',
				amount: '10',
				reference: '={{ $json.reference }}',
				options: { concurrency },
			},
		},
		items: ready.invoiceIds.map((invoiceId, index) => ({
			invoiceId,
			reference: `dispute-${index}`,
		})),
	});
	sandbox.send('seen');
	const [seen] = (await once(sandbox, 'message')) as [Seen];
	const made = main.filter(({ json }) => json['outcome'] === 'refunded').length;
	if (failed || made !== count || seen.booked !== count || seen.invoicesRefunded !== count) {
		throw new Error(
			`${name}: ${made} of ${count} said, ${seen.booked} booked on ${seen.invoicesRefunded} invoices, ${error.length} failed: ${JSON.stringify(error[0]?.json ?? failed?.message)}`,
		);
	}
	const seconds = seen.lastedMs / 1000;
	const rate = (counts === 'requests' ? seen.requests - 1 : count - 1) / seconds;
	const cells = [
		name,
		made,
		concurrency,
		seen.requests,
		seen.turnedAway,
		`${seconds.toFixed(1)} s`,
		`${rate.toFixed(2)} ${counts}/s`,
		`${permitted}/s`,
		`${((100 * rate) / permitted).toFixed(1)} %`,
		seen.mostInASecond,
	];
	return `| ${cells.join(' | ')} |`;
}

/** The built package, as n8n loads it. */
function loadBuilt() {
	const require = createRequire(join(ROOT, 'package.json'));
	const { name, n8n } = require(join(ROOT, 'package.json')) as {
		name: string;
		n8n: { nodes: string[]; credentials: string[] };
	};
	const load = (path: string): unknown => {
		const exported = require(join(ROOT, path)) as Record<string, new () => unknown>;
		const type = exported[path.replace(/^.*\//, '').split('.')[0] ?? ''];
		if (type === undefined) throw new Error(`${path} exports no class of its name.`);
		return new type();
	};
	type Types = Parameters<typeof createN8n>[0];
	const nodes = n8n.nodes.map(load) as Array<Types['nodes'][string]>;
	const credentials = n8n.credentials.map(load) as Array<Types['credentialTypes'][string]>;
	return {
		nodes: Object.fromEntries(nodes.map((node) => [`${name}.${node.description.name}`, node])),
		credentialTypes: Object.fromEntries(credentials.map((type) => [type.name, type])),
	};
}

/** A row takes the place of the one of the same case and size. */
async function note(row: string): Promise<void> {
	const keyOf = (line: string) => line.split('|').slice(1, 4).join('|');
	const before = await readFile(RESULTS, 'utf8').catch(() => '');
	const rows = before.split('\n').filter((line) => line.startsWith('| ') && !HEAD.includes(line));
	const kept = rows.filter((line) => keyOf(line) !== keyOf(row));
	await mkdir(join(RESULTS, '..'), { recursive: true });
	const words =
		'# Pacing\n\nRefunds in n8n’s engine against a sandbox that enforces the documented limits, in real time (`npm run bench:pacing`).\nEach refund is read and sent; at Revolv3 earlier refunds are looked up besides, where the customer has some.\n';
	await writeFile(RESULTS, `${[words, ...HEAD, ...[...kept, row].sort()].join('\n')}\n`);
}

async function main([only, count = '2000', concurrency = '20']: readonly string[]): Promise<void> {
	const names = Object.keys(CASES) as Case[];
	for (const name of names.filter((one) => only === undefined || one === only)) {
		const row = await measure(name, Number(count), Number(concurrency));
		process.stdout.write(`${row}\n`);
		await note(row);
	}
}

void main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
