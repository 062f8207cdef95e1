import type { ProviderId } from '../../sandbox';
import type { Choice } from '../../sandbox/worlds/types';
import type { Word } from './story/script';

/** Where a world makes a step end otherwise than the story says. */
export interface WorldAnswer {
	readonly provider: ProviderId;
	/** Empty: in every world. */
	readonly when: Choice;
	readonly steps: readonly string[];
	/** For each item; one entry holds for all. */
	readonly words: ReadonlyArray<readonly Word[]>;
	/**
	 * True: the world hides the truth, so that neither documents nor answers make it knowable, and the doubt is justified.
	 * False: the truth is known and is another one in this world.
	 */
	readonly isDoubt: boolean;
	/** In one sentence, for `docs/worlds.md`: what is hidden, and why nothing else tells it. */
	readonly why: string;
}

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
];
