import type { INodeParameters } from 'n8n-workflow';
import { full, partial, type Stage } from '../stage';
import { truthOf } from '../truth';
import { OTHERWISE, saidBy, UNKNOWN } from '../words';
import { always, amountsOf, type Behaviour, type Group } from './behaviour';

const ALLOW = { options: { allowEarlierRefunds: true } };

/** One refund, then another in a new execution. */
function after(
	first: INodeParameters,
	second: INodeParameters,
	name: string,
	says: Behaviour['says'],
	more: (stage: Stage) => void = () => undefined,
): Behaviour {
	return {
		name,
		says,
		play: async (stage) => {
			expect(truthOf(stage, await stage.refund(first), refOf(first))).toBe('refunded');
			const word = truthOf(stage, await stage.refund(second), refOf(second));
			more(stage);
			if (word !== 'refunded') await isSettled(stage, second);
			return word;
		},
	};
}

const refOf = ({ reference }: INodeParameters) => String(reference);

/** Whatever was said is said again, and nothing more is sent. */
async function isSettled(stage: Stage, parameters: INodeParameters): Promise<void> {
	const amounts = amountsOf(stage);
	const sent = stage.writes().length;
	const bed = await stage.second();
	truthOf(stage, await stage.refund(parameters, { bed }), refOf(parameters));
	expect(amountsOf(stage)).toEqual(amounts);
	expect(stage.writes()).toHaveLength(sent);
}

const once = (stage: Stage) => {
	expect(amountsOf(stage)).toEqual([1_000]);
	expect(stage.writes()).toHaveLength(1);
};

const CONFLICT = always('refused referenceConflict');
const ALREADY = always('alreadyRefunded');

export const repeats: Group = {
	title: 'The same refund again',
	behaviours: [
		after(partial(), partial(), 'the same reference and amount', ALREADY, once),
		after(partial(), partial(700), 'the same reference with another amount', CONFLICT, once),
		after(
			partial(),
			{ refundType: 'percentage', percentage: '10', reference: 'TICKET-1' },
			'the same reference, the amount written as a percentage',
			ALREADY,
			once,
		),
		after(partial(), full(), 'the same reference, a part first and then all of it', CONFLICT, once),
		after(full(), full(), 'the same reference, all of it twice', ALREADY),
		after(full(), partial(), 'the same reference, all of it first and then a part', CONFLICT),
		after(partial(), partial(700, 'TICKET-2'), 'another reference', always('refunded'), (stage) =>
			expect(amountsOf(stage)).toEqual([1_000, 700]),
		),
		after(
			partial(),
			partial(1_000, 'TICKET-2'),
			'another reference with the same amount',
			always('refunded'),
			(stage) => expect(amountsOf(stage)).toEqual([1_000, 1_000]),
		),
		after(
			full(),
			full('TICKET-2'),
			'all of it under two references',
			({ fullyRefundedIsAState }) =>
				fullyRefundedIsAState ? 'refused notRefundable' : 'refused alreadyHasRefund',
		),
		after(
			partial(),
			full('TICKET-2'),
			'all that is left after a part under another reference',
			({ showsRefunds }) => (showsRefunds ? 'refunded' : 'refused alreadyHasRefund'),
			(stage) =>
				expect(amountsOf(stage)).toEqual(stage.subject.showsRefunds ? [1_000, 9_000] : [1_000]),
		),
		after(
			partial(),
			partial(9_001, 'TICKET-2'),
			'more than is left after another reference',
			({ showsRefunds }) => (showsRefunds ? 'refused amountTooHigh' : UNKNOWN),
			(stage) => expect(amountsOf(stage)).toEqual([1_000]),
		),
		after(
			partial(1_000, ''),
			partial(1_000, ''),
			'no reference, twice the same amount',
			ALREADY,
			once,
		),
		after(partial(1_000, ''), partial(700, ''), 'no reference, another amount', CONFLICT, once),
		after(
			partial(),
			partial(700, ''),
			'no reference after one with a reference',
			always('refused alreadyHasRefund'),
			once,
		),
		after(
			partial(),
			{ ...partial(700, ''), ...ALLOW },
			"no reference after one with a reference, with 'Allow Earlier Refunds'",
			always('refunded'),
			(stage) => expect(amountsOf(stage)).toEqual([1_000, 700]),
		),
		after(
			partial(),
			{ ...partial(), ...ALLOW },
			"'Allow Earlier Refunds' never covers the same reference",
			ALREADY,
			once,
		),
	],
};

/** The reference was used by an n8n that this one shares nothing with but the credential. */
function afterStranger(
	second: INodeParameters,
	name: string,
	says: Behaviour['says'],
	amounts: readonly number[],
): Behaviour {
	return {
		name,
		says,
		play: async (stage) => {
			expect(truthOf(stage, await stage.refund(partial(), { bed: await stage.stranger() }))).toBe(
				'refunded',
			);
			const word = truthOf(stage, await stage.refund(second), refOf(second));
			const unknown = stage.subject.keysAreFoundAt === 'workflow' && stage.subject.showsRefunds;
			expect(amountsOf(stage)).toEqual(unknown ? [1_000] : amounts);
			return word;
		},
	};
}

export const strangers: Group = {
	title: 'After another n8n that shares no memory',
	behaviours: [
		// Without a key there is nothing to tell its refund from one made in the portal.
		afterStranger(
			partial(),
			'it made the same refund',
			({ keyOf, showsRefunds }) =>
				keyOf === null ? 'refused alreadyHasRefund' : showsRefunds ? 'alreadyRefunded' : 'refunded',
			[1_000],
		),
		afterStranger(
			partial(700),
			'it used the reference for another amount',
			({ keyOf, showsRefunds }) =>
				keyOf === null
					? 'refused alreadyHasRefund'
					: showsRefunds
						? 'refused referenceConflict'
						: OTHERWISE,
			[1_000],
		),
		afterStranger(
			partial(700, 'TICKET-2'),
			'it used another reference',
			({ keyOf }) => (keyOf === null ? 'refused alreadyHasRefund' : 'refunded'),
			[1_000, 700],
		),
	],
};

/** The same invoice twice in one input. */
function twice(
	name: string,
	parameters: INodeParameters,
	items: ReadonlyArray<Record<string, string | number>>,
	says: Behaviour['says'],
): Behaviour {
	return {
		name,
		says,
		play: async (stage) => {
			const result = await stage.refund(parameters, { items: [...items] });
			expect(saidBy(result, 0).word).toBe('refunded');
			once(stage);
			return saidBy(result, 1).word;
		},
	};
}

export const inOneInput: Group = {
	title: 'The same invoice twice in one input',
	behaviours: [
		twice('the same reference and amount', partial(), [{}, {}], ALREADY),
		twice(
			'the same reference with another amount',
			{ ...partial(), amount: '={{ $json.amount }}' },
			[{ amount: 1_000 }, { amount: 700 }],
			CONFLICT,
		),
		twice('no reference', partial(1_000, ''), [{}, {}], always('refused alreadyHasRefund')),
	],
};
