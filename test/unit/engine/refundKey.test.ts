import fc from 'fast-check';
import { isRefundKey, KEY_PREFIX, refundKey } from '../../../nodes/shared/engine/request/refundKey';
import { FIXED } from '../draw';
import { BUSINESS, FACTS, INVOICE, requestOf } from './samples';

describe('the key of a refund', () => {
	it.each([
		['duro', 'test', '', 'inv_8Fk2', 'TICKET-81', 'n8nr1-f79c344e84a3fe268dd0496580b8176068624b25'],
		['duro', 'live', '', 'inv_8Fk2', '', 'n8nr1-e8ff86708e60a681b7ed9c01ced58e41871699e0'],
		[
			'revolv3',
			'sandbox',
			'',
			'1001',
			'TICKET-81',
			'n8nr1-75dc5367f5130898fef46d2aa57e9a128e948509',
		],
		[
			'revolv3',
			'custom:http://127.0.0.1:4010',
			'',
			'1001',
			'Übung 7',
			'n8nr1-b9d6a2fd040a20b4ec02870e55ed55c1613e2aa4',
		],
	])(
		'is for ever the same: %s %s %j %s %j',
		(provider, environment, business, invoice, reference, key) => {
			expect(refundKey(provider, environment, business, invoice, reference)).toBe(key);
			expect(refundKey(provider, environment, business || null, invoice, reference)).toBe(key);
		},
	);

	const { duro, layer, revolv3, thredfi } = FACTS;
	const keyOf = (...of: Parameters<typeof requestOf>) => requestOf(...of).key;

	it('does not see how an id or a reference was typed', () => {
		expect(keyOf(revolv3, { invoiceId: ' 0001001 ' })).toBe(keyOf(revolv3, { invoiceId: 1001 }));
		expect(keyOf(layer, { invoiceId: ` ${INVOICE.toUpperCase()} ` })).toBe(keyOf(layer));
		expect(keyOf(thredfi, { businessId: BUSINESS.toUpperCase() })).toBe(keyOf(thredfi));
		expect(keyOf(duro, { reference: ' U\u0308bung 7 ' })).toBe(
			keyOf(duro, { reference: '\u00dcbung 7' }),
		);
		expect(keyOf(duro, { reference: 81 })).toBe(keyOf(duro, { reference: '81' }));
		expect(keyOf(duro, { invoiceId: `${INVOICE}\u200e` })).toBe(keyOf(duro));
		expect(keyOf(revolv3, { invoiceId: '10\u00ad01\ufeff' })).toBe(keyOf(revolv3));
	});

	it.each([
		'ticket-81',
		' Ticket\u201181 ',
		'TICKET-81\u200e',
		'\u2066TICKET\u22128\u200b1\u2069',
		'ＴＩＣＫＥＴ－８１',
		'Ticket–81',
	])(
		'is the same for %j as for TICKET-81, and the reference stays as it was given',
		(reference) => {
			const request = requestOf(duro, { reference });
			expect(request.key).toBe(keyOf(duro));
			expect(request.reference).toBe(reference.trim());
		},
	);

	it.each([
		['TICKET-81', 'TICKET-82'],
		['TICKET-81', 'TICKET 81'],
		['TICKET-81', 'TICKET81'],
		['81', '081'],
		['Tü-1', 'Tu-1'],
	])('tells %j from %j', (one, other) => {
		expect(keyOf(duro, { reference: one })).not.toBe(keyOf(duro, { reference: other }));
	});

	it('sees case in an id of no known format', () => {
		expect(keyOf(duro, { invoiceId: 'inv_8fk2' })).not.toBe(keyOf(duro, { invoiceId: 'inv_8Fk2' }));
	});

	it('does not hang on amount, limits, method, date or notes', () => {
		const other = {
			refundType: 'full',
			method: 'CASH',
			completedAt: '2026-01-01T00:00:00Z',
			options: { memo: 'x', maximumAmount: '1', allowEarlierRefunds: true },
		};
		expect(keyOf(thredfi, other)).toBe(keyOf(thredfi));
	});

	it('differs as soon as one part differs, also where parts run into each other', () => {
		const part = fc.constantFrom('', 'a', 'b', 'ab', '","', '"', '[', '\u0000');
		const parts = fc.tuple(part, part, part, part, part);
		fc.assert(
			fc.property(parts, parts, (one, other) => {
				const same = one.every((value, index) => value === other[index]);
				expect(refundKey(...one) === refundKey(...other)).toBe(same);
			}),
			FIXED,
		);
	});

	it('is known again by its beginning, and nothing else is', () => {
		expect(isRefundKey(refundKey('layer', 'sandbox', BUSINESS, INVOICE, ''))).toBe(true);
		expect([null, '', 'n8n-1', `x${KEY_PREFIX}1`].map(isRefundKey)).toEqual([
			false,
			false,
			false,
			false,
		]);
	});
});
