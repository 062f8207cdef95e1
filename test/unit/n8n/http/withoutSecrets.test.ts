import { secretsOf, withoutSecrets } from '../../../../nodes/shared/n8n/http/withoutSecrets';

const secrets = secretsOf({
	environment: 'production',
	baseUrl: 'https://gateway.example.com',
	token: 'tok"en-12345',
	clientId: 'short',
});

describe('a provider that repeats the secret it was sent', () => {
	it('has it taken out of objects, lists and texts, however deep', () => {
		const body = { errors: [{ message: 'Token tok"en-12345 is unknown' }], sent: 'tok"en-12345' };
		expect(withoutSecrets(body, secrets)).toEqual({
			errors: [{ message: 'Token [removed] is unknown' }],
			sent: '[removed]',
		});
		expect(withoutSecrets('no such token: tok"en-12345', secrets)).toBe('no such token: [removed]');
	});

	it('keeps what is no secret: addresses, environments and words too short to tell', () => {
		expect(secrets).toEqual(['tok"en-12345']);
		expect(withoutSecrets({ message: 'short https://gateway.example.com' }, secrets)).toEqual({
			message: 'short https://gateway.example.com',
		});
	});

	it.each([undefined, null, 5, ''])('lets %p through as it is', (body) => {
		expect(withoutSecrets(body, secrets)).toBe(body);
	});
});
