import type { LayerSwitches } from '../providers/layer/switches';
import { defineWorlds } from './defineWorlds';
import type { DimensionValue, Mark } from './types';

/** One value: its name, meaning, mark, source and switches. */
function value(
	name: string,
	means: string,
	mark: Mark,
	source: string,
	switches: Partial<LayerSwitches>,
): DimensionValue<'layer'> {
	return { value: name, means, mark, source, switches };
}

/** What nobody documents about Layer. */
export const layerWorlds = defineWorlds({
	provider: 'layer',
	dimensions: [
		{
			name: 'envelope',
			question: 'Are answers wrapped in data?',
			values: [
				value('data', '`{data: …}`', 'documented', 'newest samples; json-data page', {
					wrapped: true,
				}),
				value('bare', 'the object itself', 'documented', 'older samples of the same pages', {
					wrapped: false,
				}),
			],
		},
		{
			name: 'lists',
			question: 'Which shape has a list?',
			values: [
				value('bare', 'an array, cut at the limit', 'documented', 'all samples of lists', {
					lists: 'bare',
				}),
				value(
					'bare-all',
					'an array of all rows, whatever the limit',
					'inferred',
					'no sample of a list has a word about pages',
					{ lists: 'bareAll' },
				),
				value(
					'paged',
					'`{data, meta: {pagination}}`',
					'documented',
					'pagination page; Layer-Fi/layer-react reads lists so',
					{ lists: 'paged' },
				),
				value(
					'data-only',
					'`{data: […]}`, cut at the limit',
					'inferred',
					'the list of the payments of a vendor refund is shown so',
					{ lists: 'dataOnly' },
				),
			],
		},
		{
			name: 'allocations',
			question: 'Which allocations does an invoice show?',
			values: [
				value(
					'shown',
					'payments and refunds',
					'documented',
					'descriptions of both fields on the page of the invoice',
					{ allocations: 'shown', allocationsCarryRefundId: false },
				),
				value(
					'named',
					'payments, and refunds with their `refund_id`',
					'client',
					'ledger sources of allocations in layer-react have the field',
					{ allocations: 'shown', allocationsCarryRefundId: true },
				),
				value(
					'payments-only',
					'`refund_allocations` is not there',
					'inferred',
					'the oldest copies of the page lack the field',
					{ allocations: 'paymentsOnly' },
				),
				value('missing', 'neither field is there', 'client', 'invoice schema of layer-react', {
					allocations: 'missing',
				}),
				value(
					'empty',
					'two lists that are always empty',
					'inferred',
					'both are empty in every sample, whatever the rest says',
					{ allocations: 'empty' },
				),
			],
		},
		{
			name: 'refunded-status',
			question: 'Which status has an invoice that is refunded in full?',
			values: [
				value('refunded', '`REFUNDED`', 'client', 'layer-react sets it after a refund', {
					refundedIsAStatus: true,
				}),
				value(
					'stays',
					'it stays `PAID`',
					'inferred',
					'older pages do not know the word `REFUNDED`',
					{ refundedIsAStatus: false },
				),
			],
		},
		{
			name: 'outstanding',
			question: 'Does a refund change the outstanding balance?',
			values: [
				value(
					'unchanged',
					'only payments and write-offs do',
					'documented',
					'description of the field',
					{ refundsAreOutstanding: false },
				),
				value(
					'grows',
					'what was refunded is outstanding again',
					'inferred',
					'the mock server of layer-react reckons with the balance',
					{ refundsAreOutstanding: true },
				),
			],
		},
		{
			name: 'refund-status',
			question: 'Which status has a new refund?',
			values: [
				value('paid', '`PAID`', 'documented', 'all samples', { refundStatus: null }),
				value('sent', '`SENT`', 'client', 'one of the three words that layer-react knows', {
					refundStatus: 'SENT',
				}),
			],
		},
		{
			name: 'general-is-dedicated',
			question: 'Is a refund of the general call dedicated?',
			values: [
				value('yes', '`is_dedicated: true`', 'documented', 'sample of create-refund', {
					generalIsDedicated: true,
				}),
				value('no', '`is_dedicated: false`', 'inferred', 'another call makes dedicated ones', {
					generalIsDedicated: false,
				}),
			],
		},
		{
			name: 'general-answers',
			question: 'Which status answers the general call?',
			values: [
				value('ok', '200', 'documented', 'the only one on the page', { generalAnswers: 200 }),
				value('created', '201', 'inferred', 'the dedicated call answers so', {
					generalAnswers: 201,
				}),
			],
		},
		{
			name: 'simple-form',
			question: 'What does the simple form do after another refund?',
			values: [
				value(
					'takes-the-rest',
					'it refunds what is left',
					'documented',
					'refunds guide: the amount follows from what can still be refunded',
					{ simpleForm: 'takesTheRest' },
				),
				value(
					'untouched-only',
					'it is refused',
					'inferred',
					'the guide speaks of fully refunding a target',
					{ simpleForm: 'untouchedOnly' },
				),
			],
		},
		{
			name: 'dedicated-after-refund',
			question: 'What does the dedicated call do after another refund?',
			values: [
				value('refused', 'it is refused', 'inferred', 'layer-react offers it once', {
					dedicatedAfterRefund: 'refused',
				}),
				value('takes-the-rest', 'it refunds what is left', 'inferred', 'as the simple form', {
					dedicatedAfterRefund: 'takesTheRest',
				}),
			],
		},
		{
			name: 'line-items',
			question: 'May an itemized allocation come without line items?',
			values: [
				value('optional', 'it may', 'documented', 'older samples of create-refund have none', {
					lineItemsRequired: false,
				}),
				value(
					'required',
					'400 without them',
					'inferred',
					'they come second in the newest samples, where required fields seem to stand',
					{ lineItemsRequired: true },
				),
			],
		},
		{
			name: 'method',
			question: 'Is the method of a refund in full taken?',
			values: [
				value('optional', 'it may be sent', 'documented', 'older samples of the same pages', {
					method: 'optional',
				}),
				value('required', '400 without it', 'client', 'layer-react always sends it', {
					method: 'required',
				}),
				value('refused', '400 with it', 'inferred', 'the newest samples leave it out', {
					method: 'refused',
				}),
			],
		},
		{
			name: 'refund-filters',
			question: 'Does the list of refunds know the filters by the names of its sibling lists?',
			values: [
				value(
					'exact',
					'it does',
					'inferred',
					'list-refund-payments spells them out under the same path',
					{ refundFilters: 'exact' },
				),
				value('ignored', 'it answers with everything', 'inferred', 'no page shows the names', {
					refundFilters: 'ignored',
				}),
				value('refused', '400', 'inferred', '`UnexpectedQueryParam` is a documented error', {
					refundFilters: 'refused',
				}),
			],
		},
		{
			name: 'refund-order',
			question: 'Does the list of refunds know sort_order?',
			values: [
				value('honoured', 'newest first where asked', 'documented', 'pagination page', {
					refundOrder: 'honoured',
				}),
				value('ignored', 'oldest first', 'inferred', 'keys to sort by are named where they apply', {
					refundOrder: 'ignored',
				}),
				value('refused', '400', 'inferred', '`UnexpectedQueryParam` is a documented error', {
					refundOrder: 'refused',
				}),
			],
		},
		{
			name: 'repeat',
			question: 'What answers a dedicated refund that is repeated?',
			values: [
				value('existing-200', '200 and the refund', 'documented', 'page of the dedicated refund', {
					dedicatedRepeat: 200,
				}),
				value(
					'existing-201',
					'201 and the refund',
					'inferred',
					'a server that makes no difference',
					{
						dedicatedRepeat: 201,
					},
				),
				value('conflict-409', '409', 'inferred', '`ExternalIdConflict` is a documented error', {
					dedicatedRepeat: 409,
				}),
			],
		},
		{
			name: 'refusals',
			question: 'Which status has a refund that the books do not allow?',
			values: [
				value('bad-request', '400', 'documented', 'page of the dedicated refund', {
					refusals: 400,
				}),
				value('conflict', '409', 'inferred', '`Conflict` and `InvalidState` are documented types', {
					refusals: 409,
				}),
			],
		},
		{
			name: 'errors',
			question: 'Which shape has an error?',
			values: [
				value(
					'array',
					'`{errors: [{type, description}]}`',
					'documented',
					'json-data page; layer-react',
					{
						errorShape: 'array',
					},
				),
				value('one', '`{type, description}`', 'documented', 'page of the dedicated refund', {
					errorShape: 'one',
				}),
			],
		},
	],
	excludes: [],
	samples: {
		envelope: 'data',
		lists: 'bare',
		allocations: 'shown',
		'refunded-status': 'refunded',
		outstanding: 'unchanged',
		'refund-status': 'paid',
		'general-is-dedicated': 'yes',
		'general-answers': 'ok',
		'simple-form': 'takes-the-rest',
		'dedicated-after-refund': 'refused',
		'line-items': 'optional',
		method: 'optional',
		'refund-filters': 'exact',
		'refund-order': 'honoured',
		repeat: 'existing-200',
		refusals: 'bad-request',
		errors: 'array',
	},
});
