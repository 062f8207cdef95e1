import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProviderFacts } from '../engine/facts';
import type { RawListing } from '../engine/parseListing';
import { booleanParameter } from '../engine/parseOption';
import type { Parsed, RawParameters } from '../engine/rawParameters';
import { refusal } from '../engine/result';

/** The parameters of one item as n8n resolves them; a refusal where an expression can't be resolved. */
export function readParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
): Parsed<RawParameters> {
	return guarded(() => {
		const read = (name: string) => context.getNodeParameter(name, itemIndex, undefined);
		const refundType = read('refundType');
		return {
			...targetParameters(context, itemIndex, facts),
			refundType,
			// A field that is not shown is absent altogether: n8n throws unless a fallback is given.
			amount: refundType === 'amount' ? context.getNodeParameter('amount', itemIndex, '') : null,
			percentage:
				refundType === 'percentage' ? context.getNodeParameter('percentage', itemIndex, '') : null,
			amountUnit: context.getNodeParameter('amountUnit', itemIndex, 'major'),
			reference: context.getNodeParameter('reference', itemIndex, ''),
			...howReferenceIsGiven(context, itemIndex),
			method:
				facts.methods.length > 0 ? context.getNodeParameter('method', itemIndex, 'OTHER') : null,
			completedAt:
				facts.methods.length > 0 ? context.getNodeParameter('completedAt', itemIndex, '') : null,
			options: withRunLimit(
				context.getNodeParameter('options', itemIndex, {}),
				context.getNodeParameter('options', 0, {}),
			),
			runAmountUnit: context.getNodeParameter('amountUnit', 0, 'major'),
		};
	});
}

/** One run has one `maximumTotal`, the first item's: a later item must not raise it, nor leave it out. */
function withRunLimit(own: unknown, first: unknown): unknown {
	if (!isCollection(own) || !isCollection(first)) return own;
	const others = Object.entries(own).filter(([name]) => name !== 'maximumTotal');
	const limit = 'maximumTotal' in first ? { maximumTotal: first.maximumTotal } : {};
	return { ...Object.fromEntries(others), ...limit };
}

function isCollection(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which invoice; a refusal where an expression can't be resolved. */
export function readTarget(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
): Parsed<TargetParameters> {
	return guarded(() => targetParameters(context, itemIndex, facts));
}

/** Which refund; a refusal where an expression can't be resolved. */
export function readRefundTarget(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
): Parsed<{ readonly businessId: unknown; readonly refundId: unknown }> {
	return guarded(() => ({
		businessId: businessOf(context, itemIndex, facts),
		refundId: context.getNodeParameter('refundId', itemIndex, ''),
	}));
}

/** What of which list. @param ofInvoice whether it is the list of one invoice's refunds */
export function readListing(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
	ofInvoice: boolean,
): Parsed<RawListing> {
	return guarded(() => {
		const { businessId, invoiceId } = ofInvoice
			? targetParameters(context, itemIndex, facts)
			: { businessId: businessOf(context, itemIndex, facts), invoiceId: null };
		return {
			businessId,
			invoiceId,
			returnAll: context.getNodeParameter('returnAll', itemIndex, false),
			limit: context.getNodeParameter('limit', itemIndex, DEFAULT_LIMIT),
			filters: context.getNodeParameter('filters', itemIndex, {}),
		};
	});
}

const DEFAULT_LIMIT = 50;

/** `simplify`, which for all operations decides whether the provider's own answer is shown. */
export function readSimplify(context: IExecuteFunctions, itemIndex: number): Parsed<boolean> {
	return guarded(() =>
		booleanParameter(context.getNodeParameter('simplify', itemIndex, true), 'simplify'),
	);
}

/** The options collection of the first item, which steers the run. */
export function readFirstOptions(context: IExecuteFunctions): Parsed<unknown> {
	return guarded(() => context.getNodeParameter('options', 0, {}));
}

type TargetParameters = Pick<RawParameters, 'businessId' | 'invoiceId'>;

function targetParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	facts: ProviderFacts,
): TargetParameters {
	return {
		businessId: businessOf(context, itemIndex, facts),
		invoiceId: context.getNodeParameter('invoiceId', itemIndex, '', { extractValue: true }),
	};
}

function businessOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ needsBusinessId }: ProviderFacts,
): unknown {
	return needsBusinessId ? context.getNodeParameter('businessId', itemIndex, '') : null;
}

/** n8n hands the values of an AI model over through `$fromAI`, which it also knows in other spellings. */
const FROM_MODEL = /\$fromai\b/i;

function howReferenceIsGiven(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<RawParameters, 'referenceIsExpression' | 'referenceFromModel'> {
	const raw: unknown = context.getNodeParameter('reference', itemIndex, '', {
		rawExpressions: true,
	});
	const referenceIsExpression = typeof raw === 'string' && raw.startsWith('=');
	return {
		referenceIsExpression,
		referenceFromModel: referenceIsExpression && FROM_MODEL.test(raw),
	};
}

function guarded<T>(read: () => T): Parsed<T> {
	try {
		return { ok: true, value: read() };
	} catch (thrown) {
		const words = thrown instanceof Error ? thrown.message : 'unknown reason';
		return {
			ok: false,
			refusal: refusal('invalidParameter', `A parameter could not be read: ${words}`),
		};
	}
}
