import { labels } from '../../labels';
import type { ProviderProfile } from '../provider/profile';
import { InvalidParameter } from './invalidParameter';
import { toDateTime } from './parseMoment';
import { parseAmount } from './parseMoney';
import { accountOption, paymentFeesOf, tagsOf } from './parseLists';
import { booleanOption, textOption, type Options } from './parseOption';
import type { ParsingContext, RawParameters } from './rawParameters';
import type { AmountInput, RefundDetails } from './request';

/** The choice "don't send a method" (Layer: docs/providers/layer.md#method). */
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
	const { profile } = context;
	return {
		method: methodOf(raw, profile),
		...completedAtOf(raw.completedAt, context),
		// Left empty, they carry the reference, so that a person finds the ticket in the provider's books.
		reason: textOption(options, 'reason') ?? (reference || null),
		referenceNumber: referenceNumberOf(options, reference, profile),
		memo: textOption(options, 'memo'),
		processor: textOption(options, 'processor', profile.longestProcessor),
		processingFee:
			'processingFee' in options
				? parseAmount(options.processingFee, unit, labels.options.processingFee, profile, true)
				: null,
		refundedPaymentFees: paymentFeesOf(options.refundedPaymentFees, unit, profile),
		paymentClearingAccount: accountOption(options),
		tags: tagsOf(options.tags),
		metadata: metadataOf(options.metadata),
		includeRawProcessorResponse: booleanOption(options, 'includeRawProcessorResponse'),
		reportGroup: textOption(options, 'reportGroup'),
	};
}

function methodOf(
	{ method, refundType }: Pick<RawParameters, 'method' | 'refundType'>,
	{ methods }: ProviderProfile,
): string | null {
	if (methods.length === 0) return null;
	if (typeof method !== 'string' || !methods.includes(method)) {
		throw new InvalidParameter(`'${labels.method}' must be one of: ${methods.join(', ')}.`);
	}
	if (method !== NOT_SENT) return method;
	// Only the newest samples of a refund in full do without it.
	if (refundType === 'full') return null;
	throw new InvalidParameter(
		`'${labels.method}' can be left unsent with '${labels.refundType}' '${labels.refundTypes.full}' only.`,
	);
}

function completedAtOf(
	value: unknown,
	{ timezone, now }: ParsingContext,
): Pick<RefundDetails, 'completedAt' | 'completedOn'> {
	if (value === undefined || value === null || value === '') {
		return { completedAt: null, completedOn: null };
	}
	const moment = toDateTime(value, timezone);
	if (!moment?.isValid) {
		throw new InvalidParameter(
			`'${labels.completedAt}' is not a date and time, like 2026-01-31T14:00:00Z.`,
		);
	}
	if (moment.toMillis() > now + CLOCKS_DIFFER_MS) {
		throw new InvalidParameter(`'${labels.completedAt}' lies in the future.`);
	}
	const days = [moment.toUTC().toISODate(), moment.setZone(timezone).toISODate()];
	return {
		completedAt: moment.toUTC().toISO(),
		completedOn:
			days
				.filter((day) => day !== null)
				.sort()
				.at(-1) ?? null,
	};
}

function referenceNumberOf(
	options: Options,
	reference: string,
	profile: ProviderProfile,
): string | null {
	const longest = profile.longestReferenceNumber;
	const given = textOption(options, 'referenceNumber', longest);
	if (given !== null) return given;
	// Only the copy for people is cut; the key is made of the whole reference.
	return (longest === null ? reference : [...reference].slice(0, longest).join('')) || null;
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
