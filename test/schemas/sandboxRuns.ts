import type { IDataObject } from 'n8n-workflow';
import { SEED, type ProviderId } from '../../sandbox';
import type { Bed } from '../bed';

type Runs = Readonly<Record<string, (bed: Bed) => Promise<IDataObject[]>>>;

const jsons = ({ main }: Awaited<ReturnType<Bed['run']>>) => main.map(({ json }) => json);

/** Every operation of a node in the sandbox, often enough that each field is seen as what it can be. */
export function sandboxRuns(provider: ProviderId): Runs {
	const invoiceId = '={{ $json.id }}';
	const all = Object.values(SEED[provider]).map((id) => ({ id }));
	const ask = { refundType: 'amount', amount: '12.50', reference: 'TICKET-81', invoiceId };
	const invoice: Runs = {
		'invoice/refund': async (bed) => jsons(await bed.refund(provider, ask, all)),
		'invoice/checkRefund': async (bed) => jsons(await bed.check(provider, ask, all)),
		'invoice/get': async (bed) => jsons(await bed.get(provider, { invoiceId }, all)),
	};
	if (provider === 'duro') return invoice;
	const everything = { returnAll: true };
	const refunds = async (bed: Bed) =>
		jsons(
			await bed.list(
				provider,
				'refund',
				provider === 'revolv3' ? { ...everything, invoiceId } : everything,
				provider === 'revolv3' ? all : [{}],
			),
		);
	return {
		...invoice,
		'invoice/getAll': async (bed) => {
			const paid = { layer: 'PAID', revolv3: 'Paid', thredfi: 'paid' }[provider];
			const spec = { totalMinor: 1_000, currency: 'USD', externalId: 'ORDER-1', status: paid };
			bed.sandbox.addInvoice(provider, spec);
			const listed = jsons(await bed.list(provider, 'invoice', everything));
			if (provider !== 'revolv3') return listed;
			// The samples of Revolv3's list name no currency, its schema does.
			bed.sandbox.switches.revolv3.listRows = 'whole';
			return [...listed, ...jsons(await bed.list(provider, 'invoice', everything))];
		},
		'refund/getAll': refunds,
		'refund/get': async (bed) => {
			const ids = (await refunds(bed)).map(({ refundId }) => ({ id: refundId ?? null }));
			const one = { resource: 'refund', refundId: '={{ $json.id }}' };
			return jsons(await bed.get(provider, one, ids));
		},
	};
}
