import type { HttpOutcome } from '../../../nodes/shared/engine/provider/http';
import { interpret } from '../../../nodes/shared/engine/send/interpret';
import { minor } from '../draw';
import { adapterOf, FACTS, planFor, shown } from './samples';

/** Design §5.4, written down apart from the code. */
const PROVE_NOTHING_MOVED = [400, 401, 403, 404, 405, 413, 415, 422, 429];

const profile = FACTS.layer;
const adapter = adapterOf(profile);
const plan = planFor(profile);
const answer = (status: number, body: unknown = null): HttpOutcome => ({
	kind: 'answer',
	status,
	headers: {},
	body,
});
const of = (outcome: HttpOutcome) => interpret(outcome, plan, adapter);
const refund = (changes: Parameters<typeof shown>[0] = {}) => ({ refund: shown(changes) });
const statuses = Array.from({ length: 500 }, (_, index) => index + 100);

describe('the status of an answer to the send', () => {
	it('proves that nothing moved for these nine, and is doubt for every other from 100 to 599', () => {
		const proving = statuses.filter((status) => of(answer(status)).kind === 'nothingMoved');
		const doubtful = statuses.filter((status) => of(answer(status)).kind === 'doubt');
		expect(proving).toEqual(PROVE_NOTHING_MOVED);
		expect(doubtful).toHaveLength(500 - PROVE_NOTHING_MOVED.length);
	});

	it('is success with no status but a 2xx, even with a perfect body', () => {
		const confirming = statuses.filter(
			(status) => of(answer(status, refund())).kind === 'confirmed',
		);
		expect(confirming.filter((status) => status < 200 || status > 299)).toEqual([]);
		expect(confirming).toContain(200);
	});

	it.each([
		[400, 'providerRefused'],
		[401, 'credentialRejected'],
		[403, 'credentialRejected'],
		[404, 'providerRefused'],
		[422, 'providerRefused'],
		[429, 'rateLimited'],
	])('%i is %s, with what the provider said', (status, code) => {
		expect(of(answer(status))).toMatchObject({
			kind: 'nothingMoved',
			refusal: {
				code,
				httpStatus: status,
				providerCode: 'some_code',
				providerMessage: 'Some words',
			},
		});
	});

	it.each([
		[301, 'unclear'],
		[307, 'unclear'],
		[402, 'unclear'],
		[408, 'unclear'],
		[409, 'conflict'],
		[425, 'unclear'],
		[500, 'serverError'],
		[503, 'serverError'],
	])('%i leaves doubt of the kind %s', (status, doubt) => {
		expect(of(answer(status))).toMatchObject({ kind: 'doubt', doubt, mismatch: null });
	});
});

describe('no answer', () => {
	it('is doubt once a byte may have left', () => {
		expect(of({ kind: 'noAnswer', sent: 'perhaps', why: 'it did not answer' })).toMatchObject({
			kind: 'doubt',
			doubt: 'silence',
		});
		const rejected = {
			kind: 'noAnswer',
			sent: 'perhaps',
			why: 'x',
			credentialRejected: true,
		} as const;
		expect(of(rejected).kind).toBe('doubt');
	});

	it('is a refusal where nothing was sent', () => {
		const never = { kind: 'noAnswer', sent: 'never', why: 'it refused the connection' } as const;
		expect(of(never)).toMatchObject({ refusal: { code: 'providerUnavailable' } });
		expect(of({ ...never, credentialRejected: true })).toMatchObject({
			refusal: { code: 'credentialRejected' },
		});
	});
});

describe('a 2xx', () => {
	it.each([null, '', '<html>', {}, [], { ok: true }, 42])('with the body %j is doubt', (body) => {
		expect(of(answer(200, body))).toMatchObject({ kind: 'doubt', doubt: 'unclear' });
	});

	it('with another amount tells of the refund that is there', () => {
		expect(of(answer(200, refund({ amountMinor: minor(1) })))).toMatchObject({
			kind: 'doubt',
			mismatch: { amountMinor: 1 },
		});
	});

	it('about another invoice is doubt', () => {
		expect(of(answer(200, refund({ invoiceId: 'another' })))).toMatchObject({
			kind: 'doubt',
			mismatch: null,
		});
	});

	it('with a refund that did not happen is a refusal', () => {
		expect(of(answer(200, refund({ state: 'declined' })))).toMatchObject({
			refusal: { code: 'providerRefused' },
		});
		expect(of(answer(200, refund({ state: 'keyUsedUp' })))).toMatchObject({
			refusal: { code: 'referenceSpent' },
		});
	});
});
