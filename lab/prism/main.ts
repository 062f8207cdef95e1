/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a program for the developer's machine */
/**
 * Refunds of every kind at every provider, in the world of the vendors' samples, through a proxy that knows the vendors'
 * own pages. Where a page contradicts itself, the other form is played as well. Ends with 1 when a request of a node or an
 * answer of the sandbox does not fit its page, and when the proxy lets a wrong request pass.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { PROVIDER_IDS, startSandbox, type ProviderId } from '../../sandbox';
import { WORLDS } from '../../sandbox/worlds/all';
import type { Choice } from '../../sandbox/worlds/types';
import { enterWorld, worldOf } from '../../sandbox/worlds/worldOf';
import { detailsOf, openBed, QUICK } from '../../test/bed';
import { loadCopy } from '../../test/chaos/world/packageCopies';
import { openDoor, type Seen } from './door';
import { startPrism } from './proxy';

/** One refund each, on a fresh invoice unless it says otherwise. */
const REFUNDS: ReadonlyArray<{ readonly name: string; readonly parameters: INodeParameters }> = [
	{ name: 'a part', parameters: { refundType: 'amount', amount: '12.50', reference: 'TICKET-1' } },
	{ name: 'the rest', parameters: { refundType: 'full', reference: 'TICKET-2' } },
];

const UNTOUCHED: typeof REFUNDS = [
	{ name: 'all', parameters: { refundType: 'full' } },
	{
		name: 'a percentage',
		parameters: { refundType: 'percentage', percentage: '33.33', reference: 'ÜBUNG 7' },
	},
];

/** Every documented option of the provider's form. */
const OPTIONS: Readonly<Record<ProviderId, INodeParameters>> = {
	duro: { options: { reason: 'duplicate order' } },
	layer: {
		method: 'CREDIT_CARD',
		options: { memo: 'Chargeback', processor: 'STRIPE', referenceNumber: 'R-1' },
	},
	revolv3: { options: { includeRawProcessorResponse: true, reportGroup: 'chargebacks' } },
	thredfi: {
		method: 'STRIPE',
		options: {
			memo: 'Chargeback',
			processor: 'STRIPE',
			referenceNumber: 'R-1',
			processingFee: '0.30',
		},
	},
};

/** A body that no page allows. Layer's page resolves no body, so its path is wrong instead. */
const WRONG: Readonly<Record<ProviderId, { readonly path?: string; readonly body: unknown }>> = {
	duro: { body: { amount: '12.50' } },
	layer: { path: '/v1/businesses/b/invoices/i/refund', body: {} },
	revolv3: { body: { amount: 'five' } },
	thredfi: { body: { invoice_id: 'none' } },
};

/** An answer that another place of the same page suggests. */
interface OtherForm {
	/** The world in which the sandbox answers so. */
	readonly choice: Choice;
	/** What the proxy has to say of every booked refund in that world, and nothing else. */
	readonly against: RegExp;
}

/** Thredfi's schema requires `document`, and its prose calls documents optional. */
const OTHER_FORMS: Readonly<Record<ProviderId, readonly OtherForm[]>> = {
	duro: [],
	layer: [],
	revolv3: [],
	thredfi: [
		{ choice: { document: 'null' }, against: /^response\.body\.document\b.* must be object$/ },
		{ choice: { document: 'absent' }, against: /must have required property 'document'$/ },
	],
};

async function main(): Promise<number> {
	let problems = 0;
	for (const provider of PROVIDER_IDS) {
		problems += await holdAgainstPage(provider);
		for (const form of OTHER_FORMS[provider]) problems += await holdAgainstPage(provider, form);
	}
	process.stdout.write(problems === 0 ? 'All of it fits.\n' : `${problems} problems.\n`);
	return problems === 0 ? 0 : 1;
}

async function holdAgainstPage(provider: ProviderId, form?: OtherForm): Promise<number> {
	const template = pathOf(provider);
	const sandbox = await startSandbox();
	const space = WORLDS[provider];
	enterWorld(sandbox.switches, worldOf(space, { ...space.samples, ...form?.choice }));
	const prism = await startPrism(provider, sandbox.baseUrl(provider));
	const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`);
	const door = await openDoor(pattern, prism.url, sandbox.baseUrl(provider));
	try {
		const { nodes, credentialTypes } = loadCopy(QUICK);
		const bed = await openBed({ sandbox, process: { nodes, credentialTypes } });
		bed.n8n.editCredential(`${provider}Api`, { baseUrl: door.url });
		const invoice = () => sandbox.addInvoice(provider, PAID[provider]);
		const touched = invoice();
		const words: string[] = [];
		const refund = async (name: string, invoiceId: string, parameters: INodeParameters) => {
			const { main: done, error } = await bed.refund(provider, { invoiceId, ...parameters });
			words.push(`${name}: ${String(done[0]?.json.outcome ?? detailsOf(error[0]).code)}`);
		};
		for (const { name, parameters } of REFUNDS) await refund(name, touched, parameters);
		for (const { name, parameters } of UNTOUCHED) await refund(name, invoice(), parameters);
		await refund('with every option', invoice(), {
			refundType: 'amount',
			amount: '5.00',
			reference: 'TICKET-3',
			...OPTIONS[provider],
		});
		const problems = report(provider, door.seen, words, form);
		return problems + (await saysNo(provider, prism.url, template));
	} finally {
		await door.close();
		await prism.stop();
		await sandbox.stop();
	}
}

function report(
	provider: ProviderId,
	seen: readonly Seen[],
	words: readonly string[],
	form?: OtherForm,
): number {
	const wrong = seen.filter(({ violations }) => !isAsExpected(violations, form));
	const world = form === undefined ? '' : `, ${JSON.stringify(form.choice)}`;
	process.stdout.write(
		`${provider}${world}: ${seen.length} refunds through the proxy, ${wrong.length} with something that does not fit (${words.join(', ')})\n`,
	);
	for (const { path, body, status, violations } of wrong) {
		process.stdout.write(`  POST ${path} ${body}\n  answered ${status}\n`);
		for (const violation of violations) process.stdout.write(`    ${violation}\n`);
	}
	if (seen.length === 0) process.stdout.write('  Nothing went through the proxy.\n');
	return wrong.length + (seen.length === 0 ? 1 : 0);
}

/** Nothing to say, or in another form that alone. */
function isAsExpected(violations: readonly string[], form?: OtherForm): boolean {
	if (form === undefined) return violations.length === 0;
	return violations.length > 0 && violations.every((one) => form.against.test(one));
}

/** A proxy that lets everything pass would prove nothing. */
async function saysNo(provider: ProviderId, url: string, template: string): Promise<number> {
	const { path = template.replace(/\{[^}]+\}/g, '1'), body } = WRONG[provider];
	const { headers } = await fetch(`${url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
		body: JSON.stringify(body),
	});
	if (headers.has('sl-violations')) return 0;
	process.stdout.write(`  The proxy let ${JSON.stringify(body)} pass.\n`);
	return 1;
}

/** The one path of the provider's page. */
function pathOf(provider: ProviderId): string {
	const page: { paths: Record<string, unknown> } = JSON.parse(
		readFileSync(join(__dirname, 'specs', `${provider}.json`), 'utf8'),
	);
	const [path] = Object.keys(page.paths);
	if (path === undefined) throw new Error(`The page of ${provider} has no path.`);
	return path;
}

const PAID = {
	duro: { status: 'paid', totalMinor: 500_000, currency: 'NGN' },
	layer: { status: 'PAID', totalMinor: 10_000, currency: 'USD' },
	revolv3: { status: 'Paid', totalMinor: 11_000, taxMinor: 1_000, currency: 'USD' },
	thredfi: { status: 'paid', totalMinor: 10_000, currency: 'USD' },
} as const;

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.stderr.write(
			`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
		);
		process.exitCode = 1;
	},
);
