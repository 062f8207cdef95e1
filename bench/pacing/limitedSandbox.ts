/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox, type ProviderId } from '../../sandbox';
import { IndexedLedger } from '../server/indexedLedger';

/** What the sandbox says once it is ready. */
export interface Ready {
	readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
	readonly businessId: Readonly<Record<string, string>>;
	readonly invoiceIds: readonly string[];
}

/** What it saw, when asked. */
export interface Seen {
	readonly requests: number;
	readonly turnedAway: number;
	/** From the first request to the last. */
	readonly lastedMs: number;
	/** The most that arrived in any second. */
	readonly mostInASecond: number;
	readonly booked: number;
	readonly invoicesRefunded: number;
}

const SPECS = {
	layer: { totalMinor: 10_000, status: 'PAID', currency: 'USD' },
	revolv3: { totalMinor: 10_000, status: 'Paid', currency: 'USD' },
};

/** A sandbox in a process of its own, with every documented limit on. Arguments: provider, invoices, limit of refunds. */
async function main([name, count, limited]: readonly string[]): Promise<void> {
	const provider = name === 'layer' ? 'layer' : 'revolv3';
	// The sandbox's own books are walked through for every question.
	const sandbox = await startSandbox({ ledger: new IndexedLedger(() => Date.now()) });
	sandbox.switches.layer.rateLimit = true;
	sandbox.switches.layer.refundRateLimit = limited === 'refundsLimited';
	sandbox.switches.revolv3.rateLimit = true;
	const invoiceIds = Array.from({ length: Number(count) }, (_, index) =>
		sandbox.addInvoice(provider, { ...SPECS[provider], customerRef: `customer-${index}` }),
	);
	const address = { environment: 'custom', baseUrl: sandbox.baseUrl(provider) };
	const ready: Ready = {
		credentials: {
			[`${provider}Api`]: {
				...address,
				tokenUrl: sandbox.tokenUrl,
				...sandbox.credentials[provider],
			},
		},
		businessId: sandbox.businessId,
		invoiceIds,
	};
	process.send?.(ready);
	process.once('message', () => {
		process.send?.(seenBy(provider, sandbox));
		void sandbox.stop().then(() => process.disconnect());
	});
}

function seenBy(provider: ProviderId, sandbox: Awaited<ReturnType<typeof startSandbox>>): Seen {
	const limited = sandbox.requests.filter(({ call }) => call !== 'token');
	const times = limited.map(({ at }) => at);
	const refunds = sandbox.refunds(provider).filter(({ source }) => source === 'api');
	let first = 0;
	const mostInASecond = times.reduce((most, at, index) => {
		while ((times[first] ?? at) <= at - 1000) first += 1;
		return Math.max(most, index - first + 1);
	}, 0);
	return {
		requests: limited.length,
		turnedAway: limited.filter(({ status }) => status === 429).length,
		lastedMs: (times.at(-1) ?? 0) - (times[0] ?? 0),
		mostInASecond,
		booked: refunds.length,
		invoicesRefunded: new Set(refunds.map(({ invoiceId }) => invoiceId)).size,
	};
}

void main(process.argv.slice(2));
