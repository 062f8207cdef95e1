import { startSandbox } from '../../sandbox';
import { openBed, PROVIDERS, type Bed } from '../bed';
import { checkRequest, checkResponse, type Provider, type SentRequest } from './checkRequest';
import { findOperation } from './findOperation';
import { loadContract } from './loadContract';
import { oddSituations } from './oddSituations';
import { commonSituations } from './situations';
import { openTap, type Tap } from './tap';

/** What the package calls, by the operationIds of the documents; the rest of them is for what is still to come. */
const CALLED = {
	duro: ['getInvoice', 'listPlans', 'oauthToken', 'refundInvoice'],
	layer: [
		'createDedicatedRefund',
		'createRefund',
		'getAccessToken',
		'getInvoice',
		'getRefund',
		'listInvoices',
		'listRefunds',
		'whoami',
	],
	revolv3: ['getInvoice', 'listInvoices', 'refundInvoice'],
	thredfi: [
		'createRefund',
		'getBusinessToken',
		'getInvoice',
		'getPartnerToken',
		'getRefund',
		'listBusinesses',
		'listInvoices',
		'listRefunds',
	],
};

describe.each(PROVIDERS)('what the built node and %s say to each other', (provider) => {
	const called = new Set<string>();
	let behind: Bed['sandbox'];
	let tap: Tap;

	beforeAll(async () => {
		behind = await startSandbox();
		tap = await openTap(behind);
	});
	afterAll(async () => {
		await tap.close();
		await behind.stop();
	});
	beforeEach(() => {
		behind.reset();
		tap.exchanges.length = 0;
	});

	it.each([...commonSituations(provider), ...oddSituations[provider]])(
		'fits the contract: %s',
		async (_, act) => {
			await act(await openBed({ sandbox: tap.sandbox }));
			await behind.idle();

			expect(tap.exchanges.length).toBeGreaterThan(0);
			expect(tap.exchanges.length).toBe(behind.requests.length);
			expect(behind.followedRedirects).toEqual([]);
			const violations = tap.exchanges.flatMap(({ sent }) =>
				checkRequest(provider, sent).map(
					(violation) => `${sent.method} ${sent.path}: ${violation}`,
				),
			);
			expect(violations).toEqual([]);
			const wrongAnswers = tap.exchanges.flatMap((exchange) =>
				exchange.answer === null || tap.isFaulty(exchange)
					? []
					: checkResponse(provider, exchange.answer).map(
							(violation) =>
								`${exchange.sent.method} ${exchange.sent.path} ${exchange.answer?.status}: ${violation}`,
						),
			);
			expect(wrongAnswers).toEqual([]);
			for (const { sent } of tap.exchanges) called.add(operationOf(provider, sent));
		},
	);

	it('has been seen with every call the package makes there', () => {
		expect([...called].sort()).toEqual(CALLED[provider]);
	});
});

function operationOf(provider: Provider, { method, path }: SentRequest): string {
	const found = findOperation(loadContract(provider), method, path.split('?')[0] ?? '');
	return typeof found === 'string' ? found : (found.operation.operationId ?? '');
}
