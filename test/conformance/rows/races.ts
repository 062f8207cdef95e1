import type { INodeParameters } from 'n8n-workflow';
import { full, partial, type Stage } from '../stage';
import type { Subject } from '../subject';
import { truthOf } from '../truth';
import { OTHERWISE, UNKNOWN, type Word } from '../words';
import { always, amountsOf, type Behaviour, type Group, type InCompany } from './behaviour';

const remembers = ({ keysAreFoundAt }: Subject) => keysAreFoundAt === 'workflow';

/** Held at the provider before it is booked, shorter than anybody gives up. */
const HELD_FOR_A_MOMENT = 500;

/** Two words are possible: the second process may look before the first refund is booked, or after. */
const mayLookLater = (remembered: readonly Word[]): InCompany => ({
	reason: 'With more items to read, the second process may look when the first refund is booked.',
	says: (subject) => (remembers(subject) ? remembered : ['refunded', 'alreadyRefunded']),
});

/** Starts a refund that the provider holds for a moment before it books it. */
function heldRefund(stage: Stage) {
	const { sandbox, subject } = stage;
	let reached = () => {};
	const started = new Promise<void>((resolve) => {
		reached = resolve;
	});
	const result = (async () => {
		const gate = await stage.behindGate();
		gate.before = (passing) => {
			if (stage.isRefund(passing)) reached();
		};
		sandbox.fault({
			provider: subject.provider,
			call: 'refund',
			kind: 'delay',
			delayMs: HELD_FOR_A_MOMENT,
		});
		return await stage.refund();
	})();
	return { started, result };
}

/** Something happens after all looks and right before the provider sees the request. */
function between(
	name: string,
	parameters: INodeParameters,
	happens: (stage: Stage) => Promise<void> | void,
	says: Behaviour['says'],
	check: (stage: Stage, word: Word) => void,
): Behaviour {
	return {
		name,
		says,
		play: async (stage) => {
			const gate = await stage.behindGate();
			gate.before = async (passing) => {
				if (!stage.isRefund(passing)) return;
				gate.before = () => undefined;
				await happens(stage);
			};
			const word = truthOf(stage, await stage.refund(parameters));
			check(stage, word);
			// Settled or not, the same again sends nothing more.
			const sent = stage.writes().length;
			const amounts = amountsOf(stage);
			if (!word.startsWith('refused')) {
				truthOf(stage, await stage.refund(parameters));
				expect(stage.writes().length).toBeLessThanOrEqual(
					sent + (remembers(stage.subject) ? 0 : 2),
				);
				expect(amountsOf(stage)).toEqual(amounts);
			}
			return word;
		},
	};
}

const portal = (amountMinor: number) => (stage: Stage) => {
	stage.sandbox.refundInPortal(stage.subject.provider, stage.invoiceId, amountMinor);
};

/** Answered 400 or 422 nothing moved for sure; a 409 is proof only where the whole list can be read for the key. */
const tooMuch = ({ tooMuchIs, keysAreFoundAt }: Subject): Word =>
	tooMuchIs === 409 && keysAreFoundAt === 'workflow' ? UNKNOWN : 'refused providerRefused';

export const races: Group = {
	title: 'At the same moment',
	behaviours: [
		{
			name: 'another execution of the same n8n has the refund under way',
			says: always('alreadyRefunded'),
			play: async (stage) => {
				const running = heldRefund(stage);
				const second = (async () => {
					await running.started;
					return await stage.refund();
				})();
				expect(truthOf(stage, await running.result)).toBe('refunded');
				const word = truthOf(stage, await second);
				expect(amountsOf(stage)).toEqual([1_000]);
				expect(stage.writes()).toHaveLength(1);
				return word;
			},
		},
		{
			name: 'another process of the same n8n has the refund under way, and is waited for',
			// Where the provider shows keys nobody waits: whoever sends the key first makes the refund.
			says: (subject) => (remembers(subject) ? 'alreadyRefunded' : 'refunded'),
			inCompany: mayLookLater(['alreadyRefunded']),
			play: async (stage) => {
				const running = heldRefund(stage);
				await running.started;
				const second = stage.refund(partial(), { bed: await stage.patient() });
				truthOf(stage, await running.result);
				const word = truthOf(stage, await second);
				expect(amountsOf(stage)).toEqual([1_000]);
				expect(stage.writes()).toHaveLength(word === 'refunded' ? 2 : 1);
				return word;
			},
		},
		{
			name: 'another process of the same n8n has the refund under way for longer than is waited',
			says: (subject) => (remembers(subject) ? UNKNOWN : 'refunded'),
			inCompany: mayLookLater([UNKNOWN, 'alreadyRefunded']),
			play: async (stage) => {
				const running = heldRefund(stage);
				await running.started;
				const result = await stage.refund(partial(), { bed: await stage.second(), alone: true });
				truthOf(stage, await running.result);
				const word = truthOf(stage, result);
				expect(amountsOf(stage)).toEqual([1_000]);
				const bed = await stage.second();
				expect(truthOf(stage, await stage.refund(partial(), { bed }))).toBe('alreadyRefunded');
				return word;
			},
		},
		between(
			'another process of the same n8n refunds between read and send',
			partial(),
			async (stage) => {
				await stage.refund(partial(), { bed: await stage.second() });
			},
			({ keysAreFoundAt, upserts }) =>
				keysAreFoundAt === 'provider' && !upserts ? 'alreadyRefunded' : 'refunded',
			(stage) => expect(amountsOf(stage)).toEqual([1_000]),
		),
		between(
			'another process of the same n8n refunds all of it between read and send',
			full(),
			async (stage) => {
				await stage.refund(full(), { bed: await stage.second(), alone: true });
			},
			(subject) => (remembers(subject) ? 'refunded' : 'alreadyRefunded'),
			(stage) => expect(amountsOf(stage)).toEqual([10_000]),
		),
		between(
			'another n8n that shares no memory refunds between read and send',
			partial(),
			async (stage) => {
				await stage.refund(partial(), { bed: await stage.stranger(), alone: true });
			},
			({ keysAreFoundAt, upserts }) =>
				keysAreFoundAt === 'provider' && !upserts ? 'alreadyRefunded' : 'refunded',
			// Without a key this can't be made safe: the limit is written down, not hidden.
			(stage) =>
				expect(amountsOf(stage)).toEqual(stage.subject.keyOf === null ? [1_000, 1_000] : [1_000]),
		),
		between(
			'the same amount is refunded in the portal between read and send, and the request is lost',
			partial(),
			(stage) => {
				portal(1_000)(stage);
				stage.sandbox.fault({
					provider: stage.subject.provider,
					call: 'refund',
					kind: 'drop',
					moment: 'beforeCommit',
				});
			},
			always('refunded'),
			// Without a key the portal's refund is taken for the lost one: the customer has it once, as was asked.
			(stage) =>
				expect(amountsOf(stage)).toEqual(
					stage.subject.resend === 'never' ? [1_000] : [1_000, 1_000],
				),
		),
		between(
			'the provider answers 503 after the booking and forgets the key',
			partial(),
			(stage) => {
				stage.subject.forgetKeys?.(stage.sandbox);
				stage.sandbox.fault({
					provider: stage.subject.provider,
					call: 'refund',
					kind: 'status',
					status: 503,
					moment: 'afterCommit',
				});
			},
			always('refunded'),
			// Duro documents the same key after a 5xx as safe; where it is not, nothing on its API shows it.
			(stage) =>
				expect(amountsOf(stage)).toEqual(stage.subject.forgetKeys ? [1_000, 1_000] : [1_000]),
		),
		between(
			'a part is refunded in the portal between read and send',
			partial(),
			portal(500),
			always('refunded'),
			(stage) => expect(amountsOf(stage)).toEqual([500, 1_000]),
		),
		between(
			'all of it is refunded in the portal between read and send',
			partial(),
			portal(10_000),
			tooMuch,
			(stage) => expect(amountsOf(stage)).toEqual([10_000]),
		),
		between(
			'a part is refunded in the portal between the read and the send of a full refund',
			full(),
			portal(500),
			(subject) => (subject.fullTakesWhatIsLeft ? OTHERWISE : tooMuch(subject)),
			(stage) =>
				expect(amountsOf(stage)).toEqual(stage.subject.fullTakesWhatIsLeft ? [500, 9_500] : [500]),
		),
		between(
			'the key is given away between read and send',
			partial(),
			(stage) => {
				const other = stage.anotherInvoice();
				stage.subject.giveKeyAway?.(stage.sandbox, stage.keyOf('TICKET-1'), other);
			},
			({ keyGivenAway, upserts }) => (upserts ? UNKNOWN : keyGivenAway),
			(stage, word) => expect(amountsOf(stage)).toEqual(word === 'refunded' ? [1_000] : []),
		),
		{
			name: 'the key belongs to the refund of another invoice',
			says: ({ keyGivenAway, keySeenElsewhere }) => keySeenElsewhere ?? keyGivenAway,
			play: async (stage) => {
				const other = stage.anotherInvoice();
				stage.subject.giveKeyAway?.(stage.sandbox, stage.keyOf('TICKET-1'), other);
				const word = truthOf(stage, await stage.refund());
				expect(amountsOf(stage)).toEqual(word === 'refunded' ? [1_000] : []);
				expect(stage.writes().length).toBeLessThanOrEqual(1);
				return word;
			},
		},
	],
};
