import { labels } from '../../labels';
import { toMinorUnits } from '../../money/minorUnits';
import type { ProviderProfile } from '../provider/profile';
import { catching, InvalidParameter } from './invalidParameter';
import type { Filter, FilterName, List, ListQuery } from '../provider/list';
import { businessIdOf, idOf, uuid } from './parseIds';
import { isWholeDay, toDateTime, toDay } from './parseMoment';
import { trueOrFalse } from './parseOption';
import type { Result } from '../result/result';

/** The parameters of a list for one item, as n8n resolved them. */
export interface RawListing {
	readonly businessId: unknown;
	/** Only where the list is of one invoice. */
	readonly invoiceId: unknown;
	readonly returnAll: unknown;
	readonly limit: unknown;
	readonly filters: unknown;
}

const LONGEST_TEXT = 255;
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,15})$/;

/** Checks everything that can be checked without asking the provider. @param timezone for dates without a zone */
export function parseListing(
	raw: RawListing,
	profile: ProviderProfile,
	{ filters, ofInvoice }: Pick<List<unknown>, 'filters' | 'ofInvoice'>,
	timezone: string,
): Result<ListQuery> {
	return catching(() => {
		const returnAll = trueOrFalse(raw.returnAll, labels.returnAll);
		return {
			businessId: businessIdOf(raw.businessId, profile),
			invoiceId: ofInvoice ? idOf(raw.invoiceId, labels.invoiceId, profile) : null,
			rows: returnAll ? null : limitOf(raw.limit),
			filters: filtersOf(raw.filters, filters, timezone),
		};
	});
}

function limitOf(value: unknown): number {
	const limit = wholeNumber(value);
	if (limit !== null && limit >= 1) return limit;
	throw new InvalidParameter(
		`'${labels.limit}' must be a whole number from 1. For everything, switch on '${labels.returnAll}'.`,
	);
}

/** A filter that was added and holds nothing is refused: it would list everybody's invoices in place of one customer's. */
function filtersOf(
	value: unknown,
	documented: readonly Filter[],
	timezone: string,
): Readonly<Record<string, string>> {
	if (value === undefined || value === null) return {};
	if (typeof value !== 'object' || Array.isArray(value)) {
		throw new InvalidParameter(`'${labels.filtersCollection}' must be a collection of filters.`);
	}
	const given = new Map<string, unknown>(Object.entries(value));
	const parsed = new Map<FilterName, string>();
	const query: Record<string, string> = {};
	for (const filter of documented) {
		if (!given.has(filter.name)) continue;
		const text = filterText(given.get(filter.name), filter, timezone);
		parsed.set(filter.name, text);
		query[filter.wire] = text;
	}
	for (const [from, until] of RANGES) {
		const [begin, end] = [parsed.get(from), parsed.get(until)];
		if (begin !== undefined && end !== undefined && begin > end) {
			throw new InvalidParameter(
				`'${labels.filters[from]}' lies after '${labels.filters[until]}', so nothing could be listed.`,
			);
		}
	}
	return query;
}

const RANGES: ReadonlyArray<readonly [FilterName, FilterName]> = [
	['billedFrom', 'billedUntil'],
	['completedFrom', 'completedUntil'],
	['dueFrom', 'dueUntil'],
	['sentFrom', 'sentUntil'],
	['updatedFrom', 'updatedUntil'],
];

function filterText(value: unknown, { name, kind }: Filter, timezone: string): string {
	const label = labels.filters[name];
	const isEmpty =
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	if (isEmpty) {
		throw new InvalidParameter(`'${label}' is empty. Remove the filter to list without it.`);
	}
	switch (kind.is) {
		case 'uuid':
			return uuid(value, label);
		case 'text':
			return textOf(value, label);
		case 'minorUnits': {
			const minor = toMinorUnits(wholeNumber(value));
			if (minor !== null) return String(minor);
			throw new InvalidParameter(`'${label}' must be a whole number, like 1250 for 12.50.`);
		}
		case 'words':
			return wordsOf(value, kind.of, label);
		case 'day': {
			const day = toDay(value);
			if (day !== null) return day;
			throw new InvalidParameter(`'${label}' is not a date, like 2026-01-31.`);
		}
		case 'moment': {
			const moment = toDateTime(value, timezone);
			const ends = name.endsWith('Until') && isWholeDay(value);
			const text = moment?.isValid ? (ends ? moment.endOf('day') : moment).toUTC().toISO() : null;
			if (text) return text;
			throw new InvalidParameter(`'${label}' is not a date and time, like 2026-01-31T14:00:00Z.`);
		}
	}
}

function textOf(value: unknown, label: string): string {
	const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
	if (typeof text !== 'string') throw new InvalidParameter(`'${label}' must be a text.`);
	if (text.trim().length > LONGEST_TEXT) {
		throw new InvalidParameter(`'${label}' is longer than ${LONGEST_TEXT} characters.`);
	}
	return text.trim();
}

function wordsOf(value: unknown, known: readonly string[], label: string): string {
	const words: readonly unknown[] = Array.isArray(value) ? value : [value];
	if (words.length === 0) {
		throw new InvalidParameter(`'${label}' is empty. Remove the filter to list without it.`);
	}
	const chosen = known.filter((word) => words.includes(word));
	if (chosen.length === new Set(words).size) return chosen.join(',');
	throw new InvalidParameter(`'${label}' must be some of: ${known.join(', ')}.`);
}

/** A number, or a text of digits as it comes out of an expression. */
function wholeNumber(value: unknown): number | null {
	const number =
		typeof value === 'string' && WHOLE_NUMBER.test(value.trim()) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
