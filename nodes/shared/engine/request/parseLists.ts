import { labels } from '../../labels';
import { EXPONENT_WITHOUT_CURRENCY } from '../../money/currencies';
import { decimalToMinor } from '../../money/decimal';
import type { MinorUnits } from '../../money/minorUnits';
import type { ProviderProfile } from '../provider/profile';
import { InvalidParameter } from './invalidParameter';
import { parseAmount } from './parseMoney';
import type { Options } from './parseOption';
import type { AmountInput, PaymentFee, Tag } from './request';

/** Longer names of accounts are a slip; no page shows a limit. */
const LONGEST_NAME = 255;

/** Keys and values, with the names that people see in their place. @throws InvalidParameter */
export function tagsOf(value: unknown): readonly Tag[] {
	return entriesOf(value, 'tag', WRONG_TAGS).map((tag) => {
		const { key, value: content } = tag;
		if (!isText(key) || !isText(content)) throw new InvalidParameter(WRONG_TAGS);
		return {
			key: key.trim(),
			value: content,
			dimensionDisplayName: optionalText(tag.dimensionDisplayName, WRONG_TAGS),
			valueDisplayName: optionalText(tag.valueDisplayName, WRONG_TAGS),
		};
	});
}

const WRONG_TAGS = `'${labels.options.tags}' must be a list of keys and values, each a text that is not empty.`;

/** Fees of the payment that were given back, each with its account. @throws InvalidParameter */
export function paymentFeesOf(
	value: unknown,
	unit: AmountInput['unit'],
	profile: ProviderProfile,
): readonly PaymentFee[] {
	return entriesOf(value, 'fee', WRONG_FEES).map(({ account, amount, description }) => {
		if (!isText(account) || account.trim().length > LONGEST_NAME) {
			throw new InvalidParameter(WRONG_FEES);
		}
		return {
			account: account.trim(),
			feeMinor: centsOf(
				parseAmount(amount, unit, labels.options.refundedPaymentFees, profile, true),
			),
			description: optionalText(description, WRONG_FEES),
		};
	});
}

const WRONG_FEES = `'${labels.options.refundedPaymentFees}' must be a list of accounts and amounts: each account the UUID or the stable name of a ledger account.`;

/** Layer counts in cents and names no currency. */
function centsOf(fee: AmountInput): MinorUnits {
	const minor =
		fee.unit === 'minor' ? fee.minor : decimalToMinor(fee.decimal, EXPONENT_WITHOUT_CURRENCY);
	if (minor !== null) return minor;
	throw new InvalidParameter(
		`'${labels.options.refundedPaymentFees}' must hold amounts of at most ${EXPONENT_WITHOUT_CURRENCY} decimals.`,
	);
}

/** A ledger account by its UUID or stable name; null where none was given. @throws InvalidParameter */
export function accountOption({ paymentClearingAccount: value }: Options): string | null {
	const wrong = `'${labels.options.paymentClearingAccount}' must be the UUID or the stable name of a ledger account.`;
	const account = optionalText(value, wrong);
	if (account !== null && account.length > LONGEST_NAME) throw new InvalidParameter(wrong);
	return account;
}

/** The entries of a list: as n8n keeps it, under the name of its entries, or as an expression yields it. */
function entriesOf(
	value: unknown,
	name: string,
	wrong: string,
): ReadonlyArray<Readonly<Record<string, unknown>>> {
	if (value === undefined || value === null || value === '') return [];
	if (typeof value !== 'object') throw new InvalidParameter(wrong);
	const isEmpty = !Array.isArray(value) && Object.keys(value).length === 0;
	const list: unknown = isEmpty
		? []
		: name in value
			? Object.entries(value).find(([key]) => key === name)?.[1]
			: value;
	if (!Array.isArray(list)) throw new InvalidParameter(wrong);
	return list.map((entry: unknown) => {
		if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
			throw new InvalidParameter(wrong);
		}
		return { ...entry };
	});
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function optionalText(value: unknown, wrong: string): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value !== 'string') throw new InvalidParameter(wrong);
	return value.trim() || null;
}
