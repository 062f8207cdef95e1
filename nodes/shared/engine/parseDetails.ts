import { labels } from '../labels';
import type { ProviderFacts } from './facts';
import { InvalidParameter } from './invalidParameter';
import { toDateTime } from './parseMoment';
import { parseAmount } from './parseMoney';
import { booleanOption, textOption, type Options } from './parseOption';
import type { ParsingContext, RawParameters } from './rawParameters';
import type { AmountInput, RefundDetails, Tag } from './request';

/** The choice "don't send a method" (Layer, whose page no longer shows the field; layer dossier §3.2). */
const NOT_SENT = 'notSent';
const METADATA_BYTES = 1024;
/** Whoever stamped the time has another clock than n8n: so far ahead, it is no future. */
const CLOCKS_DIFFER_MS = 60_000;

/** What goes along with the refund. Options a provider does not document never get here: its node has none. */
export function parseDetails(
	raw: RawParameters,
	options: Options,
	unit: AmountInput['unit'],
	reference: string,
	context: ParsingContext,
): RefundDetails {
	const { facts } = context;
	return {
		method: methodOf(raw.method, facts),
		completedAt: completedAtOf(raw.completedAt, context),
		// Left empty, they carry the reference, so that a person finds the ticket in the provider's books.
		reason: textOption(options, 'reason') ?? (reference || null),
		referenceNumber: referenceNumberOf(options, reference, facts),
		memo: textOption(options, 'memo'),
		processor: textOption(options, 'processor', facts.longestProcessor),
		processingFee:
			'processingFee' in options
				? parseAmount(options.processingFee, unit, labels.options.processingFee, facts, true)
				: null,
		tags: tagsOf(options.tags),
		metadata: metadataOf(options.metadata),
		includeRawProcessorResponse: booleanOption(options, 'includeRawProcessorResponse'),
		reportGroup: textOption(options, 'reportGroup'),
	};
}

function methodOf(value: unknown, { methods }: ProviderFacts): string | null {
	if (methods.length === 0) return null;
	if (typeof value === 'string' && methods.includes(value))
		return value === NOT_SENT ? null : value;
	throw new InvalidParameter(`'${labels.method}' must be one of: ${methods.join(', ')}.`);
}

function completedAtOf(value: unknown, { timezone, now }: ParsingContext): string | null {
	if (value === undefined || value === null || value === '') return null;
	const moment = toDateTime(value, timezone);
	if (!moment?.isValid) {
		throw new InvalidParameter(
			`'${labels.completedAt}' is not a date and time, like 2026-01-31T14:00:00Z.`,
		);
	}
	if (moment.toMillis() > now + CLOCKS_DIFFER_MS) {
		throw new InvalidParameter(`'${labels.completedAt}' lies in the future.`);
	}
	return moment.toUTC().toISO();
}

function referenceNumberOf(
	options: Options,
	reference: string,
	facts: ProviderFacts,
): string | null {
	const longest = facts.longestReferenceNumber;
	const given = textOption(options, 'referenceNumber', longest);
	if (given !== null) return given;
	// Only the copy for people is cut; the key is made of the whole reference.
	return (longest === null ? reference : [...reference].slice(0, longest).join('')) || null;
}

function tagsOf(value: unknown): readonly Tag[] {
	if (value === undefined || value === null || value === '') return [];
	const list = typeof value === 'object' && 'tag' in value ? value.tag : value;
	if (typeof list === 'object' && list !== null && Object.keys(list).length === 0) return [];
	if (!Array.isArray(list)) throw wrongTags();
	return list.map((tag: unknown) => {
		if (typeof tag !== 'object' || tag === null || !('key' in tag) || !('value' in tag))
			throw wrongTags();
		const { key, value: content } = tag;
		if (typeof key !== 'string' || typeof content !== 'string') throw wrongTags();
		if (key.trim() === '' || content.trim() === '') throw wrongTags();
		return { key: key.trim(), value: content };
	});
}

function wrongTags(): InvalidParameter {
	return new InvalidParameter(
		`'${labels.options.tags}' must be a list of keys and values, each a text that is not empty.`,
	);
}

function metadataOf(value: unknown): Readonly<Record<string, unknown>> | null {
	if (value === undefined || value === null || value === '') return null;
	const wrong = new InvalidParameter(
		`'${labels.options.metadata}' must be a JSON object of at most 1 KB.`,
	);
	let parsed: unknown = value;
	if (typeof value === 'string') {
		try {
			parsed = JSON.parse(value);
		} catch {
			throw wrong;
		}
	}
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw wrong;
	const text = JSON.stringify(parsed);
	if (Buffer.byteLength(text, 'utf8') > METADATA_BYTES) throw wrong;
	// Read back, so that what is kept is plain JSON whatever an expression yielded.
	const plain: Record<string, unknown> = JSON.parse(text);
	return Object.keys(plain).length === 0 ? null : plain;
}
