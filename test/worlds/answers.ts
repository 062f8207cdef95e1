import type { ProviderId } from '../../sandbox';
import type { Choice } from '../../sandbox/worlds/types';
import type { Word } from './story/script';

/** What an item tells beside its word. */
export type Told = 'refund' | 'amount' | 'total' | 'refunded' | 'refundable';

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
	/** What nobody can be told, though the word is right: no figure of usefulness misses it. */
	readonly hides?: readonly Told[];
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
];
