import { full, partial, type Stage } from '../stage';
import type { Subject } from '../subject';
import { truthOf } from '../truth';
import { UNKNOWN } from '../words';
import { always, amountsOf, neighboursMaySay, type Behaviour, type Group } from './behaviour';

const ALLOWED = { options: { allowEarlierRefunds: true } };

/** Refunds that this n8n did not make are on the invoice before anything is asked. */
function afterPortal(
	name: string,
	portalMinor: number,
	parameters: ReturnType<typeof partial>,
	says: Behaviour['says'],
	status?: (subject: Subject) => string,
): Behaviour {
	return {
		name,
		says,
		play: async (stage) => {
			const { sandbox, subject } = stage;
			sandbox.refundInPortal(subject.provider, stage.invoiceId, portalMinor, {
				...(status ? { status: status(subject) } : {}),
			});
			const word = truthOf(stage, await stage.refund(parameters), String(parameters.reference));
			const made = word === 'refunded' ? [1_000] : [];
			expect(amountsOf(stage)).toEqual([portalMinor, ...made]);
			return word;
		},
	};
}

const seen = (word: ReturnType<Behaviour['says']>): Behaviour['says'] => {
	return ({ showsRefunds }) => (showsRefunds ? word : 'refunded');
};

/** The list of refunds can't be read, and something is on it. */
function blind(
	name: string,
	says: Behaviour['says'],
	parameters: ReturnType<typeof partial>,
	amounts: (word: string) => readonly number[],
): Behaviour {
	return {
		name,
		says,
		inCompany: UNREADABLE_FOR_ALL,
		play: async (stage) => {
			expect(truthOf(stage, await stage.refund(partial(500, 'TICKET-0')), 'TICKET-0')).toBe(
				'refunded',
			);
			const { refundsAreReadBy: call, provider } = stage.subject;
			if (call) stage.sandbox.fault({ provider, call, kind: 'html', times: Infinity });
			stage.subject.closeSecondSource?.(stage.sandbox);
			const word = truthOf(stage, await stage.refund(parameters), String(parameters.reference));
			expect(amountsOf(stage)).toEqual(amounts(word));
			return word;
		},
	};
}

const UNREADABLE = 'refused earlierRefundsUnknown';
const UNREADABLE_FOR_ALL = neighboursMaySay(
	'The list of refunds is read for all items.',
	UNREADABLE,
);
const plus = (word: string) => (word === 'refunded' ? [500, 1_000] : [500]);

/** Seeded under a key of ours that no memory knows. */
const withKeyOfOurs = (name: string, reference: string, says: Behaviour['says']): Behaviour => ({
	name,
	says,
	play: async (stage) => {
		const { sandbox, subject } = stage;
		const key = stage.keyOf('SOME-OTHER-TICKET');
		sandbox.refundInPortal(subject.provider, stage.invoiceId, 500, { key });
		const word = truthOf(stage, await stage.refund(partial(1_000, reference)), reference);
		expect(amountsOf(stage)).toEqual(plus(word));
		return word;
	},
});

export const earlier: Group = {
	title: 'Earlier refunds on the invoice',
	behaviours: [
		afterPortal('one made in the portal', 500, partial(), seen('refused alreadyHasRefund')),
		afterPortal(
			'one made in the portal of the same amount',
			1_000,
			partial(),
			seen('refused alreadyHasRefund'),
		),
		afterPortal(
			"one made in the portal, with 'Allow Earlier Refunds'",
			500,
			{ ...partial(), ...ALLOWED },
			always('refunded'),
		),
		afterPortal(
			"one made in the portal and no reference, with 'Allow Earlier Refunds'",
			500,
			{ ...partial(1_000, ''), ...ALLOWED },
			always('refunded'),
		),
		afterPortal(
			"all of it went back in the portal, with 'Allow Earlier Refunds'",
			10_000,
			{ ...partial(), ...ALLOWED },
			({ showsRefunds, fullyRefundedIsAState }) =>
				!showsRefunds
					? UNKNOWN
					: fullyRefundedIsAState
						? 'refused notRefundable'
						: 'refused alreadyHasRefund',
		),
		afterPortal(
			"one made in the portal that is not final, with 'Allow Earlier Refunds'",
			500,
			{ ...partial(), ...ALLOWED },
			({ statuses }) =>
				statuses.pending.made === 'pending' ? 'refused refundPending' : 'refunded',
			({ statuses }) => statuses.pending.word,
		),
		withKeyOfOurs('one under a key of this package', 'TICKET-1', ({ showsRefunds, keyOf }) =>
			showsRefunds && keyOf === null ? 'refused alreadyHasRefund' : 'refunded',
		),
		withKeyOfOurs('one under a key of this package, and no reference', '', ({ showsRefunds }) =>
			showsRefunds ? 'refused alreadyHasRefund' : 'refunded',
		),
		blind('unreadable', seen(UNREADABLE), partial(), plus),
		blind(
			"unreadable, with 'Allow Earlier Refunds'",
			({ upserts }) => (upserts ? UNREADABLE : 'refunded'),
			{ ...partial(), ...ALLOWED },
			plus,
		),
		blind(
			"unreadable, all of it, with 'Allow Earlier Refunds'",
			({ showsRefunds }) => (showsRefunds ? UNREADABLE : UNKNOWN),
			{ ...full(), ...ALLOWED },
			() => [500],
		),
		blind(
			"unreadable, this very refund among them, with 'Allow Earlier Refunds'",
			({ upserts }) => (upserts ? UNREADABLE : 'alreadyRefunded'),
			{ ...partial(500, 'TICKET-0'), ...ALLOWED },
			() => [500],
		),
		{
			name: 'of one that this n8n made and the provider lists no more',
			// It was final when it was made, and the claim remembers with which amount.
			says: always('alreadyRefunded'),
			play: async (stage: Stage) => {
				expect(truthOf(stage, await stage.refund())).toBe('refunded');
				stage.subject.hideRefunds?.(stage.sandbox);
				const word = truthOf(stage, await stage.refund());
				expect(amountsOf(stage)).toEqual([1_000]);
				return word;
			},
		},
	],
};
