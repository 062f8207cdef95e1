import { revolv3 } from '../../../nodes/Revolv3/adapter';

describe("Revolv3's own words in a refusal", () => {
	const own: ReadonlyArray<readonly [string, unknown, string | null, string]> = [
		['a list of errors', [{ code: 17, message: 'Too high' }], '17', 'Too high'],
		[
			'several errors',
			[{ message: 'Too high' }, { message: 'Too late' }],
			null,
			'Too high Too late',
		],
		['a message with errors', { message: 'Invalid', errors: ['amount'] }, null, 'Invalid amount'],
		['a message with no errors', { message: 'Invalid', errors: [] }, null, 'Invalid'],
		[
			'a message with errors that are objects',
			{ message: 'No', errors: [{ message: 'Amount', errorCode: 'E1' }] },
			'E1',
			'No Amount',
		],
		[
			"the validator's errors",
			{ message: 'Failed.', fluentValidatorErrors: [{ errorMessage: 'MMYY', errorCode: null }] },
			null,
			'Failed. MMYY',
		],
		['a message repeated among errors', { message: 'No', errors: ['No'] }, null, 'No'],
		[
			'the documented 429',
			{ error: 'Too Many Requests', message: 'Rate limit exceeded.' },
			'Too Many Requests',
			'Rate limit exceeded.',
		],
	];

	it.each(own)('are read from %s', (_, body, code, message) => {
		expect(revolv3.parseError(body)).toEqual({ code, message });
	});

	it.each<readonly [string, unknown]>([
		['a web page', '<html><body>Blocked</body></html>'],
		['a text', 'Bad gateway'],
		['an empty text', ''],
		['nothing', null],
		['no body', undefined],
		['a number', 5],
		['an empty list', []],
		['a list of texts', ['Too high']],
		['a list with one foreign entry', [{ message: 'Too high' }, null]],
		['a list of other objects', [{ msg: 'x' }]],
		["a gateway's message alone", { message: 'Forbidden' }],
		['an error alone', { error: 'Too Many Requests' }],
		["a proxy's limit", { error: 'rate_limited', message: 'Slow down' }],
		['a problem document', { type: 'about:blank', title: 'Forbidden', status: 403 }],
		['a message that is no text', { message: { a: 1 }, errors: [] }],
		['errors that are no list', { message: 'No', errors: 'x' }],
	])('are not those of %s', (_, body) => {
		expect(revolv3.parseError(body)).toBeNull();
	});

	it('are those of its documented limit alone under a 429', () => {
		const limit = { error: 'Too Many Requests', message: 'Rate limit exceeded.' };
		expect(revolv3.parseError(limit, 429)).not.toBeNull();
		for (const body of [[{ message: 'Slow down' }], { message: 'Slow down', errors: [] }]) {
			expect(revolv3.parseError(body, 429)).toBeNull();
			expect(revolv3.parseError(body, 400)).not.toBeNull();
		}
	});
});
