import type { ProviderId } from '../../sandbox';
import type { Choice } from '../../sandbox/worlds/types';
import type { Word } from './story/script';

/** What an item tells beside its word. */
export type Told = 'refund' | 'amount' | 'total' | 'refunded' | 'refundable' | 'refunds';

/** Where a world makes a step end otherwise than the story says. */
export interface WorldAnswer {
	readonly provider: ProviderId;
	/** Empty: in every world. */
	readonly when: Choice;
	readonly steps: readonly string[];
	/** For each item; one entry holds for all. Empty: as in the story. */
	readonly words: ReadonlyArray<readonly Word[]>;
	/**
	 * True: the world hides the truth, so that neither documents nor answers make it knowable, and the doubt is justified.
	 * False: the truth is known and is another one in this world.
	 */
	readonly isDoubt: boolean;
	/** What nobody can be told, though the word is right: no figure of usefulness misses it. */
	readonly hides?: readonly Told[];
	/** In one sentence, for `docs/worlds.md`: what is hidden, and why nothing else tells it. */
	readonly why: string;
}

/** Revolv3: no list that can be read holds refunds. */
const NO_LIST_OF_REFUNDS: readonly Choice[] = [
	{ 'list-children': 'hidden', customer: 'guest' },
	{ 'list-children': 'hidden', 'customer-list': 'hidden' },
];

/** Revolv3: a refund is shown, and neither its attempts nor its numbers say of how much. */
const NO_AMOUNT: Choice = { 'refund-attempts': 'null', 'refund-numbers': 'repeated' };

/** Every answer that a world changes, with its reason. */
export const ANSWERS: readonly WorldAnswer[] = [
	{
		provider: 'duro',
		when: { refunded: 'running-total', 'further-refund': 'taken' },
		steps: ['second-part', 'made-elsewhere'],
		words: [['unknown confirmedOtherwise']],
		isDoubt: true,
		why: 'Duro confirms more than was asked for, and shows no earlier refund: it is either this refund or all of them.',
	},
	{
		provider: 'duro',
		when: { refunded: 'running-total', 'further-refund': 'taken', total: 'each-alone' },
		steps: ['too-much'],
		words: [['unknown confirmedOtherwise']],
		isDoubt: true,
		why: 'Duro confirms more than was asked for, and shows no earlier refund: it is either this refund or all of them.',
	},
	{
		provider: 'duro',
		when: { refunded: 'this-refund', 'further-refund': 'taken', total: 'each-alone' },
		steps: ['too-much'],
		words: [['refunded']],
		isDoubt: false,
		why: 'Duro adds nothing up, and each refund alone is less than was paid.',
	},
	{
		provider: 'duro',
		when: { 'too-much': 'validation', total: 'capped' },
		steps: ['too-much'],
		words: [['refused providerRefused']],
		isDoubt: false,
		why: 'A 422 of its own proves that Duro recorded nothing.',
	},
	{
		provider: 'duro',
		when: { 'too-much': 'validation', 'further-refund': 'refused' },
		steps: ['second-part', 'made-elsewhere', 'too-much'],
		words: [['refused providerRefused']],
		isDoubt: false,
		why: 'An invoice takes one refund, and a 422 of its own proves that Duro recorded nothing.',
	},
	{
		provider: 'duro',
		when: { 'too-much': 'conflict', 'further-refund': 'refused' },
		steps: ['second-part', 'made-elsewhere'],
		words: [['unknown outcomeUnknown']],
		isDoubt: true,
		why: 'An invoice takes one refund, and says so with a 409, which Duro documents for a key that is used twice as well; no read shows whether a refund was made.',
	},
	{
		provider: 'duro',
		when: { 'known-key': 'conflict' },
		steps: ['lost', 'lost-elsewhere'],
		words: [['unknown outcomeUnknown']],
		isDoubt: true,
		why: 'The same key, sent again after silence, is answered 409, which Duro documents for a state that does not allow a refund as well; no read shows whether one was made.',
	},
	...(['void', 'refunded'] as const).map((status): WorldAnswer => ({
		provider: 'duro',
		when: { 'refunded-invoice': status, 'further-refund': 'taken', total: 'each-alone' },
		steps: ['rest', 'rest-elsewhere'],
		words: [['refused notRefundable']],
		isDoubt: false,
		why: 'Nothing was added up before, so all went back, and the invoice says so.',
	})),
	{
		provider: 'layer',
		when: { method: 'refused' },
		steps: ['rest', 'rest-elsewhere', 'full', 'full-elsewhere', 'once', 'once-again'],
		words: [['refused providerRefused']],
		isDoubt: false,
		why: 'Layer takes no method here; its 400 says so and proves that nothing was recorded, and the refusal names Not Sent.',
	},
	{
		provider: 'layer',
		when: { method: 'refused' },
		steps: ['full-as-told', 'once-as-told'],
		words: [['refunded']],
		isDoubt: false,
		why: 'Nothing was recorded before, and without the method Layer takes it.',
	},
	{
		provider: 'layer',
		when: { 'simple-form': 'untouched-only' },
		steps: ['rest', 'rest-elsewhere'],
		words: [['refused providerRefused']],
		isDoubt: false,
		why: 'Layer turns the simple form down after another refund: a 400 proves that nothing was recorded, and so does a 409 with a list that was read twice without the key; the refusal names the amount as the way.',
	},
	...([{ method: 'refused' }, { 'simple-form': 'untouched-only' }] as const).map(
		(when): WorldAnswer => ({
			provider: 'layer',
			when,
			steps: ['rest-as-told'],
			words: [['refunded']],
			isDoubt: false,
			why: 'Nothing was recorded before, and the itemized form takes any amount.',
		}),
	),
	{
		provider: 'revolv3',
		when: { 'tax-back': 'with-the-last' },
		steps: ['check'],
		words: [],
		hides: ['total'],
		isDoubt: false,
		why: 'Before the first refund nothing shows how much tax goes back with a part; the sample of a refund has about its share.',
	},
	...NO_LIST_OF_REFUNDS.flatMap((when): readonly WorldAnswer[] => [
		{
			provider: 'revolv3',
			when,
			steps: ['again', 'again-elsewhere', 'full-elsewhere', 'once-again', 'several-elsewhere'],
			words: [],
			hides: ['refund'],
			isDoubt: false,
			why: 'No list shows the refund, and n8n’s store says yes or no to an id, and names none.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['second-part', 'rest', 'rest-elsewhere', 'full-other-reference'],
			words: [['refused earlierRefundsUnknown']],
			isDoubt: true,
			why: 'No list shows the refund that the workflow has made, so nothing tells what else was refunded.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['too-much', 'nothing-left'],
			words: [['refused earlierRefundsUnknown', 'refused providerRefused', 'refunded']],
			isDoubt: true,
			why: 'No list shows a refund, so only Revolv3 knows what is left, and it says so in its answer.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['get', 'get-empty'],
			words: [],
			hides: ['refunded', 'refundable'],
			isDoubt: false,
			why: 'No list shows the refunds, so nothing tells how much they took.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['list-refunds'],
			words: [['refused providerAnswerInvalid', 'shown']],
			hides: ['refunds'],
			isDoubt: true,
			why: 'No list shows the refunds.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['lost', 'lost-elsewhere', 'after-outage'],
			words: [['unknown outcomeUnknown']],
			isDoubt: true,
			why: 'The answer is lost, Revolv3 takes no key, and no list shows the refund.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['made-elsewhere'],
			words: [['refunded', 'refused earlierRefundsUnknown']],
			isDoubt: true,
			why: 'No list shows the refund that was made in the portal.',
		},
		{
			provider: 'revolv3',
			when,
			steps: ['made-elsewhere-allowed'],
			words: [['alreadyRefunded', 'refunded']],
			isDoubt: false,
			why: 'Where the refund of the portal was hidden, the step before has made this one.',
		},
	]),
	{
		provider: 'revolv3',
		when: NO_AMOUNT,
		steps: ['second-part', 'too-much', 'rest', 'rest-elsewhere', 'nothing-left'],
		words: [['refused earlierRefundsUnknown']],
		isDoubt: true,
		why: 'Neither the list nor Get Invoice shows how much an earlier refund took, and n8n’s store says yes or no to an amount, and names none.',
	},
	{
		provider: 'revolv3',
		when: NO_AMOUNT,
		steps: ['lost', 'lost-elsewhere', 'after-outage'],
		words: [['unknown outcomeUnknown']],
		isDoubt: true,
		why: 'The answer is lost, Revolv3 takes no key, and nothing shows how much the new refund took: it may be somebody else’s.',
	},
	{
		provider: 'revolv3',
		when: NO_AMOUNT,
		steps: ['get', 'get-empty', 'list-refunds', 'get-refund'],
		words: [],
		hides: ['refunded', 'refundable', 'amount', 'total'],
		isDoubt: false,
		why: 'Neither the list nor Get Invoice shows how much a refund took.',
	},
	{
		provider: 'revolv3',
		when: { 'attempt-amount': 'before-tax' },
		steps: ['list-refunds', 'get-refund', 'after-outage'],
		words: [],
		hides: ['amount', 'total'],
		isDoubt: false,
		why: 'Whether an attempt includes the tax is not documented, and its number fits both.',
	},
];
