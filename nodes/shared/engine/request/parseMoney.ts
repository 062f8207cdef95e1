import { labels } from '../../labels';
import { decimalToMinor, parseDecimal } from '../../money/decimal';
import { parsePercentage, type Percentage } from '../../money/percentage';
import { toMinorUnits } from '../../money/minorUnits';
import type { ProviderProfile } from '../provider/profile';
import { InvalidParameter } from './invalidParameter';
import type { AmountInput } from './request';

/** No currency has more (ISO 4217, without the accounting unit CLF/UYW); more digits are a slip. */
const MOST_DECIMALS = 3;

/**
 * An amount as the user gave it: a text, or a number from an expression.
 *
 * @throws InvalidParameter naming `label` unless it is a plain decimal above zero (`zeroAllowed`: or zero),
 * exact at the provider, and an integer where the unit is `minor`
 */
export function parseAmount(
	value: unknown,
	unit: AmountInput['unit'],
	label: string,
	profile: Pick<ProviderProfile, 'largestMinor'>,
	zeroAllowed = false,
): AmountInput {
	const text = plainText(value, label);
	const decimal = parseDecimal(text);
	if (decimal === null) {
		throw new InvalidParameter(
			`'${label}' is not a plain amount. Write digits with a point, like 12.50: no sign, separator, currency or exponent.`,
		);
	}
	if (!zeroAllowed && /^[0]*$/.test(decimal.whole + decimal.fraction)) {
		throw new InvalidParameter(`'${label}' must be more than zero.`);
	}
	if (unit === 'minor') {
		const minor = decimal.fraction === '' ? toMinorUnits(Number(decimal.whole)) : null;
		if (decimal.fraction !== '') {
			throw new InvalidParameter(
				`'${label}' must be a whole number while '${labels.amountUnit}' is '${labels.amountUnits.minor}'.`,
			);
		}
		if (minor === null || minor > profile.largestMinor) throw tooLarge(label);
		return { unit, minor };
	}
	if (decimal.fraction.length > MOST_DECIMALS) {
		throw new InvalidParameter(`'${label}' has more than ${MOST_DECIMALS} decimals.`);
	}
	// The currency is not known yet; two digits is what nearly all have, and the read checks again.
	const minor = decimalToMinor(decimal, Math.max(2, decimal.fraction.length));
	if (minor === null || minor > profile.largestMinor) throw tooLarge(label);
	return { unit, decimal };
}

/** @throws InvalidParameter unless above 0 and at most 100, with at most four decimals */
export function parsePercent(value: unknown): Percentage {
	const percentage = parsePercentage(plainText(value, labels.percentage));
	if (percentage !== null) return percentage;
	throw new InvalidParameter(
		`'${labels.percentage}' must be more than 0 and at most 100, with at most four decimals, like 12.5.`,
	);
}

function plainText(value: unknown, label: string): string {
	// A number's shortest text is exact; NaN, Infinity and 1e21 don't survive the grammar.
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') {
		throw new InvalidParameter(`'${label}' must be a text or a number, not ${kindOf(value)}.`);
	}
	const text = value.trim();
	if (text === '')
		throw new InvalidParameter(`'${label}' is empty. Nothing is refunded without an amount.`);
	return text;
}

function kindOf(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	return Array.isArray(value) ? 'a list' : `of type ${typeof value}`;
}

function tooLarge(label: string): InvalidParameter {
	return new InvalidParameter(`'${label}' is too large to be exact.`);
}
