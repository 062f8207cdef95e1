import { DateTime } from 'luxon';
import { faultOfParts } from '../../../nodes/shared/engine/request/parseParts';

const faultOf = (value: unknown) => faultOfParts([{ code: '{{ $json.id }}', value }], 'Reference');

describe('a part of an expression', () => {
	it.each([undefined, null, '', '  ', '\u200b', '\u00a0\n'])(
		'that yields nothing is named: %j',
		(value) => {
			expect(faultOf(value)).toMatch(
				/^'Reference': the part \{\{ \$json\.id \}\} yields nothing\./,
			);
		},
	);

	it.each([
		[{}, 'an object'],
		[{ id: 1 }, 'an object'],
		[[], 'a list'],
		[['81'], 'a list'],
		[new Date('x'), 'an object'],
		[DateTime.fromISO('x'), 'an object'],
		[new Map(), 'an object'],
		[NaN, 'NaN'],
		[Infinity, 'Infinity'],
		[() => 1, 'no value'],
		[Symbol('x'), 'no value'],
	])('that yields %p is no name', (value, words) => {
		expect(faultOf(value)).toContain(`{{ $json.id }} yields ${words}`);
	});

	it.each([2 ** 53, 820982911946154500, -(2 ** 53), 1e21])('has lost digits in %d', (value) => {
		expect(faultOf(value)).toMatch(/\{\{ \$json\.id \}\} is a number above 9007199254740991/);
	});

	it.each(['#N/A', '2.02611E+11', '{{id}}', 'undefined', 'T\ufffd', 'Loading...'])(
		'is damaged: %s',
		(value) => {
			expect(faultOf(value)).toContain('the part {{ $json.id }} holds');
		},
	);

	it.each([
		0,
		-0,
		false,
		true,
		1.5,
		2 ** 53 - 1,
		10n,
		'0',
		'TICKET',
		new Date(0),
		DateTime.now(),
		{ toISO: () => '2026-01-31T14:00:00.000Z' },
	])('yields something: %p', (value) => {
		expect(faultOf(value)).toBeNull();
	});

	it('is the first of several with a fault, shortened to a line', () => {
		const long = `{{ ${'x '.repeat(90)}}}`;
		const parts = [
			{ code: '{{ 1 }}', value: 1 },
			{ code: long, value: null },
			{ code: '{{ 2 }}', value: null },
		];
		const fault = faultOfParts(parts, 'Invoice');
		expect(fault).toMatch(/^'Invoice': the part \{\{ x x .*… \}\} yields nothing/);
		expect(fault?.length).toBeLessThan(200);
		expect(faultOfParts([], 'Invoice')).toBeNull();
	});
});
