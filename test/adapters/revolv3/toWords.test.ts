import { revolv3 } from '../../../nodes/Revolv3/adapter';

describe("Revolv3's own words in a refusal", () => {
	const table: ReadonlyArray<readonly [string, unknown, string | null, string | null]> = [
		['an array of texts', ['Too high', 'Too late'], null, 'Too high Too late'],
		['an array of objects', [{ code: 17, message: 'Too high' }], '17', 'Too high'],
		['a message', { message: 'Not found' }, null, 'Not found'],
		['a message with errors', { message: 'Invalid', errors: ['amount'] }, null, 'Invalid amount'],
		['a message repeated among errors', { message: 'No', errors: ['No'] }, null, 'No'],
		['an error and a message', { error: 'TooMany', message: 'Slow down' }, 'TooMany', 'Slow down'],
		['an error alone', { error: 'Nope' }, null, 'Nope'],
		['a text', 'Bad gateway', null, 'Bad gateway'],
		['an empty text', '', null, null],
		['nothing', null, null, null],
		['a number', 5, null, null],
		['an empty list', [], null, null],
		['a list of nonsense', [null, 3, [], {}], null, null],
		['a message that is no text', { message: { a: 1 }, errors: 'x' }, null, null],
	];

	it.each(table)('are read from %s', (_, body, code, message) => {
		expect(revolv3.toWords(body)).toEqual({ code, message });
	});
});
