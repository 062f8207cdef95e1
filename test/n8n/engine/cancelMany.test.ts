/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { detailsOf, openBed, PROVIDERS, type Bed } from '../../bed';
import type { ProviderId } from '../../../sandbox';
import { booked, disputes, FROM_ITEM, outcomes, tickets, type Dispute } from './cases';

const ITEMS = 60;
const WIDTH = 5;
const AT_ONCE: INodeParameters = { ...FROM_ITEM, options: { concurrency: WIDTH } };

/** Fast enough for a test, and slow enough that requests wait for their turn. */
beforeAll(() => {
	const { profile } = jest.requireActual<{ profile: object }>(
		join(__dirname, '../../../dist/nodes/Revolv3/adapter/profile.js'),
	);
	Object.assign(profile, { requestsPerSecond: 150, requestsPer15Minutes: null });
});

jest.setTimeout(60_000);

/** Waits for what other parties do, also on a busy machine. */
async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

let bed: Bed;
beforeEach(async () => {
	bed = await openBed();
});
afterEach(async () => await bed.close());

const writesOf = (provider: ProviderId) => bed.sandbox.writes(provider);

/** Resolves when nothing is on its way any more: long before the pause of a 429 is over. */
async function quiet(): Promise<void> {
	const { requests } = bed.sandbox;
	for (let seen = -1; seen !== requests.length;) {
		seen = requests.length;
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
	await bed.sandbox.idle();
}

/** Runs the same items again and holds against the books what is said about each. */
async function runAgain(provider: ProviderId, items: readonly Dispute[]) {
	const before = booked(bed, provider, items);
	const { main, error } = await bed.refund(provider, AT_ONCE, [...items]);
	const said = (outcome: string) =>
		main
			.filter(({ json }) => json.outcome === outcome)
			.map(({ json }) => String(json.reference))
			.sort();
	const unknown = error.map((item) => String(detailsOf(item).reference));
	expect(outcomes(error)).toEqual(unknown.map(() => 'outcomeUnknown'));
	const known = (ticket: string) => !unknown.includes(ticket);
	expect(said('alreadyRefunded')).toEqual(before.filter(known).sort());
	expect(said('refunded')).toEqual(
		tickets(items)
			.filter((ticket) => known(ticket) && !before.includes(ticket))
			.sort(),
	);
	for (const { invoice, ticket } of items) {
		const times = bed.sandbox.refunds(provider, invoice).length;
		expect([ticket, times]).toEqual([ticket, known(ticket) ? 1 : Math.min(times, 1)]);
	}
	return { before, unknown };
}

describe.each(PROVIDERS)(
	'an execution of many items at %s, cancelled in the middle',
	(provider) => {
		it('begins no further send, and running again refunds each item once', async () => {
			const items = disputes(bed, provider, ITEMS);
			const middle = until(() => writesOf(provider).length >= 20);
			let seen = 0;
			const cancelAfter = middle.then(() => {
				seen = writesOf(provider).length;
			});
			const { failed } = await bed.refund(provider, AT_ONCE, items, { cancelAfter });
			expect(failed).toBeDefined();
			await bed.sandbox.idle();
			// Those on the wire at that moment arrive all the same.
			expect(writesOf(provider).length).toBeLessThanOrEqual(seen + WIDTH);

			const { before, unknown } = await runAgain(provider, items);
			expect(before.length).toBeGreaterThanOrEqual(20 - WIDTH);
			expect(before.length).toBeLessThanOrEqual(seen + WIDTH);
			// Only what was cut on its way, and only where no key shows what became of it.
			const keyless = provider === 'duro' || provider === 'revolv3';
			expect(unknown.length).toBeLessThanOrEqual(keyless ? WIDTH : 0);
		});

		it('sends nothing from among those whom a 429 holds', async () => {
			const items = disputes(bed, provider, ITEMS);
			bed.sandbox.fault({
				provider,
				call: 'refund',
				kind: 'status',
				status: 429,
				retryAfter: 1,
				skip: 15,
				times: Infinity,
			});
			const held = until(() => writesOf(provider).some(({ status }) => status === 429));
			const cancelAfter = held.then(quiet);
			await bed.refund(provider, AT_ONCE, items, { cancelAfter });
			bed.sandbox.clearFaults();
			const sent = writesOf(provider).length;

			const { before, unknown } = await runAgain(provider, items);
			expect([before.length, unknown]).toEqual([15, []]);
			// One more for each that was not in the books: nobody who was held went on afterwards.
			expect(writesOf(provider)).toHaveLength(sent + ITEMS - 15);
		});
	},
);
