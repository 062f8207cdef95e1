import type { IDataObject } from 'n8n-workflow';
import { SEED } from '../../sandbox';
import { detailsOf, openBed, type Bed } from '../bed';

const INVOICE = SEED.revolv3.taxed;

let bed: Bed;
beforeAll(async () => {
	bed = await openBed();
});
let runs = 0;
beforeEach(() => {
	bed.sandbox.reset();
	runs += 1;
});
afterAll(async () => await bed.close());

const settings = () => ({ workflowId: `revolv3-amounts-${runs}` });
const refund = async (amount: string | null, reference: string) =>
	await bed.refund(
		'revolv3',
		{
			invoiceId: INVOICE,
			reference,
			...(amount === null ? { refundType: 'full' } : { refundType: 'amount', amount }),
		},
		[{}],
		settings(),
	);
const shown = async (): Promise<IDataObject | undefined> =>
	(await bed.get('revolv3', { resource: 'invoice', invoiceId: INVOICE }, [{}], settings())).main[0]
		?.json;

describe('a refund whose own tax Revolv3 does not tell', () => {
	// No answer shows how much of an attempt is tax, and the invoice's own payment shows no attempt either.
	beforeEach(() => {
		Object.assign(bed.sandbox.switches.revolv3, {
			originalAttempts: 'none',
			refundsInAnswer: 'none',
			listRows: 'whole',
		});
	});

	it('is known to the workflow that made it, so that the next part and the rest are refunded', async () => {
		expect((await refund('20.00', 'TICKET-1')).main).toMatchObject([
			{ json: { outcome: 'refunded', amount: '20.00', total: '22.00' } },
		]);
		expect(await shown()).toMatchObject({ refunded: '20.00', refundable: '80.00' });
		expect((await refund('30.00', 'TICKET-2')).main).toMatchObject([
			{ json: { outcome: 'refunded', amount: '30.00', total: '33.00' } },
		]);
		expect((await refund(null, 'TICKET-3')).main).toMatchObject([
			{ json: { outcome: 'refunded', amount: '50.00', total: '55.00' } },
		]);
		expect(bed.sandbox.refunds('revolv3', INVOICE).map((one) => one.amountMinor)).toEqual([
			2_000, 3_000, 5_000,
		]);
	});

	it('is not known to it when somebody else has made it', async () => {
		bed.sandbox.refundInPortal('revolv3', INVOICE, 2_000);
		const { error } = await refund('30.00', 'TICKET-2');
		expect(detailsOf(error[0])).toMatchObject({ code: 'alreadyHasRefund' });
		expect(await shown()).toMatchObject({ refunded: null, refundable: null });
		expect(bed.sandbox.writes('revolv3')).toEqual([]);
	});

	it('is another amount than was asked for, where nothing of it is told', async () => {
		bed.sandbox.switches.revolv3.childShowsAttempts = false;
		await refund('20.00', 'TICKET-1');
		const { error } = await refund('30.00', 'TICKET-1');
		expect(detailsOf(error[0])).toMatchObject({ code: 'referenceConflict' });
	});
});

describe('a list that shows no refunds', () => {
	beforeEach(() => {
		bed.sandbox.switches.revolv3.listShowsChildren = false;
	});

	it("is not believed about a refund that is recorded: the customer's own list is looked through", async () => {
		await refund('20.00', 'TICKET-1');
		const again = await refund('20.00', 'TICKET-1');
		const { refundId } = bed.sandbox.refunds('revolv3', INVOICE)[0] ?? {};
		expect(again.main).toMatchObject([{ json: { outcome: 'alreadyRefunded', refundId } }]);
		expect((await refund('90.00', 'TICKET-2')).error.map((item) => detailsOf(item).code)).toEqual([
			'amountTooHigh',
		]);
		expect((await refund(null, 'TICKET-3')).main).toMatchObject([
			{ json: { outcome: 'refunded', amount: '80.00' } },
		]);
	});

	it('leaves what is left unknown where no other list shows them', async () => {
		bed.sandbox.switches.revolv3.customerListShowsChildren = false;
		await refund('20.00', 'TICKET-1');
		expect((await refund('20.00', 'TICKET-1')).main).toMatchObject([
			{ json: { outcome: 'alreadyRefunded', refundId: null, amount: '20.00', total: '22.00' } },
		]);
		const { error } = await refund(null, 'TICKET-2');
		expect(detailsOf(error[0])).toMatchObject({ code: 'earlierRefundsUnknown' });
		expect(bed.sandbox.writes('revolv3')).toHaveLength(1);
	});
});
