import { expect } from 'expect';
import { SEED } from '../../../sandbox/seed';
import type { FaultRule } from '../../../sandbox/types';
import type { Delivery, Recipe, Step } from './recipe';

/** The store of the claims, as a test prepares it. References are those of `CLAIMED`. */
export interface Claims {
	/** Leaves the claim on a refund as an execution does that died with it so many minutes ago. */
	leaveBehind(reference: string, minutesAgo: number): Promise<void>;
	/** Lets so many minutes go by for what is noted about a refund. */
	age(reference: string, minutes: number): Promise<void>;
	/** Frees a claim as the documentation tells a person to. */
	free(reference: string): Promise<void>;
	/** The store answers the claim on this refund with an error, until `mend`. */
	spoil(reference: string): Promise<void>;
	mend(reference: string): Promise<void>;
}

/** What all deliveries of the recipe ask for, but for amount and reference. */
export const CLAIMED = {
	provider: 'revolv3',
	environment: 'sandbox',
	invoiceId: SEED.revolv3.paidSecond,
	amount: '10.00',
	currency: 'USD',
} as const;

/** What a reference is called in the store. The references of the tests differ from it in capitals alone. */
export const claimName = (reference: string): string => reference.toLowerCase();

const { invoiceId, amount, currency } = CLAIMED;
const asked = (
	reference: string,
	more: Partial<Record<'amount' | 'invoiceId', string>> = {},
): Delivery => ({
	kind: 'webhook',
	body: { invoiceId, amount, currency, reference, ...more },
});
const now =
	(...args: Parameters<typeof asked>) =>
	(): Delivery =>
		asked(...args);

const fault = (rule: Partial<FaultRule>): FaultRule => ({
	...{ provider: 'revolv3', call: 'refund', kind: 'status', ...rule },
});

/** A pending refund keeps others off its invoice. */
const ELSEWHERE = { invoiceId: SEED.revolv3.paidThird };

const REFUND = 'Refund at Revolv3';
const CUSTOMER = 'Tell the customer';
const PERSON = 'Task for a person';

const refunded: Partial<Step> = { booked: { revolv3: 1_000 }, sent: 1, notReached: [PERSON] };
const nothing: Partial<Step> = { sent: 0, notReached: [REFUND, CUSTOMER] };

function step(
	shows: string,
	start: Step['start'],
	status: number,
	body: NonNullable<Step['answer']>['body'],
	more: Partial<Step> = {},
): Step {
	return { shows, start, answer: { status, ...(body && { body }) }, results: {}, sent: 0, ...more };
}

/** What the workflows with PostgreSQL and with Redis have in common. */
const common = (claims: Claims): Step[] => [
	step('refunds where nobody has the claim', now('C-1'), 200, { outcome: 'refunded' }, refunded),
	step(
		'passes on what the first one noted, and goes to no provider',
		now(' C-1 '),
		200,
		{
			...{ outcome: 'alreadyRefunded', amount: '10.00', reference: 'C-1' },
			notedBy: expect.stringMatching(/^execution \d+ of workflow \w+$/),
			notedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
		},
		{ ...nothing, notReached: [REFUND, CUSTOMER, PERSON] },
	),
	step(
		'takes a reference that looks alike for the same claim',
		now('\u200Ec\u20111'),
		200,
		{ outcome: 'alreadyRefunded', amount: '10.00' },
		{ ...nothing, notReached: [REFUND, CUSTOMER, PERSON] },
	),
	...[Number('820982911946154508'), '{{ticket.id}}', ['C-1']].map((reference) =>
		step(
			`claims nothing under a damaged reference (${JSON.stringify(reference)})`,
			(): Delivery => ({ kind: 'webhook', body: { ...CLAIMED, reference } }),
			200,
			{ outcome: 'refused', code: 'invalidParameter' },
			{ ...nothing, notReached: ['Claim this refund', REFUND, CUSTOMER] },
		),
	),
	step(
		'sees a reference that stands for another amount',
		now('C-1', { amount: '11.00' }),
		200,
		{ outcome: 'refused', code: 'referenceConflict' },
		nothing,
	),
	step(
		'frees the claim after a refusal',
		now('C-2', { amount: '249.95' }),
		200,
		{ details: expect.objectContaining({ outcome: 'refused', code: 'amountTooHigh' }) },
		{ notReached: [CUSTOMER] },
	),
	step('so that the next one refunds', now('C-2'), 200, { outcome: 'refunded' }, refunded),
	step(
		'keeps the claim where the refund may have gone through',
		now('C-3'),
		200,
		{ details: expect.objectContaining({ outcome: 'unknown' }) },
		{
			faults: [
				fault({ kind: 'drop' }),
				fault({ call: 'listInvoices', skip: 1, times: 10, status: 503 }),
			],
			...{ sent: 1, notReached: [CUSTOMER] },
		},
	),
	step(
		'so that nobody sends it again',
		now('C-3'),
		200,
		{ outcome: 'unknown', details: expect.objectContaining({ outcome: 'unknown' }) },
		nothing,
	),
	step(
		'keeps the claim of a pending refund',
		now('C-4', ELSEWHERE),
		200,
		{ outcome: 'pending' },
		{
			...refunded,
			faults: [fault({ kind: 'revolv3Status', refundStatus: 'Pending' })],
			notReached: [CUSTOMER, PERSON],
		},
	),
	step(
		'and says that it was pending',
		now('C-4', ELSEWHERE),
		200,
		{ outcome: 'pending', notedBy: expect.any(String) },
		nothing,
	),
	step(
		'says who has the claim where no end is noted, and asks for another delivery',
		async () => {
			await claims.leaveBehind('C-5', 1);
			return asked('C-5');
		},
		503,
		{
			outcome: 'heldByAnother',
			message: expect.stringContaining('Execution 7 of workflow lost has had this refund since'),
		},
		nothing,
	),
	step(
		'sends nothing where the claim can not be asked',
		async () => {
			await claims.spoil('C-6');
			return asked('C-6');
		},
		503,
		{ outcome: 'claimUnavailable' },
		nothing,
	),
	step(
		'and refunds once it can',
		async () => {
			await claims.mend('C-6');
			return asked('C-6');
		},
		200,
		{ outcome: 'refunded' },
		refunded,
	),
];

/** Quick looks: one second is the shortest that n8n waits. */
const settings = { 'Refund to make': { secondsBetweenLooks: 1, looksAtMost: 2 } };

/** `workflows/claim-before-refund-postgres.json`, over a database with its table. */
export const claimInPostgres = (claims: Claims): Recipe => ({
	title: 'claim before refund (PostgreSQL)',
	file: 'claim-before-refund-postgres.json',
	settings,
	steps: [
		...common(claims),
		step(
			'takes over a claim whose execution died before the refund',
			async () => {
				await claims.age('C-5', 60);
				return asked('C-5');
			},
			200,
			{ outcome: 'refunded' },
			refunded,
		),
		step(
			'takes over a claim whose execution died after the refund, and finds it',
			async () => {
				await claims.leaveBehind('C-5', 61);
				return asked('C-5');
			},
			200,
			{ outcome: 'alreadyRefunded' },
			{ notReached: [CUSTOMER, PERSON] },
		),
		step(
			'looks again at a pending refund after that time',
			async (books) => {
				const made = (await books.refunds('revolv3')).find(({ status }) => status === 'Pending');
				await books.settle(String(made?.refundId), 'PartialRefund');
				await claims.age('C-4', 61);
				return asked('C-4', ELSEWHERE);
			},
			200,
			{ outcome: 'alreadyRefunded', status: 'PartialRefund' },
			{ notReached: [CUSTOMER, PERSON] },
		),
		step(
			'never takes over what may have gone through',
			async () => {
				await claims.age('C-3', 100_000);
				return asked('C-3');
			},
			200,
			{ outcome: 'unknown' },
			nothing,
		),
	],
});

/** `workflows/claim-before-refund-redis.json`. Nobody takes over there. */
export const claimInRedis = (claims: Claims): Recipe => ({
	title: 'claim before refund (Redis)',
	file: 'claim-before-refund-redis.json',
	settings,
	steps: [
		...common(claims),
		step(
			'takes over nothing by itself',
			async () => {
				await claims.age('C-5', 100_000);
				return asked('C-5');
			},
			503,
			{ outcome: 'heldByAnother' },
			nothing,
		),
		step(
			'refunds once a person has freed the claim',
			async () => {
				await claims.free('C-5');
				return asked('C-5');
			},
			200,
			{ outcome: 'refunded' },
			refunded,
		),
	],
});
