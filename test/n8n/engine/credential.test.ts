import { PROVIDER_IDS } from '../../../sandbox/types';
import { TestCredentialsHelper } from '../harness/credentialsHelper';
import { disputes, FROM_ITEM, outcomes, sharedBed, until } from './cases';

const own = sharedBed();

const SECRETS = {
	duro: 'secretKey',
	layer: 'clientSecret',
	revolv3: 'token',
	thredfi: 'apiKey',
};
const OTHER_SECRET = 'sk_test_of-another-host';

/** n8n reads a credential from its database and decrypts it each time it is asked for. */
const reads = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');

beforeEach(() => reads.mockClear());
afterAll(() => reads.mockRestore());

describe.each(PROVIDER_IDS)('the credential of %s', (provider) => {
	it('is resolved once for each of 20 items, since its expressions may differ', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 20);
		const { main } = await bed.refund(provider, FROM_ITEM, items);
		expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
		expect(reads).toHaveBeenCalledTimes(20);
	});

	it('stays what it was when the run began, though it is edited meanwhile', async () => {
		const { bed } = own;
		const items = disputes(bed, provider, 20);
		const before = bed.sandbox.refunds(provider).length;
		const running = bed.refund(provider, FROM_ITEM, items);
		await until(() => bed.sandbox.refunds(provider).length > before + 2);
		// The host of the run is fixed, so another host's secret must never go there.
		bed.n8n.editCredential(`${provider}Api`, { [SECRETS[provider]]: OTHER_SECRET });
		const { main } = await running;
		expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
		expect(JSON.stringify(bed.sandbox.requests)).not.toContain(OTHER_SECRET);
	});
});
