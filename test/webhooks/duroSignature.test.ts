import { checkSignature } from '../../nodes/Duro/webhook';
import { duroRefund, duroVectors, type DuroVector } from './vectors';

const FIVE_MINUTES = 300;
const A_DAY = 24 * 60 * 60;

const headerOf = ({ timestamp, signature }: DuroVector) => `t=${timestamp},v1=${signature}`;

function verdict(
	vector: DuroVector,
	changes: {
		header?: string | null;
		body?: Buffer;
		secret?: string;
		secondsLater?: number;
		toleranceSeconds?: number;
	} = {},
) {
	const { header = headerOf(vector), body = Buffer.from(vector.body) } = changes;
	return checkSignature(
		{ rawBody: body, header: (name) => (name === 'duro-signature' ? header : null) },
		{
			secret: changes.secret ?? vector.secret,
			addresses: [],
			now: (vector.timestamp + (changes.secondsLater ?? 0)) * 1000 + 999,
			toleranceSeconds: changes.toleranceSeconds ?? FIVE_MINUTES,
		},
	);
}

describe("Duro's signature", () => {
	it.each(duroVectors)('fits what openssl signed: $name', (vector) => {
		expect(verdict(vector)).toBe('fits');
	});

	it('does not fit once any one bit of the body is another', () => {
		const { body } = duroRefund;
		for (let bit = 0; bit < body.length * 8; bit++) {
			const changed = Buffer.from(body);
			changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
			expect(verdict(duroRefund, { body: changed })).toBe('wrong');
		}
	});

	it('does not fit once any one digit of it is another', () => {
		const { signature } = duroRefund;
		for (const place of signature.split('').keys()) {
			const digit = signature[place] === '0' ? '1' : '0';
			const changed = signature.slice(0, place) + digit + signature.slice(place + 1);
			expect(verdict({ ...duroRefund, signature: changed })).toBe('wrong');
		}
	});

	it('does not fit another secret, another body or another time', () => {
		expect(verdict(duroRefund, { secret: `${duroRefund.secret}x` })).toBe('wrong');
		expect(verdict(duroRefund, { body: Buffer.from(`${duroRefund.body} `) })).toBe('wrong');
		expect(verdict(duroRefund, { body: Buffer.alloc(0) })).toBe('wrong');
		const { timestamp, signature } = duroRefund;
		expect(verdict(duroRefund, { header: `t=${timestamp + 1},v1=${signature}` })).toBe('wrong');
	});

	it.each([
		[FIVE_MINUTES, FIVE_MINUTES, 'fits'],
		[FIVE_MINUTES, FIVE_MINUTES + 1, 'outOfTime'],
		[FIVE_MINUTES, A_DAY, 'outOfTime'],
		[60, 61, 'outOfTime'],
		[A_DAY, A_DAY, 'fits'],
		[A_DAY, A_DAY + 1, 'outOfTime'],
	])('with %d seconds of tolerance, %d seconds after it was signed: %s', (...row) => {
		const [toleranceSeconds, secondsLater, expected] = row;
		expect(verdict(duroRefund, { toleranceSeconds, secondsLater })).toBe(expected);
	});

	it.each([60, FIVE_MINUTES, A_DAY])(
		'may be ahead of the clock by five minutes and no more, with %d seconds of tolerance',
		(toleranceSeconds) => {
			const ahead = (seconds: number) =>
				verdict(duroRefund, { toleranceSeconds, secondsLater: -seconds });
			expect([ahead(FIVE_MINUTES), ahead(FIVE_MINUTES + 1)]).toEqual(['fits', 'outOfTime']);
		},
	);

	it('is missing without its header', () => {
		expect(verdict(duroRefund, { header: null })).toBe('missing');
	});

	const { timestamp: t, signature: v1 } = duroRefund;
	it.each([
		'',
		',',
		'=',
		`t=${t}`,
		`v1=${v1}`,
		v1,
		`t=${t},v1=`,
		`t=,v1=${v1}`,
		`t=${t};v1=${v1}`,
		`t=${t},v1=${v1.slice(1)}`,
		`t=${t},v1=${v1}0`,
		`t=${t},v1=${'z'.repeat(64)}`,
		`t=${t},v1=${Buffer.from(v1, 'hex').toString('base64')}`,
		`t=${t}.0,v1=${v1}`,
		`t=-${t},v1=${v1}`,
		`t=+${t},v1=${v1}`,
		`t=0${t},v1=${v1}`,
		`t=1e9,v1=${v1}`,
		`t=${t}${t},v1=${v1}`,
		`t=${t},t=${t},v1=${v1}`,
		`t=${t},v1=${v1}, t=${t + 1},v1=${v1}`,
		`t=${t},v0=${v1}`,
		`T=${t},V1=${v1}`,
	])('is malformed as %j', (header) => {
		expect(verdict(duroRefund, { header })).toBe('malformed');
	});

	it.each([
		`t=${t}, v1=${v1}`,
		` t=${t},v1=${v1} `,
		`v1=${v1},t=${t}`,
		`t=${t},v1=${v1.toUpperCase()}`,
		`t=${t},v1=${'0'.repeat(64)},v1=${v1}`,
		`t=${t},v1=${v1},v2=whatever`,
		`t=${t},v1=${v1},v1=`,
		`t=${t},v1=odd,v1=${v1}`,
		`t=${t},v1=${v1}0,v1=${v1}`,
		`t=${t},v1=${Buffer.from(v1, 'hex').toString('base64')},v1=${v1}`,
	])('is read from %j', (header) => {
		expect(verdict(duroRefund, { header })).toBe('fits');
	});

	it('is wrong where none of several fits', () => {
		const header = `t=${t},v1=${'0'.repeat(64)},v1=${'f'.repeat(64)},v1=odd`;
		expect(verdict(duroRefund, { header })).toBe('wrong');
	});

	it('is malformed where none of several can be read', () => {
		expect(verdict(duroRefund, { header: `t=${t},v1=odd,v1=` })).toBe('malformed');
	});
});
