import fc from 'fast-check';

import { duro } from '../../nodes/Duro/adapter';
import { layer } from '../../nodes/Layer/adapter';
import { revolv3 } from '../../nodes/Revolv3/adapter';
import { thredfi } from '../../nodes/Thredfi/adapter';
import type { ProviderAdapter } from '../../nodes/shared/engine/provider/adapter';
import { arbitraryPlan } from './arbitraryPlans';
import { checkRequest, type Provider } from './checkRequest';
import { fittingRequests } from './fittingRequests';

const SEED = 20_260_203;
const adapters = { duro, layer, revolv3, thredfi } satisfies Record<Provider, ProviderAdapter>;
const authenticated = {
	duro: fittingRequests.duro.getInvoice.headers,
	layer: fittingRequests.layer.getInvoice.headers,
	revolv3: fittingRequests.revolv3.getInvoice.headers,
	thredfi: fittingRequests.thredfi.getInvoice.headers,
};

describe.each(['duro', 'layer', 'revolv3', 'thredfi'] as const)('a plan for %s', (provider) => {
	const adapter = adapters[provider];

	it('becomes a request that fits the contract, whatever was asked of whatever invoice', () => {
		let planned = 0;
		const holds = fc.property(arbitraryPlan(adapter), (plan) => {
			if (plan === null) return;
			planned += 1;
			const { method, path, headers, body } = adapter.buildRefundRequest(plan);
			const violations = checkRequest(provider, {
				method,
				path,
				headers: { ...authenticated[provider], ...headers, 'Content-Type': 'application/json' },
				bodyText: JSON.stringify(body),
			});
			expect(violations).toEqual([]);
		});
		fc.assert(holds, { seed: SEED, numRuns: 3_000 });
		expect(planned).toBeGreaterThan(300);
	});
});
