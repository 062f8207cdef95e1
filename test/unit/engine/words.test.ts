import fc from 'fast-check';
import { cleanText, providerWords } from '../../../nodes/shared/engine/provider/providerError';
import { FIXED } from '../draw';

describe('what a provider said', () => {
	it.each([
		['jane.doe@example.com', 'Unknown customer jane.doe@example.com.'],
		['jane+tag@mail.example.co.uk', 'Sent to <jane+tag@mail.example.co.uk>'],
		['o’neil@bücher.example', 'o’neil@bücher.example is not valid'],
		['4111111111111111', 'Card 4111111111111111 declined'],
		['1111 1111', 'Card 4111 1111 1111 1111 declined'],
		['1111-1111', 'Card 4111-1111-1111-1111 declined'],
		['1111 - 1111', 'Card 4111 - 1111 - 1111 - 1111 declined'],
		['123-4567', 'Call +1 (555) 123-4567 now'],
		['555', 'Call +1 (555) 123-4567 now'],
		['170 1234567', 'Call +49 170 1234567'],
		['0170/1234567', 'Call 0170/1234567'],
		['3704 0044', 'IBAN DE89 3704 0044 0532 0130 00'],
		['sk_live_abc123', 'Invalid key sk_live_abc123 given'],
		['whsec_zzz', 'whsec_zzz'],
		['abc.def', 'Authorization: Bearer abc.def'],
		['dXNlcjpwYXNz', 'Authorization: Basic dXNlcjpwYXNz'],
		['eyJhbGciOi.eyJzdWIi.sig', 'token eyJhbGciOi.eyJzdWIi.sig expired'],
	])('is shown without %s', (secret, text) => {
		expect(cleanText(text)).not.toContain(secret);
		expect(cleanText(text)).toContain('[removed]');
	});

	it.each([
		'The invoice inv_0001 is void.',
		'Amount 5000.00 is more than 1250.50',
		'Code 51: insufficient funds',
		'Limit is 100 per second',
	])('is left alone where it tells nobody’s data: %s', (text) => {
		expect(cleanText(text)).toBe(text);
	});

	it('is one line of at most 300 characters without addresses or long digit runs', () => {
		const texts = fc.oneof(
			fc.string({ maxLength: 800 }),
			fc
				.array(fc.constantFrom('a@b.c ', '4111 ', '1', '-', '(', ')', ' ', '\n', 'x'), {
					maxLength: 400,
				})
				.map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(texts, (text) => {
				const clean = cleanText(text);
				expect(clean.length).toBeLessThanOrEqual(300);
				expect(clean).not.toMatch(/[\r\n\t]/);
				expect(clean).not.toMatch(/\d{7}/);
				expect(clean).not.toMatch(/[a-z0-9.]+@[a-z0-9.]+/i);
			}),
			FIXED,
		);
	});

	it('is null where nothing was said', () => {
		expect(providerWords(500, { code: '', message: ' \n ' })).toEqual({
			httpStatus: 500,
			providerCode: null,
			providerMessage: null,
		});
		expect(providerWords(null, { code: null, message: null })).toEqual({
			httpStatus: null,
			providerCode: null,
			providerMessage: null,
		});
	});

	it('has its code cut at 80 characters', () => {
		expect(providerWords(400, { code: 'x'.repeat(200), message: null }).providerCode).toHaveLength(
			80,
		);
	});
});
