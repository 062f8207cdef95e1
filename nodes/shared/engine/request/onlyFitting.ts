import type { ListedInvoice, ListedRefund } from '../provider/adapter';
import { type Result, refusal } from '../result/result';
import type { ProviderProfile } from '../provider/profile';
import type { Filter, List, ListQuery, ReadPage } from '../provider/list';
import { isWireObject, type WireObject } from '../provider/http';

/**
 * A list whose rows are compared with what was asked. A server may leave a filter aside: a row that says itself that it
 * is not one of those asked for is passed over, one that does not say stays in. A row of another business makes the
 * whole answer one that is not ours to show.
 */
export function onlyFitting<Row extends ListedInvoice | ListedRefund>(
	readPage: ReadPage<Row>,
	list: Pick<List<Row>, 'what' | 'filters' | 'businessOf'>,
	query: Pick<ListQuery, 'businessId' | 'filters'>,
	{ displayName }: ProviderProfile,
): ReadPage<Row> {
	return async (page) => {
		const read = await readPage(page);
		if (!read.ok) return read;
		const { rows } = read.value;
		const isElsewhere = rows.some(
			({ row }) => row !== null && !isOfBusiness(wireOf(row), list, query.businessId),
		);
		if (isElsewhere) return foreign(displayName, list.what);
		const fitting = rows.map(({ name, row }) => ({
			name,
			row: row !== null && fits(wireOf(row), list.filters, query.filters) ? row : null,
		}));
		return { ok: true, value: { ...read.value, rows: fitting } };
	};
}

function foreign(displayName: string, what: string): Result<never> {
	const message = `${displayName}'s list of ${what} holds some of another business, so it can't be used.`;
	return { ok: false, refusal: refusal('providerAnswerInvalid', message) };
}

function wireOf(row: ListedInvoice | ListedRefund): WireObject {
	const response = 'current' in row ? row.current.refund.response : row.response;
	return isWireObject(response) ? response : {};
}

function isOfBusiness(
	row: WireObject,
	{ businessOf }: Pick<List<never>, 'businessOf'>,
	businessId: string | null,
): boolean {
	const told = businessOf?.(row);
	return (
		businessId === null ||
		typeof told !== 'string' ||
		told.toLowerCase() === businessId.toLowerCase()
	);
}

function fits(
	row: WireObject,
	filters: readonly Filter[],
	wanted: Readonly<Record<string, string>>,
): boolean {
	return filters.every((filter) => {
		const value = wanted[filter.wire];
		return value === undefined || !filter.of || isFit(filter.of(row), value, filter);
	});
}

/** In any other form, a date would be read in the zone of this computer. */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/** Whether what a row tells agrees with a filter; what can't be compared does not speak against it. */
function isFit(told: unknown, wanted: string, { name, kind }: Filter): boolean {
	if (told === undefined) return true;
	if (told === null) return false;
	switch (kind.is) {
		case 'text':
			return String(told) === wanted;
		case 'uuid':
			return String(told).toLowerCase() === wanted.toLowerCase();
		case 'words':
			return wanted.split(',').includes(String(told));
		case 'minorUnits':
			return typeof told !== 'number' || told <= Number(wanted);
		case 'day':
		case 'moment': {
			// An end that is a day includes all of it.
			const bound = Date.parse(
				kind.is === 'day' && name.endsWith('Until') ? `${wanted}T23:59:59.999Z` : wanted,
			);
			const at = typeof told === 'string' && ISO_DATE.test(told) ? Date.parse(told) : Number.NaN;
			if (Number.isNaN(at) || Number.isNaN(bound)) return true;
			return name.endsWith('Until') ? at <= bound : at >= bound;
		}
	}
}
