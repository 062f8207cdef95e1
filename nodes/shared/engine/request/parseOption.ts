import { labels } from '../../labels';
import { catching, InvalidParameter } from './invalidParameter';
import type { Result } from '../result/result';

/** The options collection of one item, as n8n resolved it. */
export type Options = Readonly<Record<string, unknown>>;

/** A switch that came as text ("false") is refused: it would read as switched on. */
export function booleanOption(
	options: Options,
	name: 'allowEarlierRefunds' | 'includeRawProcessorResponse',
): boolean {
	return trueOrFalse(options[name] ?? false, labels.options[name]);
}

/** Like `booleanOption`, for a switch outside the collection. */
export function booleanParameter(value: unknown, name: 'simplify'): Result<boolean> {
	return catching(() => trueOrFalse(value, labels[name]));
}

/** @throws InvalidParameter naming the field by its label */
export function trueOrFalse(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	throw new InvalidParameter(`'${label}' must be true or false.`);
}

/** A text, trimmed; null where none was given. @throws InvalidParameter for other types and longer texts */
export function textOption(
	options: Options,
	name: 'memo' | 'processor' | 'reason' | 'referenceNumber' | 'reportGroup',
	longest: number | null = null,
): string | null {
	const value = options[name];
	if (value === undefined || value === null || value === '') return null;
	const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
	if (typeof text !== 'string') {
		throw new InvalidParameter(`'${labels.options[name]}' must be a text.`);
	}
	if (longest !== null && text.trim().length > longest) {
		throw new InvalidParameter(`'${labels.options[name]}' is longer than ${longest} characters.`);
	}
	return text.trim() || null;
}

/**
 * A number of whole days from 1 to `most`; null where the option was not added.
 *
 * @throws InvalidParameter for everything else, an option that was added and left empty included
 */
export function daysOption(
	options: Options,
	name: 'holdBankDebitDays' | 'maximumAge',
	most: number,
): number | null {
	if (!(name in options)) return null;
	const value = options[name];
	const days = typeof value === 'string' && /^[1-9]\d*$/.test(value.trim()) ? Number(value) : value;
	if (typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= most) return days;
	throw new InvalidParameter(
		`'${labels.options[name]}' must be a whole number of days from 1 to ${most}.`,
	);
}
