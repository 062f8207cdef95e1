import { startSandbox } from '../../../sandbox';
import { credentialsFor, type Bed } from '../../bed';
import { disputes, FROM_ITEM, outcomes, sharedBed, until } from './cases';

const own = sharedBed();

/** Token calls that were answered with a token, by path. */
function minted(bed: Bed, provider: 'duro' | 'layer' | 'thredfi'): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { path, status } of bed.sandbox.tokenRequests(provider)) {
		if (status === 200) counts[path] = (counts[path] ?? 0) + 1;
	}
	return counts;
}

const DURO = '/v1/oauth/token';
const LAYER = '/oauth2/token';
const PARTNER = '/v1/platform/oauth2/token/';
const business = (id: string) => `/v1/platform/${id}/oauth2/token/`;

describe('a token of Layer', () => {
	it('is asked for once for 50 items', async () => {
		const { bed } = own;
		const items = disputes(bed, 'layer', 50);
		const { main } = await bed.check('layer', FROM_ITEM, items);
		expect(main).toHaveLength(50);
		expect(bed.sandbox.tokenRequests('layer')).toHaveLength(1);
	});

	it('is renewed once when it expires in the middle of a run, and every item is booked once', async () => {
		const { bed } = own;
		const items = disputes(bed, 'layer', 20);
		const running = bed.refund('layer', FROM_ITEM, items);
		await until(() => bed.sandbox.refunds('layer').length > 8);
		bed.sandbox.expireTokens('layer');
		const { main } = await running;
		expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
		expect(minted(bed, 'layer')).toEqual({ [LAYER]: 2 });
		for (const { invoice } of items) {
			expect(bed.sandbox.refunds('layer', invoice)).toHaveLength(1);
		}
	});

	it('is kept for the next execution', async () => {
		const { bed } = own;
		const items = disputes(bed, 'layer', 1);
		await bed.check('layer', FROM_ITEM, items);
		await bed.refund('layer', FROM_ITEM, items);
		expect(minted(bed, 'layer')).toEqual({ [LAYER]: 1 });
	});

	it('never meets another host after the credential was edited', async () => {
		const { bed } = own;
		const elsewhere = await startSandbox();
		try {
			await bed.check('layer', FROM_ITEM, disputes(bed, 'layer', 1));
			bed.n8n.editCredential('layerApi', credentialsFor(elsewhere).layerApi ?? {});
			const { main } = await bed.get('layer', {});
			expect(main).toHaveLength(1);
			expect(elsewhere.tokenRequests('layer')).toHaveLength(1);
			// n8n asks for a token only after a 401; until then the request goes out with none.
			const turnedDown = elsewhere.requests.filter(({ status }) => status === 401);
			expect(turnedDown.filter(({ headers }) => 'authorization' in headers)).toEqual([]);
		} finally {
			await elsewhere.stop();
		}
	});
});

describe("a token of Duro's client credentials", () => {
	beforeEach(() =>
		own.bed.n8n.editCredential('duroApi', {
			authentication: 'clientCredentials',
			accessToken: '',
		}),
	);

	it('is asked for once for 50 items', async () => {
		const { bed } = own;
		const items = disputes(bed, 'duro', 50);
		const { main } = await bed.check('duro', FROM_ITEM, items);
		expect(main).toHaveLength(50);
		expect(bed.sandbox.tokenRequests('duro')).toHaveLength(1);
	});

	it('is renewed once when it expires in the middle of a run, and every item is booked once', async () => {
		const { bed } = own;
		const items = disputes(bed, 'duro', 20);
		const running = bed.refund('duro', FROM_ITEM, items);
		await until(() => bed.sandbox.refunds('duro').length > 8);
		bed.sandbox.expireTokens('duro');
		const { main } = await running;
		expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
		expect(minted(bed, 'duro')).toEqual({ [DURO]: 2 });
		for (const { invoice } of items) {
			expect(bed.sandbox.refunds('duro', invoice)).toHaveLength(1);
		}
	});

	it('that is refused at the refund itself is renewed, and the identical request sent once more', async () => {
		const { bed } = own;
		const [item] = disputes(bed, 'duro', 1);
		bed.sandbox.fault({ provider: 'duro', call: 'refund', kind: 'status', status: 401 });
		const { main } = await bed.refund('duro', FROM_ITEM, item ? [item] : []);
		expect(outcomes(main)).toEqual(['refunded']);
		const writes = bed.sandbox.writes('duro');
		expect(writes.map(({ status }) => status)).toEqual([401, 200]);
		expect(writes[1]?.bodyText).toBe(writes[0]?.bodyText);
		expect(writes[1]?.headers['idempotency-key']).toBe(writes[0]?.headers['idempotency-key']);
	});

	it('that is refused again is a rejected credential, after two requests and no third', async () => {
		const { bed } = own;
		const items = disputes(bed, 'duro', 1);
		bed.sandbox.fault({ provider: 'duro', call: 'refund', kind: 'status', status: 401, times: 9 });
		const { error } = await bed.refund('duro', FROM_ITEM, items);
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect(bed.sandbox.writes('duro')).toHaveLength(2);
		expect(bed.sandbox.refunds('duro', items[0]?.invoice)).toEqual([]);
	});

	it('makes the refund that a secret key of the same mode would make', async () => {
		const { bed } = own;
		const items = disputes(bed, 'duro', 1);
		await bed.refund('duro', FROM_ITEM, items);
		bed.n8n.editCredential('duroApi', { authentication: 'secretKey' });
		const { main } = await bed.refund('duro', FROM_ITEM, items);
		expect(outcomes(main)).toEqual(['alreadyRefunded']);
		expect(bed.sandbox.writes('duro')).toHaveLength(1);
	});

	it.each([
		['a pair of two modes', { clientId: 'cid_live_sandbox_0001' }],
		['an unknown prefix', { clientSecret: 'other_test_ab' }],
	])('is never asked for with %s', async (_, changes) => {
		const { bed } = own;
		bed.n8n.editCredential('duroApi', changes);
		const { error } = await bed.refund('duro', FROM_ITEM, disputes(bed, 'duro', 1));
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect(bed.sandbox.requests).toEqual([]);
	});

	it('is refused with the fields to look at, and never sent as the secret key it is not', async () => {
		const { bed } = own;
		bed.n8n.editCredential('duroApi', { clientSecret: 'csec_test_of-another' });
		const { error } = await bed.refund('duro', FROM_ITEM, disputes(bed, 'duro', 1));
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect(bed.sandbox.writes('duro')).toEqual([]);
	});
});

describe("a secret key of Duro's", () => {
	it('that is refused at the refund is a rejected credential after one request', async () => {
		const { bed } = own;
		const items = disputes(bed, 'duro', 1);
		bed.sandbox.fault({ provider: 'duro', call: 'refund', kind: 'status', status: 401, times: 9 });
		const { error } = await bed.refund('duro', FROM_ITEM, items);
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect([bed.sandbox.writes('duro').length, bed.sandbox.tokenRequests('duro')]).toEqual([1, []]);
	});
});

describe('the tokens of Thredfi', () => {
	it('are one for the partner and one for each business, for 50 items', async () => {
		const { bed } = own;
		const items = disputes(bed, 'thredfi', 50);
		await bed.check('thredfi', FROM_ITEM, items);
		const id = bed.sandbox.businessId.thredfi;
		expect(minted(bed, 'thredfi')).toEqual({ [PARTNER]: 1, [business(id)]: 1 });
	});

	it('are told apart by business', async () => {
		const { bed } = own;
		const ids = [bed.sandbox.businessId.thredfi, bed.sandbox.otherBusinessId.thredfi];
		const items = ids.flatMap((id) => [{ id }, { id }]);
		await bed.get('thredfi', { businessId: '={{ $json.id }}' }, items);
		expect(minted(bed, 'thredfi')).toEqual({
			[PARTNER]: 1,
			...Object.fromEntries(ids.map((id) => [business(id), 1])),
		});
	});

	it('are renewed once when they expire in the middle of a run, and every item is booked once', async () => {
		const { bed } = own;
		const items = disputes(bed, 'thredfi', 20);
		const running = bed.refund('thredfi', FROM_ITEM, items);
		await until(() => bed.sandbox.refunds('thredfi').length > 8);
		bed.sandbox.expireTokens('thredfi');
		const { main } = await running;
		expect(outcomes(main)).toEqual(items.map(() => 'refunded'));
		const id = bed.sandbox.businessId.thredfi;
		expect(minted(bed, 'thredfi')).toEqual({ [PARTNER]: 2, [business(id)]: 2 });
		for (const { invoice } of items) {
			expect(bed.sandbox.refunds('thredfi', invoice)).toHaveLength(1);
		}
	});
});
