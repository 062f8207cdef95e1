import { partial, type Stage } from '../stage';
import { STATUS_KINDS, type StatusKind } from '../subject';
import { truthOf } from '../truth';
import { UNKNOWN, type Word } from '../words';
import { amountsOf, type Behaviour, type Group } from './behaviour';

/** The answer to the write carries the status. */
function made(kind: StatusKind): Behaviour {
	return {
		name: `the refund is made with a status that means '${kind}'`,
		// Where no such refund can be made, it is made as always.
		says: ({ statuses }) => statuses[kind].made ?? 'refunded',
		inCompany: {
			reason: 'Where a switch of the sandbox gives the status, every new refund gets it.',
			neighboursMaySay: ({ statuses }) => [statuses[kind].made ?? 'refunded'],
		},
		play: async (stage) => {
			const { subject, sandbox } = stage;
			const { word, made: wanted } = subject.statuses[kind];
			if (wanted) subject.nextRefundIs?.(sandbox, word);
			const said = truthOf(stage, await stage.refund());
			expect(stage.writes()).toHaveLength(1);
			const [booked] = sandbox.refunds(subject.provider, stage.invoiceId);
			expect(booked).toMatchObject({ amountMinor: 1_000, ...(wanted ? { status: word } : {}) });

			expect(truthOf(stage, await stage.refund())).toBe(nextAfter(said));
			if (said === UNKNOWN && booked?.refundId) {
				sandbox.settleRefund(booked.refundId, subject.settledWord);
				expect(truthOf(stage, await stage.refund())).toBe('alreadyRefunded');
			}
			expect(stage.booked().length).toBeLessThanOrEqual(1);
			return said;
		},
	};
}

function nextAfter(said: Word): Word {
	switch (said) {
		case 'refunded':
			return 'alreadyRefunded';
		case 'refused providerRefused':
			return 'refunded';
		default:
			return said;
	}
}

/** The refund takes the status later. */
function became(kind: StatusKind): Behaviour {
	return {
		name: `the refund later takes a status that means '${kind}'`,
		says: ({ statuses }) => statuses[kind].became,
		play: async (stage) => {
			const { subject, sandbox } = stage;
			expect(truthOf(stage, await stage.refund())).toBe('refunded');
			const [booked] = stage.booked();
			if (booked?.refundId) sandbox.settleRefund(booked.refundId, subject.statuses[kind].word);
			const said = truthOf(stage, await stage.refund());
			// A reference that was released is refunded anew, and then it is spoken for again.
			// One that failed may be off the invoice: then only the answer to the same key tells.
			const sent = said === 'refunded' ? [2] : said === 'refused referenceSpent' ? [1, 2] : [1];
			expect(sent).toContain(stage.writes().length);
			expect(amountsOf(stage).length).toBeLessThanOrEqual(1);
			const again = truthOf(stage, await stage.refund(undefined, { bed: await stage.second() }));
			expect(again).toBe(nextAfter(said));
			return said;
		},
	};
}

/** A pending refund comes to its end after it was reported. */
const pendingThen = (
	name: string,
	wordOf: (stage: Stage) => string,
	says: Behaviour['says'],
): Behaviour => ({
	name,
	says,
	play: async (stage) => {
		const { subject, sandbox } = stage;
		if (subject.statuses.pending.made)
			subject.nextRefundIs?.(sandbox, subject.statuses.pending.word);
		await stage.refund();
		const [booked] = stage.booked();
		if (booked?.refundId) sandbox.settleRefund(booked.refundId, wordOf(stage));
		const said = truthOf(stage, await stage.refund());
		expect(amountsOf(stage).length).toBeLessThanOrEqual(1);
		return said;
	},
});

export const statuses: Group = {
	title: 'Statuses',
	behaviours: [
		...STATUS_KINDS.map(made),
		...STATUS_KINDS.map(became),
		pendingThen(
			'a refund that was pending is done',
			({ subject }) => subject.settledWord,
			() => 'alreadyRefunded',
		),
		pendingThen(
			'a refund that was pending is declined',
			({ subject }) => subject.statuses.declined.word,
			({ statuses: { declined } }) => declined.became,
		),
		{
			name: 'confirmed amounts are running totals',
			says: ({ tellRunningTotals, understandsRunningTotals }) =>
				// The larger amount may be this refund and the earlier one: neither word would be sure.
				tellRunningTotals && !understandsRunningTotals ? UNKNOWN : 'refunded',
			play: async (stage) => {
				stage.subject.tellRunningTotals?.(stage.sandbox);
				await stage.refund(partial(500, 'TICKET-0'));
				const said = truthOf(stage, await stage.refund());
				expect(amountsOf(stage)).toEqual([500, 1_000]);
				return said;
			},
		},
	],
};
