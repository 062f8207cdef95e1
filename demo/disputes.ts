import { SEED } from '../sandbox/seed';
import type { ProviderId, Sandbox } from '../sandbox/types';

/** Where a dispute stands, in the words of `workflows/chargeback-handling.json`. */
export type Stage = 'rdrAlert' | 'alert' | 'inquiry' | 'opened' | 'won' | 'lost';

/** What the workflow's webhook takes: one dispute notice, whoever it came from. */
export interface DisputeNotice {
	readonly provider: ProviderId;
	readonly stage: Stage;
	/** The disputed payment: the same through all stages, and so the refund's reference. */
	readonly paymentId: string;
	/** The alert's, inquiry's or dispute's own id: another one at every stage. */
	readonly caseId: string;
	readonly invoiceId: string;
	readonly businessId?: string;
	/** An exact decimal, before tax at Revolv3. */
	readonly amount: string;
	readonly currency: string;
}

/** One notice of the demo, with what has to come of it. */
export interface DemoNotice {
	readonly notice: DisputeNotice;
	/** What makes this row worth showing. */
	readonly shows: string;
	/** The outcome that the workflow has to answer. */
	readonly outcome: string;
	/** What has to be new in the provider's books after it, in minor units. */
	readonly bookedMinor: number;
	/** Arms the sandbox, for the rows where something goes wrong on purpose. */
	readonly prepare?: (sandbox: Sandbox) => void;
}

/** The provider books the refund, and the answer is lost on its way back. */
function loseAnswer(provider: ProviderId): (sandbox: Sandbox) => void {
	return (sandbox) => {
		sandbox.fault({ provider, call: 'refund', moment: 'afterCommit', kind: 'drop', times: 1 });
	};
}

const DURO = {
	provider: 'duro',
	stage: 'alert',
	paymentId: 'payment-d1',
	caseId: 'alert-1001',
	invoiceId: SEED.duro.paid,
	amount: '2500.00',
	currency: 'NGN',
} as const satisfies DisputeNotice;

const REVOLV3 = {
	provider: 'revolv3',
	stage: 'alert',
	paymentId: 'payment-r1',
	caseId: 'alert-2001',
	invoiceId: SEED.revolv3.taxed,
	amount: '100.00',
	currency: 'USD',
} as const satisfies DisputeNotice;

const layerNotice = (businessId: string) =>
	({
		provider: 'layer',
		stage: 'rdrAlert',
		paymentId: 'payment-l1',
		caseId: 'rdr-3001',
		businessId,
		invoiceId: SEED.layer.paid,
		amount: '40.00',
		currency: 'USD',
	}) as const satisfies DisputeNotice;

const thredfiNotice = (businessId: string) =>
	({
		provider: 'thredfi',
		stage: 'opened',
		paymentId: 'payment-t1',
		caseId: 'dispute-4001',
		businessId,
		invoiceId: SEED.thredfi.paidSecond,
		amount: '249.90',
		currency: 'USD',
	}) as const satisfies DisputeNotice;

/** Money-moving providers: a refund while the payment is still the merchant's, nothing once it has been taken. */
const MONEY_MOVING: readonly DemoNotice[] = [
	{
		notice: DURO,
		shows: 'part of the invoice',
		outcome: 'refunded',
		bookedMinor: 250_000,
	},
	{ notice: DURO, shows: 'delivered twice', outcome: 'alreadyRefunded', bookedMinor: 0 },
	{
		notice: {
			...DURO,
			stage: 'opened',
			paymentId: 'payment-d2',
			caseId: 'dispute-1002',
			invoiceId: SEED.duro.paidSecond,
			amount: '12500.00',
		},
		shows: 'money has left already',
		outcome: 'nothingToSend',
		bookedMinor: 0,
	},
	{
		notice: {
			...DURO,
			paymentId: 'payment-d3',
			caseId: 'alert-1003',
			invoiceId: SEED.duro.paidThird,
			amount: '750.50',
		},
		// A minute's silence has to pass before the key makes the repeat harmless.
		shows: 'answer lost, sent again under its key',
		outcome: 'refunded',
		bookedMinor: 75_050,
		prepare: loseAnswer('duro'),
	},
	{ notice: REVOLV3, shows: 'before tax', outcome: 'refunded', bookedMinor: 10_000 },
	{
		notice: { ...REVOLV3, stage: 'inquiry', caseId: 'inquiry-2002' },
		shows: 'same payment, next stage',
		outcome: 'alreadyRefunded',
		bookedMinor: 0,
	},
	{
		notice: { ...REVOLV3, stage: 'opened', caseId: 'dispute-2003' },
		shows: 'money has left already',
		outcome: 'nothingToSend',
		bookedMinor: 0,
	},
	{
		notice: {
			...REVOLV3,
			paymentId: 'payment-r2',
			caseId: 'alert-2004',
			invoiceId: SEED.revolv3.paid,
			amount: '25.00',
		},
		shows: 'answer lost, found by looking',
		outcome: 'refunded',
		bookedMinor: 2_500,
		prepare: loseAnswer('revolv3'),
	},
	{
		notice: {
			...REVOLV3,
			paymentId: 'payment-r3',
			caseId: 'alert-2005',
			invoiceId: SEED.revolv3.paidThird,
			amount: '60.00',
		},
		shows: 'more than was paid',
		outcome: 'refused',
		bookedMinor: 0,
	},
];

/** Bookkeeping providers: a record once the money has left. */
function bookkeeping(layerBusiness: string, thredfiBusiness: string): readonly DemoNotice[] {
	const layer = layerNotice(layerBusiness);
	const thredfi = thredfiNotice(thredfiBusiness);
	return [
		{ notice: layer, shows: 'the acquirer has paid', outcome: 'refunded', bookedMinor: 4_000 },
		{
			notice: { ...layer, stage: 'opened', caseId: 'dispute-3002' },
			shows: 'same payment, next stage',
			outcome: 'alreadyRefunded',
			bookedMinor: 0,
		},
		{
			notice: { ...thredfi, stage: 'alert', caseId: 'alert-4000' },
			shows: 'no money has left yet',
			outcome: 'nothingToSend',
			bookedMinor: 0,
		},
		{ notice: thredfi, shows: 'the whole invoice', outcome: 'refunded', bookedMinor: 24_990 },
		{
			notice: { ...thredfi, stage: 'won' },
			shows: 'the money is back',
			outcome: 'reverseByHand',
			bookedMinor: 0,
		},
	];
}

/** All notices of the demo, in the order in which they are delivered. */
export function demoNotices(sandbox: Sandbox): readonly DemoNotice[] {
	return [...MONEY_MOVING, ...bookkeeping(sandbox.businessId.layer, sandbox.businessId.thredfi)];
}
