import { checkSignature } from '../../nodes/Revolv3/webhook';
import { revolv3Refund, revolv3Vectors, type Revolv3Vector } from './vectors';

function verdict(
	vector: Revolv3Vector,
	changes: {
		header?: string | null;
		body?: Buffer;
		secret?: string;
		addresses?: readonly string[];
	} = {},
) {
	const { header = vector.signature, body = Buffer.from(vector.body) } = changes;
	return checkSignature(
		{ rawBody: body, header: (name) => (name === 'x-revolv3-signature' ? header : null) },
		{
			secret: changes.secret ?? vector.secret,
			addresses: changes.addresses ?? [vector.address],
			now: 0,
			toleranceSeconds: 0,
		},
	);
}

describe("Revolv3's signature", () => {
	it.each(revolv3Vectors)('fits what openssl signed: $name', (vector) => {
		expect(verdict(vector)).toBe('fits');
	});

	it('does not fit once any one bit of the body is another', () => {
		const { body } = revolv3Refund;
		for (let bit = 0; bit < body.length * 8; bit++) {
			const changed = Buffer.from(body);
			changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
			expect(verdict(revolv3Refund, { body: changed })).toBe('wrong');
		}
	});

	it('fits in one spelling only', () => {
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
		const { signature } = revolv3Refund;
		for (const place of signature.slice(0, -1).split('').keys()) {
			for (const letter of alphabet.replace(signature[place] ?? '', '')) {
				const header = signature.slice(0, place) + letter + signature.slice(place + 1);
				expect(verdict(revolv3Refund, { header })).toBe('wrong');
			}
		}
	});

	it('does not fit another key, another body or another address', () => {
		const { address, body } = revolv3Refund;
		expect(verdict(revolv3Refund, { secret: 'another' })).toBe('wrong');
		expect(verdict(revolv3Refund, { body: Buffer.from(`${body}\n`) })).toBe('wrong');
		expect(verdict(revolv3Refund, { body: Buffer.alloc(0) })).toBe('wrong');
		for (const other of [
			`${address}/`,
			address.toUpperCase(),
			address.replace('https:', 'http:'),
		]) {
			expect(verdict(revolv3Refund, { addresses: [other] })).toBe('wrong');
		}
		expect(verdict(revolv3Refund, { addresses: [] })).toBe('wrong');
	});

	it('does not take a part of the body for the end of the address', () => {
		const { address, body } = revolv3Refund;
		const shifted = { addresses: [`${address}$${body.slice(0, 10)}`] };
		expect(verdict(revolv3Refund, { ...shifted, body: Buffer.from(body.slice(10)) })).toBe('wrong');
	});

	it('fits where one of the addresses is the right one', () => {
		const addresses = ['https://other.example.com/', revolv3Refund.address];
		expect(verdict(revolv3Refund, { addresses })).toBe('fits');
	});

	it('is missing without its header', () => {
		expect(verdict(revolv3Refund, { header: null })).toBe('missing');
	});

	const { signature } = revolv3Refund;
	it.each([
		'',
		'=',
		signature.slice(0, -1),
		signature.slice(1),
		`${signature}=`,
		`${signature}, ${signature}`,
		`sha256=${signature}`,
		signature.replace('/', '_'),
		Buffer.from(signature, 'base64').toString('hex'),
	])('is malformed as %j', (header) => {
		expect(verdict(revolv3Refund, { header })).toBe('malformed');
	});
});
