import type { FaultRule } from '../../../sandbox';
import { HELD_MS } from '../stage';
import type { Subject } from '../subject';
import { OTHERWISE, UNKNOWN, type Word } from '../words';
import { LIMITS_ALL, type InCompany } from './behaviour';
import {
	CONFLICT_AFTER,
	everywhere,
	LOST_AFTER,
	LOST_BEFORE,
	SERVER_ERROR_AFTER,
	SERVER_ERROR_BEFORE,
	SILENT_AFTER,
	SILENT_BEFORE,
	type End,
	type Ends,
} from './ends';

type Rule = Omit<FaultRule, 'provider' | 'call'>;

/** Something that goes wrong with the one request that refunds, once. */
export interface WriteFault {
	/** Reads on from "when the refund request". */
	readonly name: string;
	readonly rule: Rule;
	readonly ends: (subject: Subject) => End;
	/** Facts in `details` of a failure. */
	readonly details?: Readonly<Record<string, unknown>>;
	readonly inCompany?: InCompany;
}

const row = (
	name: string,
	rule: Rule,
	ends: Ends,
	details?: WriteFault['details'],
): WriteFault => ({
	name,
	rule,
	ends: ({ resend }) => ends[resend],
	...(details ? { details } : {}),
});

const lost = (name: string, rule: Rule): readonly WriteFault[] => [
	row(`${name}, before the refund is booked`, { moment: 'beforeCommit', ...rule }, LOST_BEFORE),
	row(`${name}, after the refund is booked`, { moment: 'afterCommit', ...rule }, LOST_AFTER),
];

const silent = (name: string, rule: Rule): readonly WriteFault[] => [
	row(`${name}, before the refund is booked`, { moment: 'beforeCommit', ...rule }, SILENT_BEFORE),
	row(`${name}, after the refund is booked`, { moment: 'afterCommit', ...rule }, SILENT_AFTER),
];

const serverErrors = [500, 502, 503, 504].flatMap((status) => [
	row(
		`is answered ${status}, before the refund is booked`,
		{ kind: 'status', status, moment: 'beforeCommit' },
		SERVER_ERROR_BEFORE,
	),
	row(
		`is answered ${status}, after the refund is booked`,
		{ kind: 'status', status, moment: 'afterCommit' },
		SERVER_ERROR_AFTER,
	),
]);

const turnedDown = [400, 404, 405, 413, 415, 422].map((status) =>
	row(
		`is answered ${status}`,
		{ kind: 'status', status },
		everywhere('refused providerRefused', 1, 0),
		{ httpStatus: status },
	),
);

/** Statuses that look like a refusal and prove nothing. */
const unproven = [408, 418, 425].flatMap((status) =>
	lost(`is answered ${status}`, { kind: 'status', status }),
);

const rateLimited: readonly WriteFault[] = [
	row(
		'is answered 429 once, without Retry-After',
		{ kind: 'status', status: 429 },
		everywhere('refunded', 2, 1),
	),
	row(
		'is answered 429 once, with a Retry-After within the bound',
		{ kind: 'status', status: 429, retryAfter: 1 },
		everywhere('refunded', 2, 1),
	),
	{
		...row(
			'is answered 429 with a Retry-After beyond the bound',
			{ kind: 'status', status: 429, retryAfter: 3_600 },
			everywhere('refused rateLimited', 1, 0),
			{ httpStatus: 429 },
		),
		inCompany: LIMITS_ALL,
	},
];

const credential: readonly WriteFault[] = [
	{
		name: 'is answered 401 once',
		rule: { kind: 'status', status: 401 },
		ends: ({ tokenExpires }) =>
			tokenExpires ? ['refunded', 2, 1] : ['refused credentialRejected', 1, 0],
		details: { httpStatus: 401 },
	},
	row(
		'is answered 403',
		{ kind: 'status', status: 403 },
		everywhere('refused credentialRejected', 1, 0),
		{ httpStatus: 403 },
	),
];

/** The shape is right, and what it says is not. Only what a look confirms is believed. */
const lies: readonly WriteFault[] = [
	row('is answered about another invoice', { kind: 'otherInvoice' }, LOST_AFTER),
	{
		name: 'is answered with another amount',
		rule: { kind: 'otherAmount' },
		ends: ({ showsRefunds }) => (showsRefunds ? ['refunded', 1, 1] : [OTHERWISE, 1, 1]),
		details: { confirmedMinor: 1_001 },
	},
	row('is answered without an amount', { kind: 'missingAmount' }, LOST_AFTER),
	row(
		'is answered with a success that carries errors',
		{ kind: 'errorsArray' },
		everywhere('refunded', 1, 1),
	),
	row(
		'is answered without allocations',
		{ kind: 'missingAllocations' },
		everywhere('refunded', 1, 1),
	),
];

const redirects = [301, 302, 303, 307, 308].flatMap((status) =>
	lost(`is answered with a redirect (${status})`, { kind: 'redirect', status }),
);

/** Every fault of the refund request, with how it ends for each rule of what may be sent again. */
export const writeFaults: readonly WriteFault[] = [
	...silent('loses its connection', { kind: 'drop' }),
	...silent('is not answered in time', { kind: 'delay', delayMs: HELD_MS }).map((fault) =>
		// Held before the booking it is booked all the same, when nobody listens any more.
		fault.rule.moment === 'beforeCommit' ? { ...fault, ends: bookedLate(fault.ends) } : fault,
	),
	...silent('is answered with half a body and then silence', { kind: 'stall' }),
	...silent('is answered with half a body and a broken connection', { kind: 'cut' }),
	...lost('is answered with an empty body', { kind: 'emptyBody' }),
	...lost('is answered with broken JSON', { kind: 'brokenJson' }),
	...lost('is answered with a web page', { kind: 'html' }),
	...redirects,
	...serverErrors,
	row('is answered 409, before the refund is booked', { kind: 'status', status: 409 }, LOST_BEFORE),
	row(
		'is answered 409, after the refund is booked',
		{ kind: 'status', status: 409, moment: 'afterCommit' },
		CONFLICT_AFTER,
	),
	...unproven,
	...turnedDown,
	...credential,
	...rateLimited,
	...lies,
];

function bookedLate(ends: WriteFault['ends']): WriteFault['ends'] {
	return (subject) => {
		const [word, writes] = ends(subject);
		return [word, writes, 1];
	};
}

/** What the same request comes to when it is made once more and nothing goes wrong. */
export function nextWord([word, , booked]: End, subject: Subject): Word {
	const [outcome] = word.split(' ');
	if (outcome === 'refused') return 'refunded';
	if (outcome !== 'unknown') return 'alreadyRefunded';
	if (word === OTHERWISE) return OTHERWISE;
	// What can't be looked up stays unknown; what is not there where only looking is allowed, too.
	if (subject.keysAreFoundAt === 'provider') return booked ? 'alreadyRefunded' : 'refunded';
	return booked && subject.showsRefunds ? 'alreadyRefunded' : UNKNOWN;
}
