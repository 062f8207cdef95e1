import { openBed, PROVIDERS, detailsOf, type Bed } from '../bed';
import { leadThrough, startMeddler, type Meddler } from './meddler';
import type { ProviderId } from '../../sandbox';

let bed: Bed;
let meddler: Meddler;
beforeEach(async () => {
	bed = await openBed({ waits: { writeTimeoutMs: 20_000, readTimeoutMs: 20_000 } });
	meddler = await startMeddler(bed.sandbox);
});
afterEach(async () => {
	await meddler.close();
	await bed.close();
});

const MEGABYTE = 1_000_000;
/** Read to its end, each of these texts would take hours. */
const COMES_TO_AN_END_MS = 60_000;
const amount = { refundType: 'amount', amount: '10', reference: 'TICKET-1' };
const isWrite = (method: string, path: string) => method === 'POST' && !path.includes('token');

/** An error in each provider's own documented shape. */
const errorOf = (provider: ProviderId, message: string) => {
	const bodies = {
		duro: { error: { code: message, message } },
		layer: { errors: [{ type: message, description: message }] },
		revolv3: { message, errors: [message] },
		thredfi: { error_code: message, message },
	} as const;
	return JSON.stringify(bodies[provider]);
};

describe.each(PROVIDERS)('at %s', (provider) => {
	it.each([
		['one word', 'a'.repeat(2 * MEGABYTE)],
		['digits', '1'.repeat(2 * MEGABYTE)],
		['dots and at signs', '.@'.repeat(MEGABYTE)],
		['blanks', `x${' '.repeat(2 * MEGABYTE)}x`],
		['token-like words', 'eyJa'.repeat(MEGABYTE / 2)],
	])(
		'a message of two megabytes of %s holds nothing up',
		async (_what, message) => {
			leadThrough(bed, provider, meddler);
			meddler.meddle = (passing) => {
				if (!isWrite(passing.request.method, passing.request.path)) return;
				passing.status = 422;
				passing.headers = { 'content-type': 'application/json' };
				passing.text = errorOf(provider, message);
			};
			const { error } = await bed.refund(provider, amount);
			expect(detailsOf(error[0])).toMatchObject({ outcome: 'refused', code: 'providerRefused' });
			expect(JSON.stringify(error[0]?.json).length).toBeLessThan(3_000);
		},
		COMES_TO_AN_END_MS,
	);

	it.each([true, false])(
		'an answer nested without end is no refusal (simplify %s)',
		async (simplify) => {
			leadThrough(bed, provider, meddler);
			const depth = 50_000;
			meddler.meddle = (passing) => {
				if (!isWrite(passing.request.method, passing.request.path)) return;
				passing.text = passing.text.replace(
					'{',
					`{"deep":${'['.repeat(depth)}${']'.repeat(depth)},`,
				);
			};
			const { main, error } = await bed.refund(provider, { ...amount, simplify });
			const outcome = main[0]?.json.outcome ?? detailsOf(error[0]).outcome;
			expect(['refunded', 'unknown']).toContain(outcome);
			expect(bed.sandbox.refunds(provider).filter(({ source }) => source === 'api')).toHaveLength(
				1,
			);
		},
		COMES_TO_AN_END_MS,
	);
});
