import { loadProcess, openBed, PROVIDERS, type Bed, type LoadedProcess } from '../../bed';
import { disputes, FROM_ITEM, outcomes } from './cases';

jest.setTimeout(60_000);

/** So long an attempt is waited for whose end is not known. */
const OPEN_MS = 2_000;

let bed: Bed;
let later: LoadedProcess;
beforeAll(async () => {
	bed = await openBed();
	later = loadProcess({ freshProcess: true, waits: { openAttemptMs: OPEN_MS } });
});
beforeEach(() => bed.sandbox.reset());
afterAll(async () => await bed.close());

/** Each refund request loses its connection before the refund is booked. */
const loseAll = (provider: (typeof PROVIDERS)[number]) =>
	bed.sandbox.fault({ provider, call: 'refund', kind: 'drop', times: Infinity });

async function timed<T>(work: Promise<T>): Promise<readonly [T, number]> {
	const begun = Date.now();
	return [await work, Date.now() - begun];
}

it('a list with thirty items in doubt is waited for once, and not once for each item', async () => {
	const settings = { workflowId: 'list-in-doubt' };
	const items = disputes(bed, 'duro', 30);
	loseAll('duro');
	const first = await bed.refund('duro', FROM_ITEM, items, settings);
	const inDoubt = items.map(() => 'outcomeUnknown');
	expect(outcomes(first.error)).toEqual(inDoubt);
	bed.sandbox.clearFaults();
	const process = later;
	const elsewhere = await openBed({ sandbox: bed.sandbox, store: bed.store, process });
	const [again, took] = await timed(elsewhere.refund('duro', FROM_ITEM, items, settings));
	expect(outcomes(again.error)).toEqual(inDoubt);
	expect(took).toBeGreaterThanOrEqual(OPEN_MS);
	// With three places and a wait in each it would take ten waits.
	expect(took).toBeLessThan(4 * OPEN_MS);
});

it.each(PROVIDERS)(
	'the same item five times at %s never waits for the run it is of',
	async (provider) => {
		const alone = await openBed({ sandbox: bed.sandbox, process: later });
		const settings = { workflowId: `five-times-${provider}` };
		const [item] = disputes(bed, provider, 1);
		loseAll(provider);
		const five = Array.from({ length: 5 }, () => ({ ...item }));
		const [result, took] = await timed(alone.refund(provider, FROM_ITEM, five, settings));
		expect(outcomes(result.error)).toEqual(five.map(() => 'outcomeUnknown'));
		expect(took).toBeLessThan(2 * OPEN_MS);
	},
);
