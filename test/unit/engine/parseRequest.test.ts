import fc from 'fast-check';
import { parseConcurrency } from '../../../nodes/shared/engine/request/parseRequest';
import { FIXED } from '../draw';
import { FACTS, NOW, parse, requestOf, type Raw } from './samples';

const { duro, layer, revolv3, thredfi } = FACTS;
const ALL = Object.values(FACTS);
const messageOf = (...of: Parameters<typeof parse>) => {
	const parsed = parse(...of);
	return parsed.ok ? 'accepted' : `${parsed.refusal.code}: ${parsed.refusal.message}`;
};

describe('a refund request', () => {
	it.each(ALL)('is what was asked, at $displayName', (profile) => {
		expect(requestOf(profile)).toMatchObject({
			reference: 'TICKET-81',
			ask: { type: 'amount', amount: { unit: 'major', decimal: { whole: '12', fraction: '50' } } },
			maximumAmount: null,
			maximumTotal: null,
			expectedCurrency: null,
			allowEarlierRefunds: false,
		});
	});

	it('takes a number from an expression as the text it shows', () => {
		const amountOf = (amount: unknown) => requestOf(duro, { amount }).ask;
		expect(amountOf(12.5)).toEqual(amountOf('12.5'));
		expect(amountOf(1.15)).toEqual(amountOf('1.15'));
		expect(amountOf(' 12.50 ')).toEqual(amountOf('12.50'));
	});

	it('is a full refund only where Refund Type says full', () => {
		const anything = fc.oneof(
			fc.anything(),
			fc.constantFrom('Full', 'FULL', ' full', 'full ', 'all', '', ['full'], { full: true }, true),
		);
		fc.assert(
			fc.property(anything, anything, anything, (refundType, amount, percentage) => {
				const parsed = parse(duro, { refundType, amount, percentage });
				expect(parsed.ok && parsed.value.ask.type === 'full').toBe(refundType === 'full');
			}),
			FIXED,
		);
	});

	it('never throws, whatever an expression yields', () => {
		const names = [
			'businessId',
			'invoiceId',
			'amount',
			'amountUnit',
			'reference',
			'options',
			'method',
			'completedAt',
		] as const;
		fc.assert(
			fc.property(
				fc.constantFrom(...ALL),
				fc.constantFrom(...names),
				fc.anything(),
				(profile, name, value) => {
					const changes: Partial<Raw> = { [name]: value };
					const parsed = parse(profile, changes);
					expect(parsed.ok || parsed.refusal.code === 'invalidParameter').toBe(true);
				},
			),
			FIXED,
		);
	});

	it('takes the largest exact amount and nothing above it', () => {
		const minorOf = (amount: string) => ({ amountUnit: 'minor', amount });
		expect(messageOf(duro, minorOf('9007199254740991'))).toBe('accepted');
		expect(messageOf(duro, minorOf('9007199254740992'))).toMatch(/'Amount' is too large/);
		expect(messageOf(duro, { amount: '90071992547409.92' })).toMatch(/'Amount' is too large/);
		expect(messageOf(revolv3, minorOf('7036874417766400'))).toBe('accepted');
		expect(messageOf(revolv3, minorOf('7036874417766401'))).toMatch(
			/'Amount Before Tax' is too large/,
		);
		expect(messageOf(revolv3, { amount: '70368744177664.00' })).toBe('accepted');
		expect(messageOf(revolv3, { amount: '70368744177664.01' })).toMatch(
			/'Amount Before Tax' is too large/,
		);
	});

	it('allows a processing fee of nothing, and no other amount of nothing', () => {
		expect(messageOf(layer, { options: { processingFee: '0' } })).toBe('accepted');
		expect(messageOf(layer, { options: { maximumAmount: '0' } })).toMatch(/'Maximum Amount'/);
		expect(messageOf(layer, { amount: '0.00' })).toMatch(/'Amount' must be more than zero/);
	});

	it('reads a date without a zone in the zone of the workflow, and sends UTC', () => {
		const completedAt = (value: unknown) =>
			requestOf(thredfi, { completedAt: value }).details.completedAt;
		expect(completedAt('2026-01-31T14:00:00')).toBe('2026-01-31T13:00:00.000Z');
		expect(completedAt('2026-01-31T14:00:00+05:00')).toBe('2026-01-31T09:00:00.000Z');
		expect(completedAt('2026-01-31 14:00:00')).toBe('2026-01-31T13:00:00.000Z');
		expect(completedAt('2026-01-31')).toBe('2026-01-30T23:00:00.000Z');
		expect(completedAt(new Date('2026-01-31T14:00:00Z'))).toBe('2026-01-31T14:00:00.000Z');
		expect(completedAt({ toISO: () => '2026-01-31T14:00:00.000+01:00' })).toBe(
			'2026-01-31T13:00:00.000Z',
		);
		expect(completedAt('')).toBeNull();
	});

	it('gives a minute to clocks that are ahead, and no more', () => {
		const ahead = (ms: number) =>
			messageOf(layer, { completedAt: new Date(NOW + ms).toISOString() });
		expect(ahead(2_000)).toBe('accepted');
		expect(ahead(60_000)).toBe('accepted');
		expect(ahead(60_001)).toMatch(/'Completed At' lies in the future/);
	});

	it.each([
		'12',
		'1250',
		'14:00',
		'2026',
		'2026-01',
		'--',
		'tomorrow',
		'31.01.2026',
		'01/31/2026',
		1_769_868_000_000,
		true,
		{},
	])('takes no day from %j, which names none', (completedAt) => {
		expect(messageOf(layer, { completedAt })).toMatch(/^invalidParameter: 'Completed At'/);
	});

	it('leaves the reference where a person finds it, unless something else was given', () => {
		const of = (options: Record<string, unknown>) => requestOf(thredfi, { options }).details;
		expect(of({}).referenceNumber).toBe('TICKET-81');
		expect(of({ referenceNumber: '' }).referenceNumber).toBe('TICKET-81');
		expect(of({ referenceNumber: 're_1' }).referenceNumber).toBe('re_1');
		expect(requestOf(duro).details.reason).toBe('TICKET-81');
		expect(requestOf(duro, { reference: '' }).details.reason).toBeNull();
	});

	it('cuts a long reference for people at Thredfi, and never in the key', () => {
		const long = requestOf(thredfi, { reference: 'x'.repeat(200) });
		expect(long.details.referenceNumber).toBe('x'.repeat(100));
		expect(long.reference).toHaveLength(200);
		expect(long.key).not.toBe(requestOf(thredfi, { reference: 'x'.repeat(199) }).key);
	});

	it('takes an expected currency in any case, and nothing that is no code', () => {
		expect(requestOf(duro, { options: { expectedCurrency: ' usd ' } }).expectedCurrency).toBe(
			'USD',
		);
		for (const expectedCurrency of ['', 'US', 'DOLLAR', 1, null, undefined, true]) {
			expect(messageOf(duro, { options: { expectedCurrency } })).toMatch(/'Expected Currency'/);
		}
	});
});

describe('the greatest age of an invoice', () => {
	it.each([
		[1, 1],
		[90, 90],
		[3650, 3650],
		['90', 90],
		[' 90 ', 90],
	])('may be %j days', (maximumAge, days) => {
		expect(requestOf(duro, { options: { maximumAge } }).maximumAgeDays).toBe(days);
	});

	it('is not limited where the option was not added', () => {
		expect(requestOf(duro).maximumAgeDays).toBeNull();
	});

	it.each([0, 3651, -1, 1.5, '', ' ', '090', '1.5', '1e2', 'x', null, undefined, NaN, true, [90]])(
		'is never %p',
		(maximumAge) => {
			expect(messageOf(duro, { options: { maximumAge } })).toMatch(
				/^invalidParameter: 'Maximum Age' must be a whole number of days from 1 to 3650/,
			);
		},
	);
});

describe('the number of invoices at once', () => {
	it.each([1, 3, 20])('may be %i', (concurrency) => {
		expect(parseConcurrency({ concurrency })).toEqual({ ok: true, value: concurrency });
	});

	it('is three where nothing is said', () => {
		expect(parseConcurrency({})).toEqual({ ok: true, value: 3 });
		expect(parseConcurrency(undefined)).toEqual({ ok: true, value: 3 });
	});

	it.each([0, 21, 1.5, -1, 'x', '3', null, undefined, NaN, Infinity, true, [3]])(
		'is never %p',
		(concurrency) => {
			expect(parseConcurrency({ concurrency })).toMatchObject({
				ok: false,
				refusal: { code: 'invalidParameter', message: expect.stringContaining("'Concurrency'") },
			});
		},
	);
});
