import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { BookedRefund, ProviderId } from '../../../sandbox';
import type { Bed, RunSettings } from '../../bed';
import type { RunResult } from '../../n8n/harness';
import { saidBy, type Word } from '../words';
import { chooseByItem } from './chooseByItem';

/** What every neighbour asks for; no row asks for this amount. */
const NEIGHBOUR_MINOR = 300;

/** A refund on an invoice of its own, which no row does anything to. */
interface Neighbour {
	readonly invoiceId: string;
	readonly reference: string;
	/** The run, with all its tries, that said `refunded` first. */
	refundedBy?: Execution;
}

/** One execution with all its tries. */
interface Execution {
	/** Neighbours whose refund was in the books before it began. */
	readonly refundedBefore: ReadonlySet<Neighbour>;
	/** Another execution with the same neighbours ran at the same time: either may have made their refunds. */
	overlaps: boolean;
}

/** What a company needs to know of the stage it is on. */
export interface Surroundings {
	readonly provider: ProviderId;
	/** Enters a paid invoice and says its id. */
	readonly enterInvoice: () => string;
	readonly booked: (invoiceId: string) => readonly BookedRefund[];
	/** Null where the provider takes no key. */
	readonly keyOf: ((reference: string, invoiceId: string) => string) | null;
	/** What neighbours may say besides `refunded` and `alreadyRefunded`. */
	readonly neighboursMaySay: readonly Word[];
}

/** Good items around those of a row. */
export interface Company {
	/** Runs a row's items with a neighbour before and one behind them, and shows what came of the row's own. */
	refund(
		bed: Bed,
		parameters: INodeParameters,
		items?: IDataObject[],
		settings?: RunSettings,
	): Promise<RunResult>;
	/** Every neighbour that was ever reported as refunded is in the books once, and none is there twice. */
	assertBooks(): void;
}

/** Gathers a company that stays the same over all runs of a stage: repeated runs repeat its refunds too. */
export function gatherCompany(surroundings: Surroundings): Company {
	const gathered = new Map<string, readonly Neighbour[]>();
	const bedNumbers = new Map<Bed, number>();
	const running = new Map<Bed, Set<Execution>>();

	/** Processes have neighbours of their own, so that a row's race is about the row's invoice alone. */
	const neighboursOn = (bed: Bed, hasReference: boolean) => {
		const number = bedNumbers.get(bed) ?? bedNumbers.size;
		bedNumbers.set(bed, number);
		const name = `${number} ${hasReference}`;
		const neighbours =
			gathered.get(name) ??
			['FIRST', 'LAST'].map((place) => ({
				invoiceId: surroundings.enterInvoice(),
				reference: hasReference ? `NEIGHBOUR-${number}-${place}` : '',
			}));
		gathered.set(name, neighbours);
		return neighbours;
	};

	return {
		refund: async (bed, parameters, items = [{}], settings) => {
			const neighbours = neighboursOn(bed, parameters.reference !== '');
			const [first, ...others] = neighbours.map(({ invoiceId, reference }) => ({
				neighbour: { ...NEIGHBOUR_REQUEST, invoiceId, reference },
			}));
			const all = [...(first ? [first] : []), ...items, ...others];
			const execution: Execution = {
				refundedBefore: new Set(
					neighbours.filter(({ invoiceId }) => surroundings.booked(invoiceId).length > 0),
				),
				overlaps: false,
			};
			const beside = running.get(bed) ?? new Set<Execution>();
			running.set(bed, beside);
			const shown = async (run: () => Promise<RunResult>): Promise<RunResult> => {
				beside.add(execution);
				if (beside.size > 1) for (const each of beside) each.overlaps = true;
				const result = await run().finally(() => beside.delete(execution));
				neighbours.forEach((neighbour, index) => {
					const place = index === 0 ? 0 : items.length + index;
					assertNeighbour(surroundings, neighbour, execution, result, place);
				});
				return {
					...result,
					main: ownItems(result.main, items.length),
					error: ownItems(result.error, items.length),
					retry: async (options) => await shown(async () => await result.retry(options)),
				};
			};
			return await shown(
				async () =>
					await bed.refund(
						surroundings.provider,
						chooseByItem(parameters, NEIGHBOUR_REQUEST),
						all,
						settings,
					),
			);
		},
		assertBooks: () => {
			for (const neighbour of [...gathered.values()].flat()) {
				const { booked } = surroundings;
				assertBookedOnce(surroundings, neighbour, booked(neighbour.invoiceId).length);
				if (neighbour.refundedBy) expect(booked(neighbour.invoiceId)).toHaveLength(1);
			}
		},
	};
}

/** Invoice and reference differ by neighbour. */
const NEIGHBOUR_REQUEST = {
	invoiceId: '',
	refundType: 'amount',
	amountUnit: 'minor',
	amount: NEIGHBOUR_MINOR,
	reference: '',
} satisfies INodeParameters;

function assertNeighbour(
	surroundings: Surroundings,
	neighbour: Neighbour,
	execution: Execution,
	result: RunResult,
	place: number,
): void {
	const booked = surroundings.booked(neighbour.invoiceId).length;
	assertBookedOnce(surroundings, neighbour, booked);
	// With Stop Workflow one error speaks for all items, and items that were not sent yet are not sent any more.
	if (result.failed) return;
	const { word } = saidBy(result, place);
	if (word === 'refunded' || word === 'alreadyRefunded') {
		expect(booked).toBe(1);
		const isRepeat = execution.refundedBefore.has(neighbour);
		if (!execution.overlaps) expect(word).toBe(isRepeat ? 'alreadyRefunded' : 'refunded');
		if (word === 'refunded') neighbour.refundedBy ??= execution;
		if (word === 'refunded') expect(neighbour.refundedBy).toBe(execution);
		return;
	}
	expect(['refunded', 'alreadyRefunded', ...surroundings.neighboursMaySay]).toContain(word);
	if (word.startsWith('refused') && !execution.refundedBefore.has(neighbour))
		expect(booked).toBe(0);
}

/** Never twice, never another amount, and under the neighbour's own key. */
function assertBookedOnce(
	{ booked, keyOf }: Surroundings,
	{ invoiceId, reference }: Neighbour,
	count: number,
): void {
	const key = keyOf?.(reference, invoiceId) ?? null;
	expect(count).toBeLessThanOrEqual(1);
	expect(booked(invoiceId).map(({ amountMinor, key }) => ({ amountMinor, key }))).toEqual(
		count === 0 ? [] : [{ amountMinor: NEIGHBOUR_MINOR, key }],
	);
}

/** The row's items, counted as if they had been alone. One neighbour goes before them. */
function ownItems(items: readonly INodeExecutionData[], count: number): INodeExecutionData[] {
	return items.flatMap((item) => {
		const { pairedItem } = item;
		if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) {
			throw new Error(`An item is not paired: ${JSON.stringify(item)}`);
		}
		const index = pairedItem.item - 1;
		return index >= 0 && index < count
			? [{ ...item, pairedItem: { ...pairedItem, item: index } }]
			: [];
	});
}
