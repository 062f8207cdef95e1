import { createHash } from 'node:crypto';
import { SEED, type RecordedRequest } from '../../../sandbox';
import { PROVIDERS } from '../../bed';
import { disputes, FROM_ITEM, sharedBed } from './cases';

const own = sharedBed();

/** The rule of the contract, written once more. */
function keyOf(...parts: readonly string[]): string {
	return `n8nr1-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
}

function sentKey({ headers, body }: RecordedRequest): unknown {
	return headers['idempotency-key'] ?? Object(body).external_id;
}

it('is the rule that the published examples follow', () => {
	expect(keyOf('duro', 'test', '', 'inv_8Fk2', 'ticket-81')).toBe(
		'n8nr1-f79c344e84a3fe268dd0496580b8176068624b25',
	);
	expect(keyOf('revolv3', 'custom:http://127.0.0.1:4010', '', '1001', 'übung 7')).toBe(
		'n8nr1-b9d6a2fd040a20b4ec02870e55ed55c1613e2aa4',
	);
});

describe.each(PROVIDERS)('the key at %s', (provider) => {
	const part = { refundType: 'amount', amount: '1.00' };
	const environment = () =>
		provider === 'duro' ? 'test' : `custom:${new URL(own.bed.sandbox.url).origin}`;
	const business = () =>
		provider === 'layer' || provider === 'thredfi' ? own.bed.sandbox.businessId[provider] : '';

	it.each([
		['', ''],
		['TICKET-81', 'ticket-81'],
		['Ticket\u201181\u200e', 'ticket-81'],
		['  U\u0308bung\u00a07 ', 'übung 7'],
		['={{ 81 }}', '81'],
	])(
		'of the reference "%s" is made of environment, business, invoice and the identity "%s"',
		async (given, identity) => {
			const { bed } = own;
			const invoice = SEED[provider].paid;
			const { main } = await bed.refund(provider, { ...part, reference: given, simplify: false });
			const key = keyOf(provider, environment(), business(), invoice, identity);
			expect(main[0]?.json.key).toBe(key);
			const [write] = bed.sandbox.writes(provider);
			// Revolv3 takes no key; there it names the refund in n8n's own store.
			expect(write && sentKey(write)).toBe(provider === 'revolv3' ? undefined : key);
			const stored = bed.store.calls.some(({ items }) => items.includes(`${key} claimed`));
			expect(stored).toBe(provider === 'duro' || provider === 'revolv3');
		},
	);

	it('stays the same whatever the amount, the options, the item and the execution', async () => {
		const { bed } = own;
		const [a, b] = disputes(bed, provider, 2);
		const simplify = false;
		const first = await bed.refund(provider, { ...FROM_ITEM, simplify }, [{ ...a }]);
		const options = { maximumAmount: '50', allowEarlierRefunds: true };
		const again = { ...FROM_ITEM, simplify, options };
		const second = await bed.refund(provider, again, [{ ...b }, { ...a }], { name: 'Renamed' });
		expect(second.main[1]?.json.key).toBe(first.main[0]?.json.key);
		expect(second.main[1]?.json.outcome).toBe('alreadyRefunded');
	});
});
