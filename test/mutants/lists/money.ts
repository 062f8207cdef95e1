import { mutant, type Mutant } from '../mutant';

const DECIMAL = 'nodes/shared/money/decimal.ts';
const PERCENTAGE = 'nodes/shared/money/percentage.ts';
const REQUEST = 'nodes/shared/engine/request/parseRequest.ts';
const PARSE = 'nodes/shared/engine/request/parseMoney.ts';
const UNIT = 'test/unit/money';

/** From what was typed to minor units. */
export const moneyMutants: readonly Mutant[] = [
	mutant(
		'Multiplies instead of moving digits',
		DECIMAL,
		"toMinorUnits(Number(decimal.whole + fraction.padEnd(exponent, '0')))",
		'toMinorUnits(Math.round(Number(`${decimal.whole}.${fraction}`) * 10 ** exponent))',
		UNIT,
	),
	mutant(
		'Cuts off digits the currency does not have',
		DECIMAL,
		'if (fraction.length > exponent) return null;',
		'if (fraction.length > exponent)\n\t\treturn toMinorUnits(Number(decimal.whole + fraction.slice(0, exponent)));',
		UNIT,
	),
	mutant(
		'Reads "1e3" and ".5" as amounts',
		DECIMAL,
		'/^(0|[1-9]\\d*)(?:\\.(\\d+))?$/',
		'/^(\\d*)(?:\\.(\\d+))?(?:e\\d+)?$/',
		UNIT,
	),
	mutant(
		'Rounds shares down',
		PERCENTAGE,
		'(2n * BigInt(total) * BigInt(part) + divisor) / (2n * divisor)',
		'(BigInt(total) * BigInt(part)) / divisor',
		UNIT,
	),
	mutant(
		'Reckons shares with floats',
		PERCENTAGE,
		'toMinorUnits(Number(share))',
		'toMinorUnits(Math.round((total * part) / whole))',
		UNIT,
	),
	mutant(
		'Takes more than a hundred percent',
		PERCENTAGE,
		'scaled > 0 && scaled <= HUNDRED_PERCENT',
		'scaled > 0',
		UNIT,
	),
	mutant(
		'Refunds everything where the type is not known',
		REQUEST,
		"\t\tdefault:\n\t\t\tthrow new InvalidParameter(\n\t\t\t\t`'${labels.refundType}' must be",
		"\t\tdefault:\n\t\t\tif (raw) return { type: 'full' };\n\t\t\tthrow new InvalidParameter(\n\t\t\t\t`'${labels.refundType}' must be",
		'test/n8n/badInput.test.ts',
	),
	mutant(
		'Takes zero for an amount',
		PARSE,
		'if (!zeroAllowed && /^[0]*$/',
		'if (false && /^[0]*$/',
		'test/n8n/badInput.test.ts',
	),
	mutant(
		'Ignores a limit that cannot be read',
		REQUEST,
		'name in options ? parseAmount',
		'Number(options[name]) > 0 ? parseAmount',
		'test/n8n/badInput.test.ts',
	),
];
