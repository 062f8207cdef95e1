import { duro } from '../../../nodes/Duro/adapter';

describe('Duro, its words in a refusal', () => {
	it('finds code and message where they are documented', () => {
		const body = { error: { code: 'conflict', message: 'not paid', details: [] } };
		expect(duro.parseError(body)).toEqual({ code: 'conflict', message: 'not paid' });
	});

	it('shows the field of the documented 422', () => {
		const body = {
			error: {
				code: 'validation_error',
				message: 'amount must be a positive integer',
				details: [{ path: 'amount', issue: 'expected positive integer' }],
			},
		};
		expect(duro.parseError(body)).toEqual({
			code: 'validation_error',
			message: 'amount must be a positive integer (amount: expected positive integer)',
		});
	});

	it('shows every field that failed', () => {
		const details = [
			{ path: 'amount', issue: 'too large' },
			{ path: 'reason', issue: 'too long' },
			{ issue: 'body is incomplete' },
		];
		const words = duro.parseError({ error: { code: 'validation_error', message: 'No.', details } });
		expect(words?.message).toBe('No. (amount: too large; reason: too long; body is incomplete)');
	});

	it.each([
		['no list', 'amount'],
		['a list of something else', ['amount', 7, null, { path: 'amount' }, { path: 1, issue: 2 }]],
		['null', null],
	])('keeps the message where the details are %s', (_, details) => {
		const error = { code: 'validation_error', message: 'No.', details };
		expect(duro.parseError({ error })).toEqual({ code: 'validation_error', message: 'No.' });
	});

	it('reads a refusal in an envelope that has the documented object inside', () => {
		const body = { ok: false, error: { code: 'not_found', message: 'No.' } };
		expect(duro.parseError(body)).toEqual({ code: 'not_found', message: 'No.' });
	});

	it.each([
		undefined,
		null,
		'',
		'<html>',
		'upstream timed out',
		[],
		{},
		{ message: 'Forbidden' },
		{ error: 'invalid_client', error_description: 'x' },
		{ error: {} },
		{ error: { code: 'conflict' } },
		{ error: { message: 'Forbidden' } },
		{ error: { code: 403, message: 'Forbidden' } },
		{ error: { code: '', message: 'x' } },
		{ errors: [{ code: 'conflict', message: 'x' }] },
		[{ error: { code: 'conflict', message: 'x' } }],
	])('takes %j for no word of Duro', (body) => {
		expect(duro.parseError(body)).toBeNull();
	});
});
