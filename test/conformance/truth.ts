import { type Said, type Word, saidBy } from './words';
import type { Stage } from './stage';
import { ITEM_KEYS } from '../contract/itemKeys';
import type { RunResult } from '../n8n/harness';

/**
 * What has to be true of every word that is ever said: a success is in the books with that very amount, a refusal
 * leaves nothing under the key, an unknown says how to go on, and no secret is in any of it.
 *
 * @returns the word
 */
export function truthOf(stage: Stage, result: RunResult, reference = 'TICKET-1'): Word {
	const said = saidBy(result);
	assertShape(stage, said);
	assertNoSecret(stage, said);
	const booked = stage.booked();
	const key = stage.keyOf(reference);
	// Revolv3 takes no key; there, every refund that an API call made is one of this behaviour's.
	const own = booked.filter((refund) => refund.key === key || stage.subject.keyOf === null);
	expect(new Set(own.map((refund) => refund.key)).size).toBeLessThanOrEqual(1);
	switch (said.word) {
		case 'refunded':
		case 'pending':
		case 'alreadyRefunded':
			expect(own).toContainEqual(
				expect.objectContaining({
					amountMinor: said.facts.amountMinor,
					refundId: said.facts.refundId ?? own[0]?.refundId ?? null,
				}),
			);
			break;
		case 'unknown outcomeUnknown':
		case 'unknown confirmedOtherwise':
			expect(said.facts.nextStep).toMatch(/new 'Reference'/);
			expect(said.text).not.toMatch(/\bretry\b/i);
			break;
		default:
			break;
	}
	return said.word;
}

/** Stronger than `truthOf`, for the one request under its key: refused means that the books hold nothing of it. */
export function assertRefusedIsEmpty(stage: Stage, word: Word, reference = 'TICKET-1'): void {
	if (!word.startsWith('refused')) return;
	expect(stage.booked().filter(({ key }) => key === stage.keyOf(reference))).toEqual([]);
	if (stage.subject.keyOf === null) expect(stage.booked()).toEqual([]);
}

function assertShape({ subject, sandbox }: Stage, { facts, isFailure }: Said): void {
	const keys = Object.keys(facts);
	if (isFailure) expect(keys).toEqual(expect.arrayContaining([...ITEM_KEYS.details]));
	else expect(keys.sort()).toEqual([...ITEM_KEYS.success].sort());
	expect(facts.provider).toBe(subject.provider);
	expect(sandbox.strayRequests).toEqual([]);
	expect(sandbox.followedRedirects).toEqual([]);
}

function assertNoSecret({ subject, sandbox }: Stage, { text }: Said): void {
	for (const secret of Object.values<unknown>(sandbox.credentials[subject.provider])) {
		// Layer's scope is an address and no secret.
		if (typeof secret === 'string' && !secret.startsWith('http'))
			expect(text).not.toContain(secret);
	}
	expect(text).not.toMatch(/Bearer|x-revolv3-token|authorization/i);
}
