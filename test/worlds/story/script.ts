import type { ProviderId } from '../../../sandbox';

/** The invoices of the story, each paid in full. */
export type InvoiceName =
	| 'main'
	| 'whole'
	| 'once'
	| 'first'
	| 'third'
	| 'lost'
	| 'outage'
	| 'touched'
	/** One that the provider does not have. */
	| 'missing';

/** What each invoice is of, before tax and tax; minor units. Tax is told apart at Revolv3 only. */
export const INVOICES: Readonly<
	Record<Exclude<InvoiceName, 'missing'>, { readonly netMinor: number; readonly taxMinor: number }>
> = {
	main: { netMinor: 10_000, taxMinor: 1_000 },
	whole: { netMinor: 4_999, taxMinor: 0 },
	once: { netMinor: 2_500, taxMinor: 250 },
	first: { netMinor: 6_000, taxMinor: 0 },
	third: { netMinor: 7_050, taxMinor: 0 },
	lost: { netMinor: 8_000, taxMinor: 0 },
	outage: { netMinor: 9_000, taxMinor: 900 },
	touched: { netMinor: 3_000, taxMinor: 0 },
};

/** One refund as a person asks for it. */
export interface RefundAsk {
	readonly invoice: InvoiceName;
	/** Empty: at most one refund of this invoice, ever. */
	readonly reference: string;
	/** Before tax, in minor units; all that is left where it is missing. */
	readonly amountMinor?: number;
	readonly allowEarlierRefunds?: true;
	/** Layer: leaves the method out. */
	readonly withoutMethod?: true;
}

/** What is asked of the node in one execution. */
export type Ask =
	| { readonly operation: 'refund' | 'checkRefund'; readonly items: readonly RefundAsk[] }
	| { readonly operation: 'invoice.get'; readonly invoice: InvoiceName }
	| { readonly operation: 'invoice.getAll' }
	| { readonly operation: 'refund.getAll'; readonly invoice: InvoiceName }
	/** The refund that was made of this invoice under this reference. */
	| { readonly operation: 'refund.get'; readonly invoice: InvoiceName; readonly reference: string };

/**
 * What the node says of one item: an outcome, a failure's outcome and code, what a check foretells, or `shown` where
 * something was looked up.
 */
export type Word =
	| 'refunded'
	| 'pending'
	| 'alreadyRefunded'
	| 'would refund'
	| `would not: ${string}`
	| `refused ${string}`
	| `unknown ${string}`
	| 'shown';

export interface Step {
	readonly name: string;
	/** For the page. */
	readonly does: string;
	readonly ask: Ask;
	/** Where the provider has no such call. */
	readonly notAt?: readonly ProviderId[];
	/** Another n8n process on the same database; else the one that ran before. Every step is an execution of its own. */
	readonly process?: 'another';
	/** What happens right before: somebody refunds 5.00 of the invoice elsewhere, an answer is lost, all reads fail after it. */
	readonly before?: 'portal refund' | 'answer lost' | 'answer lost, then no reads';
	/** What a person with the documents and the answers in hand expects, for each item; any of these words. */
	readonly expect: ReadonlyArray<readonly Word[]>;
	/** Why nobody can know better, where a doubt is what is expected. */
	readonly doubt?: string;
	/** Where a provider's own way makes it another word; the reason stands in `differs`. */
	readonly expectAt?: Readonly<Partial<Record<ProviderId, ReadonlyArray<readonly Word[]>>>>;
	readonly differs?: string;
}

/** The refund under a reference was made; nothing can be left for another one. */
const NOTHING_LEFT: readonly Word[] = [
	'refused alreadyHasRefund',
	'refused notRefundable',
	'refused amountTooHigh',
];

/** The days of a refund desk, in order: each step finds what the ones before it left. */
export const STORY: readonly Step[] = [
	{
		name: 'check',
		does: 'checks a part of an untouched invoice',
		ask: {
			operation: 'checkRefund',
			items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 2_000 }],
		},
		expect: [['would refund']],
	},
	{
		name: 'part',
		does: 'refunds that part',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 2_000 }],
		},
		expect: [['refunded']],
	},
	{
		name: 'again',
		does: 'refunds it again under the same reference',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 2_000 }],
		},
		expect: [['alreadyRefunded']],
	},
	{
		name: 'again-elsewhere',
		does: 'the same in another n8n process',
		process: 'another',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 2_000 }],
		},
		expect: [['alreadyRefunded']],
	},
	{
		name: 'check-again',
		does: 'checks the part that was refunded',
		ask: {
			operation: 'checkRefund',
			items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 2_000 }],
		},
		expect: [['would not: alreadyRefunded']],
	},
	{
		name: 'other-amount',
		does: 'asks for another amount under the same reference',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-1', amountMinor: 3_000 }],
		},
		expect: [['refused referenceConflict']],
	},
	{
		name: 'second-part',
		does: 'refunds another part under another reference',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-2', amountMinor: 3_000 }],
		},
		expect: [['refunded']],
	},
	{
		name: 'get',
		does: 'looks at the invoice',
		ask: { operation: 'invoice.get', invoice: 'main' },
		expect: [['shown']],
	},
	{
		name: 'too-much',
		does: 'asks for more than is left',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-3', amountMinor: 9_000 }],
		},
		expect: [['refused amountTooHigh']],
		expectAt: { duro: [['unknown outcomeUnknown']] },
		differs:
			'Duro shows no earlier refunds, so only Duro knows what is left, and its 409 does not prove that nothing was recorded.',
	},
	{
		name: 'rest',
		does: 'refunds all that is left, under a third reference',
		ask: { operation: 'refund', items: [{ invoice: 'main', reference: 'TICKET-4' }] },
		expect: [['refunded']],
		expectAt: { duro: [['refused alreadyHasRefund']] },
		differs: 'Duro shows no earlier refunds, so Full is refused where the node knows of one.',
	},
	{
		name: 'rest-elsewhere',
		does: 'the same in another n8n process',
		process: 'another',
		ask: { operation: 'refund', items: [{ invoice: 'main', reference: 'TICKET-4' }] },
		expect: [['alreadyRefunded']],
		expectAt: { duro: [['refused alreadyHasRefund']] },
	},
	{
		name: 'rest-as-told',
		does: 'asks for the same sum as an amount, which is what a refusal of Full advises',
		notAt: ['duro', 'revolv3', 'thredfi'],
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-4', amountMinor: 5_000 }],
		},
		expect: [['alreadyRefunded']],
	},
	{
		name: 'nothing-left',
		does: 'asks for a part of an invoice of which nothing is left',
		notAt: ['duro'],
		ask: {
			operation: 'refund',
			items: [{ invoice: 'main', reference: 'TICKET-5', amountMinor: 100 }],
		},
		expect: [NOTHING_LEFT],
	},
	{
		name: 'get-empty',
		does: 'looks at the invoice of which nothing is left',
		notAt: ['duro'],
		ask: { operation: 'invoice.get', invoice: 'main' },
		expect: [['shown']],
	},
	{
		name: 'full',
		does: 'refunds an untouched invoice in full',
		ask: { operation: 'refund', items: [{ invoice: 'whole', reference: 'TICKET-6' }] },
		expect: [['refunded']],
	},
	{
		name: 'full-elsewhere',
		does: 'the same in another n8n process',
		process: 'another',
		ask: { operation: 'refund', items: [{ invoice: 'whole', reference: 'TICKET-6' }] },
		expect: [['alreadyRefunded']],
	},
	{
		name: 'full-as-told',
		does: 'the same without a method, which is what a refusal of it advises',
		notAt: ['duro', 'revolv3', 'thredfi'],
		ask: {
			operation: 'refund',
			items: [{ invoice: 'whole', reference: 'TICKET-6', withoutMethod: true }],
		},
		expect: [['alreadyRefunded']],
	},
	{
		name: 'full-other-reference',
		does: 'refunds it in full under another reference',
		ask: { operation: 'refund', items: [{ invoice: 'whole', reference: 'TICKET-7' }] },
		expect: [NOTHING_LEFT],
	},
	{
		name: 'once',
		does: 'refunds a taxed invoice in full, without a reference',
		ask: { operation: 'refund', items: [{ invoice: 'once', reference: '' }] },
		expect: [['refunded']],
	},
	{
		name: 'once-again',
		does: 'the same again',
		ask: { operation: 'refund', items: [{ invoice: 'once', reference: '' }] },
		expect: [['alreadyRefunded']],
	},
	{
		name: 'once-as-told',
		does: 'the same without a method',
		notAt: ['duro', 'revolv3', 'thredfi'],
		ask: {
			operation: 'refund',
			items: [{ invoice: 'once', reference: '', withoutMethod: true }],
		},
		expect: [['alreadyRefunded']],
	},
	{
		name: 'several',
		does: 'refunds three invoices at once; the second does not exist',
		ask: {
			operation: 'refund',
			items: [
				{ invoice: 'first', reference: 'TICKET-8', amountMinor: 1_000 },
				{ invoice: 'missing', reference: 'TICKET-8', amountMinor: 1_000 },
				{ invoice: 'third', reference: 'TICKET-8', amountMinor: 1_050 },
			],
		},
		expect: [['refunded'], ['refused invoiceNotFound'], ['refunded']],
	},
	{
		name: 'several-elsewhere',
		does: 'the same three in another n8n process',
		process: 'another',
		ask: {
			operation: 'refund',
			items: [
				{ invoice: 'first', reference: 'TICKET-8', amountMinor: 1_000 },
				{ invoice: 'missing', reference: 'TICKET-8', amountMinor: 1_000 },
				{ invoice: 'third', reference: 'TICKET-8', amountMinor: 1_050 },
			],
		},
		expect: [['alreadyRefunded'], ['refused invoiceNotFound'], ['alreadyRefunded']],
	},
	{
		name: 'list-invoices',
		does: 'lists the invoices',
		notAt: ['duro'],
		ask: { operation: 'invoice.getAll' },
		expect: [['shown']],
	},
	{
		name: 'list-refunds',
		does: 'lists the refunds',
		notAt: ['duro'],
		ask: { operation: 'refund.getAll', invoice: 'main' },
		expect: [['shown']],
	},
	{
		name: 'get-refund',
		does: 'looks at one refund',
		notAt: ['duro'],
		ask: { operation: 'refund.get', invoice: 'main', reference: 'TICKET-1' },
		expect: [['shown']],
	},
	{
		name: 'lost',
		does: 'refunds a part; the answer is lost after the booking',
		before: 'answer lost',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'lost', reference: 'TICKET-9', amountMinor: 1_500 }],
		},
		expect: [['refunded']],
	},
	{
		name: 'lost-elsewhere',
		does: 'the same in another n8n process',
		process: 'another',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'lost', reference: 'TICKET-9', amountMinor: 1_500 }],
		},
		expect: [['alreadyRefunded']],
	},
	{
		name: 'outage',
		does: 'refunds a part; the answer is lost after the booking, and nothing can be read after it',
		before: 'answer lost, then no reads',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'outage', reference: 'TICKET-10', amountMinor: 4_500 }],
		},
		expect: [['unknown outcomeUnknown']],
		doubt: 'The answer is lost, and nothing can be read or sent after it.',
	},
	{
		name: 'after-outage',
		does: 'the same in another n8n process, after the outage',
		process: 'another',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'outage', reference: 'TICKET-10', amountMinor: 4_500 }],
		},
		expect: [['alreadyRefunded']],
		expectAt: { duro: [['unknown outcomeUnknown']] },
		differs:
			'Duro shows no refunds, and another process does not know when the first request was sent.',
	},
	{
		name: 'made-elsewhere',
		does: 'refunds a part of an invoice that somebody has refunded from in the portal',
		before: 'portal refund',
		ask: {
			operation: 'refund',
			items: [{ invoice: 'touched', reference: 'TICKET-11', amountMinor: 1_000 }],
		},
		expect: [['refused alreadyHasRefund']],
		expectAt: { duro: [['refunded']] },
		differs: 'Duro shows no refunds, so nobody can see the one made in its dashboard.',
	},
	{
		name: 'made-elsewhere-allowed',
		does: 'the same with Allow Earlier Refunds',
		notAt: ['duro'],
		ask: {
			operation: 'refund',
			items: [
				{
					invoice: 'touched',
					reference: 'TICKET-11',
					amountMinor: 1_000,
					allowEarlierRefunds: true,
				},
			],
		},
		expect: [['refunded']],
	},
];

/** The steps of one provider. */
export function storyOf(provider: ProviderId): readonly Step[] {
	return STORY.filter(({ notAt }) => notAt?.includes(provider) !== true);
}
