import { labels } from '../../labels';
import type { ProviderProfile } from '../provider/profile';
import { targetOf } from './parseIds';
import type { ParsingContext, RawParameters } from './rawParameters';
import type { Result } from '../result/result';
import { amountLabel } from '../decide/price';
import { parseAmount, parsePercent } from './parseMoney';
import { parseDetails } from './parseDetails';
import { booleanOption, daysOption } from './parseOption';
import { catching, InvalidParameter } from './invalidParameter';
import { parseReference } from './parseReference';
import { refundKey } from './refundKey';
import type { AmountInput, Ask, RefundRequest } from './request';

/**
 * Checks everything that can be checked without asking the provider. Pure.
 * Nothing ever falls through to a full refund: `full` is only what says `full`.
 */
export function parseRequest(raw: RawParameters, context: ParsingContext): Result<RefundRequest> {
	return catching(() => {
		if (raw.unreadable) throw new InvalidParameter(raw.unreadable);
		const { profile, environment } = context;
		const target = targetOf(raw, profile);
		const options = optionsOf(raw.options);
		const unit = unitOf(raw.amountUnit);
		const reference = parseReference(raw);
		const runUnit = raw.runAmountUnit === undefined ? unit : unitOf(raw.runAmountUnit);
		const limit = (name: 'maximumAmount' | 'maximumTotal', limitUnit: typeof unit) =>
			name in options ? parseAmount(options[name], limitUnit, labels.options[name], profile) : null;
		return {
			target,
			environment,
			key: refundKey(profile.provider, environment, target.businessId, target.invoiceId, reference),
			reference,
			ask: askOf(raw, unit, profile),
			maximumAmount: limit('maximumAmount', unit),
			maximumTotal: limit('maximumTotal', runUnit),
			maximumAgeDays: daysOption(options, 'maximumAge', LONGEST_AGE_DAYS),
			expectedCurrency: currencyOf(options),
			allowEarlierRefunds: booleanOption(options, 'allowEarlierRefunds'),
			holdBankDebitDays: daysOption(options, 'holdBankDebitDays', LONGEST_HOLD_DAYS),
			details: parseDetails(raw, options, unit, reference, context),
		};
	});
}

/** How many invoices may be worked on at once: `concurrency` of the first item, 1 to 20, default 3. */
export function parseConcurrency(rawOptions: unknown): Result<number> {
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
const LONGEST_AGE_DAYS = 3650;
const LONGEST_HOLD_DAYS = 60;

function askOf(raw: RawParameters, unit: AmountInput['unit'], profile: ProviderProfile): Ask {
	switch (raw.refundType) {
		case 'full':
			return { type: 'full' };
		case 'amount':
			return {
				type: 'amount',
				amount: parseAmount(raw.amount, unit, amountLabel(profile), profile),
			};
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
