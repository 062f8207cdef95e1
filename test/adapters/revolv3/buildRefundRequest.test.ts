import { revolv3 } from '../../../nodes/Revolv3/adapter';
import { LARGEST_TWO_DECIMAL_MINOR } from '../../../nodes/shared/money/wireNumber';
import { minor, planOf } from './samples';

const everything = { full: true, untouched: true };
const theRest = { full: true, untouched: false };
const flagged = { includeRawProcessorResponse: true };

describe('Revolv3, the request', () => {
	const table = [
		[
			'a part as a number of major units',
			planOf(1250),
			{ amount: 12.5, includeRawProcessorResponse: false },
		],
		[
			'the raw answer and the report group when asked',
			planOf(1, {}, { ...flagged, reportGroup: 'EU' }),
			{ amount: 0.01, includeRawProcessorResponse: true, reportGroup: 'EU' },
		],
		[
			'everything by leaving the amount out, and never an empty object',
			planOf(10_000, everything),
			{ includeRawProcessorResponse: false },
		],
		[
			'everything with its options',
			planOf(10_000, everything, { ...flagged, reportGroup: 'EU' }),
			{ includeRawProcessorResponse: true, reportGroup: 'EU' },
		],
		[
			'the rest before tax after a part',
			planOf(8000, theRest),
			{ amount: 80, includeRawProcessorResponse: false },
		],
		[
			'the amount where it was asked as an amount, even if it is everything',
			planOf(10_000, { full: false, untouched: true }),
			{ amount: 100, includeRawProcessorResponse: false },
		],
		[
			'yen without decimals',
			planOf(500, { exponent: 0, currency: 'JPY' }),
			{ amount: 500, includeRawProcessorResponse: false },
		],
		[
			'dinars whose third decimal is zero',
			planOf(12_340, { exponent: 3, currency: 'KWD' }),
			{ amount: 12.34, includeRawProcessorResponse: false },
		],
		[
			'no empty report group',
			planOf(100, {}, { reportGroup: '' }),
			{ amount: 1, includeRawProcessorResponse: false },
		],
		[
			'nothing that Revolv3 does not document',
			planOf(
				100,
				{},
				{ reason: 'r', memo: 'm', processor: 'p', referenceNumber: 'n', method: 'X' },
			),
			{ amount: 1, includeRawProcessorResponse: false },
		],
	] as const;

	it.each(table)('sends %s', (_, plan, body) => {
		expect(revolv3.buildRefundRequest(plan)).toEqual({
			method: 'POST',
			path: '/api/Invoices/1001/refund',
			body,
		});
	});

	it('writes the largest exact amount digit by digit', () => {
		const { body } = revolv3.buildRefundRequest(planOf(LARGEST_TWO_DECIMAL_MINOR - 1));
		expect(JSON.stringify(body)).toContain('"amount":70368744177663.99,');
	});

	const impossible = [
		['above what a number holds exactly', planOf(LARGEST_TWO_DECIMAL_MINOR + 1)],
		['of three decimals', planOf(12_345, { exponent: 3 })],
		['of nothing', planOf(0)],
	] as const;

	it.each(impossible)('takes a plan %s for a bug and never sends it as everything', (_, plan) => {
		expect(() => revolv3.buildRefundRequest(plan)).toThrow(RangeError);
	});

	it('encodes the invoice id, so that it stays one part of the path', () => {
		const plan = { ...planOf(100), target: { businessId: null, invoiceId: '1/../2?x' } };
		expect(revolv3.buildRefundRequest(plan).path).toBe('/api/Invoices/1%2F..%2F2%3Fx/refund');
	});

	it('leaves the plan as it was', () => {
		const plan = Object.freeze(planOf(1250));
		revolv3.buildRefundRequest(plan);
		expect(plan.amountMinor).toBe(minor(1250));
	});
});
