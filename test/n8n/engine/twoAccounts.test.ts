import type { IDataObject } from 'n8n-workflow';
import type { ProviderId, SandboxAccount } from '../../../sandbox';
import { PROVIDER_IDS } from '../../../sandbox/types';
import type { Bed } from '../../bed';
import { FROM_ITEM, outcomes, paid, sharedBed } from './cases';

const own = sharedBed();

/** The credential's fields as expressions, and items that say for whom they are. */
function itemsOfBoth(bed: Bed, provider: ProviderId): IDataObject[] {
	const accounts = [bed.sandbox, bed.sandbox.second];
	bed.n8n.editCredential(
		`${provider}Api`,
		Object.fromEntries(
			Object.keys(bed.sandbox.credentials[provider]).map((field) => [
				field,
				`={{ $json.credential.${field} }}`,
			]),
		),
	);
	return [0, 1, 1, 0].map((which, place) => ({
		invoice: accounts[which]?.addInvoice(provider, paid(provider)),
		ticket: `TICKET-${place}`,
		amount: '10',
		credential: { ...accounts[which]?.credentials[provider] },
		business:
			provider === 'layer' || provider === 'thredfi' ? accounts[which]?.businessId[provider] : '',
	}));
}

const BUSINESS = { businessId: '={{ $json.business }}' };

describe.each(PROVIDER_IDS)('a credential of %s that differs by item', (provider) => {
	it('books each refund in the account of its own item', async () => {
		const { bed } = own;
		const items = itemsOfBoth(bed, provider);
		const { main, error } = await bed.refund(provider, { ...FROM_ITEM, ...BUSINESS }, items);
		expect(outcomes(error)).toEqual([]);
		expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
		const invoicesOf = (account: SandboxAccount) =>
			account
				.refunds(provider)
				.flatMap(({ source, invoiceId }) => (source === 'api' ? [invoiceId] : []));
		const [a, b, c, d] = items.map(({ invoice }) => invoice);
		expect(invoicesOf(bed.sandbox).sort()).toEqual([a, d]);
		expect(invoicesOf(bed.sandbox.second).sort()).toEqual([b, c]);
		expect(bed.sandbox.writes(provider)).toHaveLength(4);
	});

	it('refuses the item alone whose credential comes to nothing', async () => {
		const { bed } = own;
		const items = itemsOfBoth(bed, provider);
		const spoilt = items.map((item, place) => (place === 2 ? { ...item, credential: {} } : item));
		const { main, error } = await bed.refund(provider, { ...FROM_ITEM, ...BUSINESS }, spoilt);
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect(error[0]?.pairedItem).toEqual({ item: 2 });
		expect(outcomes(main)).toEqual(['refunded', 'refunded', 'refunded']);
		expect(bed.sandbox.second.refunds(provider, String(items[2]?.invoice))).toEqual([]);
	});

	it('reads each invoice in the account of its own item', async () => {
		const { bed } = own;
		const items = itemsOfBoth(bed, provider);
		const { main } = await bed.get(
			provider,
			{ ...BUSINESS, invoiceId: FROM_ITEM.invoiceId ?? '' },
			items,
		);
		expect(main.map(({ json }) => json.invoiceId)).toEqual(items.map(({ invoice }) => invoice));
		const reads = bed.sandbox.requests.filter(
			({ call, status }) => call === 'readInvoice' && status === 200,
		);
		expect(reads.map(({ account }) => account).sort()).toEqual([
			'first',
			'first',
			'second',
			'second',
		]);
	});
});
