import type { RunResult } from '../n8n/harness';
import { nextWord, writeFaults, type WriteFault } from './rows/writeFaults';
import { onStage, partial, type Setting, type Stage } from './stage';
import { settingOf } from './settingOf';
import { AMOUNT_MINOR, type Subject } from './subject';
import { assertRefusedIsEmpty, truthOf } from './truth';
import { saidBy } from './words';

/** Everything that can go wrong with the request that refunds. */
export function describeWriteFaults(subject: Subject, kind: Setting['kind']): void {
	describe('when the refund request', () => {
		for (const fault of writeFaults) {
			const [word] = fault.ends(subject);
			it.concurrent(`${fault.name}: says ${word}`, async () => await sayOnce(subject, fault, kind));
			it.concurrent(
				`${fault.name}: refunds no second time, however it is repeated`,
				async () => await repeat(subject, fault, kind),
			);
			if (kind === 'inCompany') {
				it.concurrent(
					`${fault.name}: the same item twice in one run is one refund`,
					async () => await twice(subject, fault),
				);
			}
		}
	});
}

/** Continue on error, then the next executions: the next trigger, then another n8n process. */
async function sayOnce(subject: Subject, fault: WriteFault, kind: Setting['kind']): Promise<void> {
	const play = async (stage: Stage) => {
		const [word, writes, booked] = fault.ends(subject);
		arm(stage, fault);
		const result = await stage.refund();
		await stage.sandbox.idle();

		assertBooks(stage, booked);
		expect(stage.writes()).toHaveLength(writes);
		assertIdenticalWrites(stage);
		expect(truthOf(stage, result)).toBe(word);
		const { facts, isFailure } = saidBy(result);
		if (isFailure) {
			expect(facts).toMatchObject({
				invoiceId: stage.invoiceId,
				reference: 'TICKET-1',
				amountMinor: AMOUNT_MINOR,
				...fault.details,
			});
		}
		if (booked === 0) assertRefusedIsEmpty(stage, word);

		stage.sandbox.clearFaults();
		const next = nextWord(fault.ends(subject), subject);
		// A limit beyond the bound holds every execution of its process; another process does not know of it.
		const isLimited = word === 'refused rateLimited';
		if (isLimited) expect(truthOf(stage, await stage.refund())).toBe(word);
		const bed = isLimited ? await stage.second() : stage.first;
		expect(truthOf(stage, await stage.refund(partial(), { bed }))).toBe(next);
		const sent = stage.writes().length;
		const last = next === 'refunded' ? 'alreadyRefunded' : next;
		expect(truthOf(stage, await stage.refund(partial(), { bed: await stage.second() }))).toBe(last);
		// Once it is settled, or can't be, nothing more is sent.
		expect(stage.writes()).toHaveLength(sent);
		assertBooks(stage, next === 'refunded' ? 1 : booked);
	};
	await onStage(subject, play, settingOf(kind, subject, fault.inCompany));
}

/** Stop on error: Retry On Fail within the run, the Retry button after it, a new execution after that. */
async function repeat(subject: Subject, fault: WriteFault, kind: Setting['kind']): Promise<void> {
	const play = async (stage: Stage) => {
		const check = async (result: RunResult) => {
			await stage.sandbox.idle();
			assertBooksAtMostOnce(stage);
			assertRefusedIsEmpty(stage, truthOf(stage, result));
			return result;
		};
		arm(stage, fault);
		const tried = await check(
			await stage.refund(partial(), { onError: 'stopWorkflow', retryOnFail: true, maxTries: 3 }),
		);
		if (tried.failed) {
			await check(await tried.retry());
			await check(await (await tried.retry()).retry().catch(() => tried));
		}
		await check(await stage.refund());
		await check(await stage.refund(partial(), { bed: await stage.second() }));
		if (subject.keyOf === null) assertNoResend(stage, fault);
	};
	await onStage(subject, play, settingOf(kind, subject, fault.inCompany));
}

/** The same item twice among good ones: the second is said to be made, is in the same doubt, or takes its turn. */
async function twice(subject: Subject, fault: WriteFault): Promise<void> {
	const play = async (stage: Stage) => {
		const ends = fault.ends(subject);
		const [word] = ends;
		arm(stage, fault);
		const result = await stage.refund(partial(), { items: [{}, {}] });
		await stage.sandbox.idle();
		expect(truthOf(stage, result)).toBe(word);
		assertBooksAtMostOnce(stage);
		const second = saidBy(result, 1).word;
		const isStillTrue = word === 'refused rateLimited' || word.startsWith('unknown');
		expect([nextWord(ends, subject), ...(isStillTrue ? [word] : [])]).toContain(second);
		assertBooks(stage, second === 'refunded' ? 1 : ends[2]);
	};
	await onStage(subject, play, settingOf('inCompany', subject, fault.inCompany));
}

function arm({ sandbox, subject: { provider } }: Stage, { rule }: WriteFault): void {
	sandbox.fault({ provider, call: 'refund', ...rule });
}

function assertBooks(stage: Stage, booked: 0 | 1): void {
	const { subject } = stage;
	const expected = {
		amountMinor: AMOUNT_MINOR,
		source: 'api',
		key: subject.keyOf ? stage.keyOf('TICKET-1') : null,
	};
	expect(stage.booked()).toEqual(booked === 0 ? [] : [expect.objectContaining(expected)]);
}

function assertBooksAtMostOnce(stage: Stage): void {
	expect(stage.booked().map(({ amountMinor }) => amountMinor)).toEqual(
		stage.booked().length === 0 ? [] : [AMOUNT_MINOR],
	);
}

/** A resend repeats the first request to the byte, its key included. */
function assertIdenticalWrites(stage: Stage): void {
	const { keyOf } = stage.subject;
	const shapes = stage
		.writes()
		.map((request) => [request.path, request.bodyText, keyOf?.(request) ?? null]);
	expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
	if (keyOf) expect(shapes[0]?.[2]).toBe(stage.keyOf('TICKET-1'));
}

/** Without a key, a second request needs proof that the first one did nothing. */
function assertNoResend(stage: Stage, { rule }: WriteFault): void {
	const proven = [400, 401, 403, 404, 405, 413, 415, 422, 429];
	const isProven = rule.kind === 'status' && proven.includes(rule.status ?? 500);
	expect(stage.writes().length).toBeLessThanOrEqual(isProven ? 2 : 1);
}
