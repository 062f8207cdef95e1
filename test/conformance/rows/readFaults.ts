import type { FaultRule } from '../../../sandbox';
import { HELD_MS, partial, type Stage } from '../stage';
import type { Subject } from '../subject';
import { truthOf } from '../truth';
import type { Word } from '../words';
import {
	always,
	amountsOf,
	LIMITS_ALL,
	neighboursMaySay,
	type Behaviour,
	type Group,
	type InCompany,
} from './behaviour';

type Rule = Omit<FaultRule, 'provider' | 'call'>;

const INVALID = always('refused providerAnswerInvalid');
const UNAVAILABLE = always('refused providerUnavailable');

/** Nothing was sent, so every one of these is a refusal, and leaves nothing behind that a later run meets. */
function readFault(
	name: string,
	rule: Rule,
	says: Behaviour['says'],
	inCompany?: InCompany,
): Behaviour {
	return {
		name: `the invoice's read ${name}`,
		...(inCompany ? { inCompany } : {}),
		says,
		play: async (stage) => {
			const { sandbox, subject } = stage;
			// A read that an outage hits is repeated once; all of them are hit here.
			const isOutage = says === UNAVAILABLE;
			const times = isOutage ? { times: Infinity } : {};
			sandbox.fault({ provider: subject.provider, call: 'readInvoice', ...times, ...rule });
			const word = truthOf(stage, await stage.refund());
			const sent = word === 'refunded' ? 1 : 0;
			expect(stage.writes()).toHaveLength(sent);
			sandbox.clearFaults();
			await thenRefunds(stage, sent === 1 ? 'alreadyRefunded' : 'refunded', word);
			return word;
		},
	};
}

const SHUT = neighboursMaySay('No item reaches the provider.', 'refused providerUnavailable');

/** A limit beyond the bound holds every execution of its process; another process does not know of it. */
async function thenRefunds(stage: Stage, word: Word, before: Word = 'refunded'): Promise<void> {
	const isLimited = before === 'refused rateLimited';
	if (isLimited) expect(truthOf(stage, await stage.refund())).toBe(before);
	const bed = isLimited ? await stage.second() : stage.first;
	expect(truthOf(stage, await stage.refund(partial(), { bed }))).toBe(word);
	expect(amountsOf(stage)).toEqual([1_000]);
	expect(stage.writes()).toHaveLength(1);
}

const status = (code: number, says: Behaviour['says']) =>
	readFault(`is answered ${code}`, { kind: 'status', status: code }, says);

export const readFaults: Group = {
	title: 'Before anything is sent',
	behaviours: [
		status(400, INVALID),
		readFault(
			'is answered 401 once',
			{ kind: 'status', status: 401 },
			({ tokenExpires }: Subject) => (tokenExpires ? 'refunded' : 'refused credentialRejected'),
		),
		status(403, always('refused credentialRejected')),
		status(404, always('refused invoiceNotFound')),
		status(409, INVALID),
		readFault('is answered 429 once', { kind: 'status', status: 429 }, always('refunded')),
		readFault(
			'is answered 429 beyond the bound',
			{ kind: 'status', status: 429, retryAfter: 3_600 },
			always('refused rateLimited'),
			LIMITS_ALL,
		),
		...[500, 502, 503, 504].map((code) => status(code, UNAVAILABLE)),
		readFault('is answered with a redirect', { kind: 'redirect', status: 302 }, INVALID),
		readFault('is answered with an empty body', { kind: 'emptyBody' }, INVALID),
		readFault('is answered with broken JSON', { kind: 'brokenJson' }, INVALID),
		readFault('is answered with a web page', { kind: 'html' }, INVALID),
		readFault('is answered with another invoice', { kind: 'otherInvoice' }, INVALID),
		readFault('loses its connection', { kind: 'drop' }, UNAVAILABLE),
		readFault('is not answered in time', { kind: 'delay', delayMs: HELD_MS }, UNAVAILABLE),
		readFault('is answered with half a body and then silence', { kind: 'stall' }, UNAVAILABLE),
		readFault('is answered with half a body and a broken connection', { kind: 'cut' }, UNAVAILABLE),
		{
			name: 'the provider refuses the connection before the read',
			inCompany: SHUT,
			says: UNAVAILABLE,
			play: async (stage) => {
				const gate = await stage.behindGate();
				await gate.shut();
				const word = truthOf(stage, await stage.refund());
				await gate.reopen();
				await thenRefunds(stage, 'refunded');
				return word;
			},
		},
		{
			name: 'the provider refuses the connection between the read and the send',
			inCompany: SHUT,
			says: UNAVAILABLE,
			play: async (stage) => {
				const gate = await stage.behindGate();
				const { provider } = stage.subject;
				const check = async () =>
					await stage.first.check(provider, {
						invoiceId: stage.invoiceId,
						refundType: 'amount',
						amountUnit: 'minor',
						amount: 1_000,
						reference: 'TICKET-1',
					});
				// A check goes the same way up to the send: the second one, with its token at hand, tells how far that is.
				await check();
				const before = gate.count;
				await check();
				await gate.shut(gate.count - before);
				const word = truthOf(stage, await stage.refund());
				expect(stage.writes()).toEqual([]);
				await gate.reopen();
				await thenRefunds(stage, 'refunded');
				return word;
			},
		},
		{
			name: 'a check sends nothing and remembers nothing, and a refund follows it',
			says: always('refunded'),
			play: async (stage) => {
				const { provider } = stage.subject;
				const { main } = await stage.first.check(provider, {
					invoiceId: stage.invoiceId,
					refundType: 'full',
					reference: 'TICKET-1',
				});
				expect(main[0]?.json).toMatchObject({ wouldRefund: true, amount: '100.00' });
				expect(stage.writes()).toEqual([]);
				expect(stage.store.size(stage.workflowId)).toBe(0);
				const word = truthOf(stage, await stage.refund());
				await thenRefunds(stage, 'alreadyRefunded');
				return word;
			},
		},
	],
};
