import { labels } from '../labels';
import type { ProviderFacts } from './facts';
import type { Parsed, ParsingContext, RawParameters } from './rawParameters';
import { amountLabel } from './price';
import { parseAmount, parsePercent } from './parseMoney';
import { parseDetails } from './parseDetails';
import { booleanOption } from './parseOption';
import { InvalidParameter } from './invalidParameter';
import { refundKey } from './refundKey';
import type { AmountInput, Ask, RefundRequest, Target } from './request';
import { refusal } from './result';

/**
 * Checks everything that can be checked without asking the provider (design §3). Pure.
 * Nothing ever falls through to a full refund: `full` is only what says `full`.
 */
export function parseRequest(raw: RawParameters, context: ParsingContext): Parsed<RefundRequest> {
	return catching(() => {
		const { facts, environment } = context;
		const target = targetOf(raw, facts);
		const options = optionsOf(raw.options);
		const unit = unitOf(raw.amountUnit);
		const reference = referenceOf(raw);
		const limit = (name: 'maximumAmount' | 'maximumTotal'): AmountInput | null =>
			name in options ? parseAmount(options[name], unit, labels.options[name], facts) : null;
		return {
			target,
			environment,
			key: refundKey(facts.provider, environment, target.businessId, target.invoiceId, reference),
			reference,
			ask: askOf(raw, unit, facts),
			maximumAmount: limit('maximumAmount'),
			maximumTotal: limit('maximumTotal'),
			expectedCurrency: currencyOf(options),
			allowEarlierRefunds: booleanOption(options, 'allowEarlierRefunds'),
			details: parseDetails(raw, options, unit, reference, context),
		};
	});
}

/** Which invoice, for operations that only read. Same checks as `parseRequest`. */
export function parseTarget(
	raw: Pick<RawParameters, 'businessId' | 'invoiceId'>,
	facts: ProviderFacts,
): Parsed<Target> {
	return catching(() => targetOf(raw, facts));
}

/** The business alone, for lists; null where the provider has none. */
export function parseBusinessId(value: unknown, facts: ProviderFacts): Parsed<string | null> {
	return catching(() => (facts.needsBusinessId ? uuid(value, labels.businessId) : null));
}

/** How many invoices may be worked on at once: `concurrency` of the first item, 1 to 20, default 3. */
export function parseConcurrency(rawOptions: unknown): Parsed<number> {
	return catching(() => {
		const options = optionsOf(rawOptions);
		const value = 'concurrency' in options ? options.concurrency : DEFAULT_CONCURRENCY;
		if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 20)
			return value;
		throw new InvalidParameter(
			`'${labels.options.concurrency}' must be a whole number from 1 to 20.`,
		);
	});
}

const DEFAULT_CONCURRENCY = 3;
const LONGEST_REFERENCE = 200;
const LONGEST_ID = 200;
const LARGEST_NUMERIC_ID = 1_000_000_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// eslint-disable-next-line no-control-regex -- control characters are exactly what an id must not hold
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

function catching<T>(parse: () => T): Parsed<T> {
	try {
		return { ok: true, value: parse() };
	} catch (thrown) {
		return { ok: false, refusal: refusal('invalidParameter', reasonOf(thrown)) };
	}
}

/** Also a slip of our own ends here: nothing was sent, and no item may be lost to an exception. */
function reasonOf(thrown: unknown): string {
	if (thrown instanceof InvalidParameter) return thrown.message;
	return `The parameters could not be checked (${thrown instanceof Error ? thrown.message : 'unknown reason'}).`;
}

function targetOf(
	raw: Pick<RawParameters, 'businessId' | 'invoiceId'>,
	facts: ProviderFacts,
): Target {
	return {
		businessId: facts.needsBusinessId ? uuid(raw.businessId, labels.businessId) : null,
		invoiceId: invoiceIdOf(raw.invoiceId, facts),
	};
}

function invoiceIdOf(value: unknown, { invoiceIdKind, displayName }: ProviderFacts): string {
	switch (invoiceIdKind) {
		case 'uuid':
			return uuid(value, labels.invoiceId);
		case 'digits': {
			const id = idText(value, labels.invoiceId);
			const digits = /^0*([1-9]\d{0,9})$/.exec(id)?.[1];
			if (digits === undefined || Number(digits) > LARGEST_NUMERIC_ID) {
				throw new InvalidParameter(
					`'${labels.invoiceId}' must be ${displayName}'s invoice number, a whole number from 1 to 1,000,000,000.`,
				);
			}
			return digits;
		}
		case 'opaque': {
			const id = idText(value, labels.invoiceId);
			// "." and ".." survive URL encoding and would climb to another path.
			if (id === '.' || id === '..' || id.length > LONGEST_ID || CONTROL_CHARACTER.test(id)) {
				throw new InvalidParameter(`'${labels.invoiceId}' is not an invoice id of ${displayName}.`);
			}
			return id;
		}
	}
}

function uuid(value: unknown, label: string): string {
	const id = idText(value, label).toLowerCase();
	if (!UUID.test(id)) {
		throw new InvalidParameter(
			`'${label}' must be a UUID, like 3f0b7c1e-5d2a-4c8e-9b1f-0a2d4e6f8a10.`,
		);
	}
	return id;
}

function idText(value: unknown, label: string): string {
	const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
	if (typeof text !== 'string') throw new InvalidParameter(`'${label}' must be a text.`);
	if (text.trim() === '') throw new InvalidParameter(`'${label}' is empty.`);
	return text.trim();
}

function askOf(raw: RawParameters, unit: AmountInput['unit'], facts: ProviderFacts): Ask {
	switch (raw.refundType) {
		case 'full':
			return { type: 'full' };
		case 'amount':
			return { type: 'amount', amount: parseAmount(raw.amount, unit, amountLabel(facts), facts) };
		case 'percentage':
			return { type: 'percentage', percentage: parsePercent(raw.percentage) };
		default:
			throw new InvalidParameter(
				`'${labels.refundType}' must be one of: full, amount, percentage.`,
			);
	}
}

function unitOf(value: unknown): AmountInput['unit'] {
	if (value === 'major' || value === 'minor') return value;
	throw new InvalidParameter(`'${labels.amountUnit}' must be one of: major, minor.`);
}

function referenceOf({ reference, referenceIsExpression }: RawParameters): string {
	const value =
		typeof reference === 'number' && Number.isSafeInteger(reference)
			? String(reference)
			: reference;
	const nothing = value === undefined || value === null || value === '';
	if (nothing && !referenceIsExpression) return '';
	if (typeof value !== 'string' && !nothing) {
		throw new InvalidParameter(`'${labels.reference}' must be a text or a whole number.`);
	}
	const text = typeof value === 'string' ? value.normalize('NFC').trim() : '';
	if (text === '' && referenceIsExpression) {
		throw new InvalidParameter(
			`'${labels.reference}' is an expression that yields nothing. Without a reference, two different refunds could not be told apart.`,
		);
	}
	if ([...text].length > LONGEST_REFERENCE) {
		throw new InvalidParameter(
			`'${labels.reference}' is longer than ${LONGEST_REFERENCE} characters.`,
		);
	}
	return text;
}

function optionsOf(options: unknown): Readonly<Record<string, unknown>> {
	if (options === undefined || options === null) return {};
	if (typeof options !== 'object' || Array.isArray(options)) {
		throw new InvalidParameter(`'${labels.optionsCollection}' must be a collection of options.`);
	}
	return { ...options };
}

function currencyOf(options: Readonly<Record<string, unknown>>): string | null {
	if (!('expectedCurrency' in options)) return null;
	const value = options.expectedCurrency;
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (/^[A-Z]{3}$/.test(code)) return code;
	throw new InvalidParameter(
		`'${labels.options.expectedCurrency}' must be a three-letter code, like USD.`,
	);
}
