import type { ProviderProfile } from '../../../nodes/shared/engine/provider/profile';
import type { ProviderRefund } from '../../../nodes/shared/engine/provider/snapshot';
import { minor } from '../draw';
import { answer, claims, runOf, silence } from './fakes';
import { FACTS, INVOICE, requestOf, shown } from './samples';

const { duro, layer, revolv3, thredfi } = FACTS;
const ALL = Object.values(FACTS);
/** What the provider's confirmation looks like: on the very invoice, under the very key where keys are shown. */
const ours = (
	profile: ProviderProfile,
	changes: Partial<ProviderRefund> = {},
): Partial<ProviderRefund> => {
	const { key, target } = requestOf(profile);
	const externalId = profile.keysAreFoundAt === 'provider' ? key : null;
	return { invoiceId: target.invoiceId, externalId, ...changes };
};
const run = async (profile: ProviderProfile, script: Parameters<typeof runOf>[1]) => {
	const started = runOf(profile, script);
	const result = await started.play(requestOf(profile));
	const { key } = requestOf(profile);
	return { ...started, result, kept: () => started.entries.get(key) ?? null };
};
const readable = (profile: ProviderProfile) => (profile.showsRefunds ? { readBacks: [[]] } : {});

describe.each(ALL)('one refund at $displayName', (profile) => {
	it('is sent once and confirmed', async () => {
		const { result, sent, kept } = await run(profile, { writes: [claims(ours(profile))] });
		expect(result).toMatchObject({ outcome: 'refunded', amountMinor: 1_250 });
		expect(sent).toHaveLength(1);
		expect(kept()).toMatchObject({ success: result });
		expect(kept()?.attempt).toBeUndefined();
	});

	it('is said again word for word in another try of the run, and not sent again', async () => {
		const { result, sent, play } = await run(profile, { writes: [claims(ours(profile))] });
		expect(await play(requestOf(profile))).toEqual(result);
		expect(sent).toHaveLength(1);
	});

	it('is pending where the provider says so', async () => {
		const { result } = await run(profile, {
			writes: [claims(ours(profile, { state: 'pending' }))],
		});
		expect(result.outcome).toBe('pending');
	});

	it('is refused after a 422 to the first send, and leaves nothing open', async () => {
		const { result, sent, kept } = await run(profile, { writes: [answer(422)] });
		expect(result).toMatchObject({ outcome: 'refused', code: 'providerRefused' });
		expect([sent.length, kept()]).toEqual([1, null]);
	});

	it('is unknown after silence that nothing settles, and stays open', async () => {
		const { result, kept } = await run(profile, { writes: [silence], ...readable(profile) });
		expect(result).toMatchObject({
			outcome: 'unknown',
			code: 'outcomeUnknown',
			amountMinor: 1_250,
		});
		expect(kept()?.attempt).toBeDefined();
	});

	it('is unknown where a resend is turned down: that says nothing about the first send', async () => {
		const { result } = await run(profile, {
			writes: [answer(500), answer(422)],
			...readable(profile),
		});
		expect(result.outcome).toBe('unknown');
	});

	it('is confirmedOtherwise and never a success where another amount comes back', async () => {
		const other = claims(ours(profile, { amountMinor: minor(1_251) }));
		const { result, sent } = await run(profile, { writes: [other], ...readable(profile) });
		expect(result).toMatchObject({
			outcome: 'unknown',
			code: 'confirmedOtherwise',
			amountMinor: 1_250,
			confirmedMinor: 1_251,
		});
		expect(sent).toHaveLength(1);
	});

	it('repeats itself byte for byte, if it is sent again at all', async () => {
		const { sent } = await run(profile, { writes: [answer(502)], ...readable(profile) });
		expect(new Set(sent.map((request) => JSON.stringify(request))).size).toBe(1);
		const sends = { never: 1, identicalOnce: 2, sameKeyAfterAnswer: 2 };
		expect(sent).toHaveLength(sends[profile.resend]);
	});
});

describe.each([layer, revolv3, thredfi])('doubt at $displayName', (profile) => {
	const found = shown(ours(profile));

	it.each([
		['silence', silence],
		['a 500', answer(500)],
		['a 409', answer(409)],
		['a redirect', answer(302)],
		['HTML', answer(200, '<html>')],
	])('after %s is settled by a refund that the read-back shows', async (_, outcome) => {
		const { result, sent } = await run(profile, { writes: [outcome], readBacks: [[found]] });
		expect(['refunded', 'alreadyRefunded']).toContain(result.outcome);
		expect(sent).toHaveLength(1);
	});

	it('is settled by the second look where the refund is booked late', async () => {
		const { result, sent } = await run(profile, { writes: [silence], readBacks: [[], [found]] });
		expect(result.outcome).toBe('refunded');
		expect(sent).toHaveLength(1);
	});

	it('is taken up by the next try of the run, which looks and does not send anew', async () => {
		const reader: ProviderRefund[][] = [[]];
		const { play, sent, result } = await run(profile, { writes: [silence], readBacks: reader });
		expect(result.outcome).toBe('unknown');
		const before = sent.length;
		reader[0] = [found];
		expect((await play(requestOf(profile))).outcome).toBe('refunded');
		expect(sent).toHaveLength(before);
	});
});

describe.each([layer, thredfi])('a 409 to every send at $displayName', (profile) => {
	it.each([
		['quick', 0],
		['slower than the wait between two looks', 3_000],
	])('is a refusal once two looks, %s, do not find the key', async (_, readBackTakesMs) => {
		const { result, settled } = await run(profile, {
			writes: [answer(409, { code: 'Conflict' })],
			readBacks: [[]],
			readBackTakesMs,
		});
		expect(result).toMatchObject({ outcome: 'refused', code: 'providerRefused' });
		expect(settled).not.toContainEqual(expect.objectContaining({ as: 'inDoubt' }));
	});
});

describe('doubt at Duro', () => {
	const asked = requestOf(duro);

	it('is settled by the same key once 60 seconds have passed since the send left', async () => {
		const started = runOf(duro, { writes: [silence, claims(ours(duro))] });
		const { http, clock } = started.run;
		// The request waited a minute for its turn: the silence is counted from when it left.
		const write = async (request: Parameters<typeof http.write>[0]) => {
			if (started.sent.length === 0) started.passTime(61_000);
			const outcome = await http.write(request);
			return outcome.kind === 'noAnswer' ? { ...outcome, sentAt: clock.now() } : outcome;
		};
		const item = { ...started.item, run: { ...started.run, http: { ...http, write } } };
		expect((await started.play(asked, item)).outcome).toBe('refunded');
		expect(started.sent).toHaveLength(2);
		expect(started.waited).toEqual([60_000]);
	});

	it('is never settled by sending again more than ten minutes after the first send', async () => {
		const { play, sent, result, passTime, nextTry } = await run(duro, {
			writes: [silence, silence, claims(ours(duro))],
		});
		expect([result.outcome, sent.length]).toEqual(['unknown', 2]);
		passTime(600_001);
		nextTry();
		expect((await play(asked)).outcome).toBe('unknown');
		expect(sent).toHaveLength(2);
	});

	it('is settled by the same key in a later try, after an outage', async () => {
		const { play, sent, result, passTime, nextTry } = await run(duro, {
			writes: [answer(503), answer(503), claims(ours(duro))],
		});
		expect([result.outcome, sent.length]).toEqual(['unknown', 2]);
		passTime(300_000);
		nextTry();
		expect((await play(asked)).outcome).toBe('refunded');
		expect(sent).toHaveLength(3);
	});

	it('is settled by the same key right after an answer that was a server error', async () => {
		const { result, sent } = await run(duro, { writes: [answer(503), claims(ours(duro))] });
		expect(result.outcome).toBe('refunded');
		expect(sent).toHaveLength(2);
	});

	it('stays after a 409, which is not sent again', async () => {
		const { result, sent } = await run(duro, { writes: [answer(409)] });
		expect(result.outcome).toBe('unknown');
		expect(sent).toHaveLength(1);
	});
});

it.each([duro, layer, revolv3, thredfi])(
	'sends nothing again after a 401 at $displayName: whoever carries the request has renewed a token by then',
	async (profile) => {
		const { result, sent } = await run(profile, { writes: [answer(401)] });
		expect(result).toMatchObject({ outcome: 'refused', code: 'credentialRejected' });
		expect(sent).toHaveLength(1);
	},
);

it('refuses without a send what the judgement refuses', async () => {
	const { result, sent } = await run(thredfi, {
		writes: [],
		snapshot: { invoiceId: INVOICE, notRefundable: 'It is voided.' },
	});
	expect(result).toMatchObject({ outcome: 'refused', code: 'notRefundable' });
	expect(sent).toEqual([]);
});
