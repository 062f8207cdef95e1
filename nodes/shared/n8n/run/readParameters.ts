import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import type { ProviderProfile } from '../../engine/provider/profile';
import type { RawListing } from '../../engine/request/parseListing';
import { booleanParameter } from '../../engine/request/parseOption';
import { faultOfParts } from '../../engine/request/parseParts';
import { amountLabel } from '../../engine/decide/price';
import type { RawParameters } from '../../engine/request/rawParameters';
import { type Result, refusal } from '../../engine/result/result';
import { labels } from '../../labels';
import { expressionParts, isExpression } from './expressionParts';

type Value = INodeParameters[string];
type TargetParameters = Pick<RawParameters, 'businessId' | 'invoiceId'>;

/**
 * The parameters of one item as n8n resolves them. One that can't be read is named in `unreadable` and left empty, so
 * that the item can be refused under its invoice and reference.
 */
export function readParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	profile: ProviderProfile,
): Result<RawParameters> {
	const reader = new Reader(context, itemIndex);
	const first = new Reader(context, 0, ' of the first item');
	const keepsBooks = profile.methods.length > 0;
	const runLimit = runLimitOf(first);
	const refundType = reader.read('refundType', labels.refundType);
	const raw = {
		...targetOf(reader, profile),
		refundType,
		amount: refundType === 'amount' ? reader.read('amount', amountLabel(profile)) : null,
		percentage: refundType === 'percentage' ? reader.read('percentage', labels.percentage) : null,
		amountUnit: reader.read('amountUnit', labels.amountUnit, 'major'),
		...referenceOf(reader),
		method: keepsBooks ? reader.read('method', labels.method, 'OTHER') : null,
		completedAt: keepsBooks ? reader.read('completedAt', labels.completedAt) : null,
		options: withRunLimit(optionsOf(reader), runLimit),
		...('maximumTotal' in runLimit
			? { runAmountUnit: first.read('amountUnit', labels.amountUnit, 'major') }
			: {}),
	};
	return { ok: true, value: { ...raw, unreadable: first.unreadable ?? reader.unreadable } };
}

/** Which invoice; a refusal where an expression can't be resolved, or has a hole. */
export function readTarget(
	context: IExecuteFunctions,
	itemIndex: number,
	profile: ProviderProfile,
): Result<TargetParameters> {
	return reading(context, itemIndex, (reader) => targetOf(reader, profile));
}

/** Which refund; a refusal where an expression can't be resolved, or has a hole. */
export function readRefundTarget(
	context: IExecuteFunctions,
	itemIndex: number,
	profile: ProviderProfile,
): Result<{ readonly businessId: unknown; readonly refundId: unknown }> {
	return reading(context, itemIndex, (reader) => ({
		businessId: businessOf(reader, profile),
		refundId: reader.readName('refundId', labels.refundId),
	}));
}

/** What of which list. @param ofInvoice whether it is the list of one invoice's refunds */
export function readListing(
	context: IExecuteFunctions,
	itemIndex: number,
	profile: ProviderProfile,
	ofInvoice: boolean,
): Result<RawListing> {
	return reading(context, itemIndex, (reader) => ({
		...(ofInvoice
			? targetOf(reader, profile)
			: { businessId: businessOf(reader, profile), invoiceId: null }),
		returnAll: reader.read('returnAll', labels.returnAll, false),
		limit: reader.read('limit', labels.limit, DEFAULT_LIMIT),
		filters: reader.readCollection('filters', labels.filtersCollection, labels.filters),
	}));
}

const DEFAULT_LIMIT = 50;

/** `simplify`, which for all operations decides whether the provider's own answer is shown. */
export function readSimplify(context: IExecuteFunctions, itemIndex: number): Result<boolean> {
	const read = reading(context, itemIndex, (reader) =>
		reader.read('simplify', labels.simplify, true),
	);
	return read.ok ? booleanParameter(read.value, 'simplify') : read;
}

/** The options of the first item that steer how the run goes; no other is resolved. */
export function readFirstOptions(context: IExecuteFunctions): Result<unknown> {
	const first = new Reader(context, 0, ' of the first item');
	return readable(first, pick(first, ['concurrency']));
}

/** Of these the first item's count for the whole run; those of any other item are not even read. */
const RUN_OPTIONS: readonly string[] = ['concurrency', 'maximumTotal'];

/**
 * One run has one `maximumTotal`, the first item's, in the first item's `amountUnit`: a later item must not raise it,
 * nor leave it out. Where it can't be read, no item may be sent.
 */
function runLimitOf(first: Reader): Readonly<Record<string, unknown>> {
	return pick(first, ['maximumTotal']);
}

function withRunLimit(own: unknown, limit: Readonly<Record<string, unknown>>): unknown {
	return isCollection(own) ? { ...own, ...limit } : own;
}

/** Those of the named options that were added. */
function pick(reader: Reader, names: readonly string[]): Readonly<Record<string, unknown>> {
	const options = reader.readCollection(
		'options',
		labels.optionsCollection,
		labels.options,
		(name) => names.includes(name),
	);
	return isCollection(options) ? options : {};
}

function optionsOf(reader: Reader): unknown {
	return reader.readCollection(
		'options',
		labels.optionsCollection,
		labels.options,
		(name) => !RUN_OPTIONS.includes(name),
	);
}

function targetOf(reader: Reader, profile: ProviderProfile): TargetParameters {
	return {
		businessId: businessOf(reader, profile),
		invoiceId: reader.readName('invoiceId', labels.invoiceId, { extractValue: true }),
	};
}

function businessOf(reader: Reader, { needsBusinessId }: ProviderProfile): unknown {
	return needsBusinessId ? reader.readName('businessId', labels.businessId) : null;
}

/** n8n hands the values of an AI model over through `$fromAI`, which it also knows in other spellings. */
const FROM_MODEL = /\$fromai\b/i;

function referenceOf(
	reader: Reader,
): Pick<RawParameters, 'reference' | 'referenceIsExpression' | 'referenceFromModel'> {
	const raw = reader.raw('reference', labels.reference);
	const referenceIsExpression = isExpression(raw);
	const referenceFromModel = referenceIsExpression && FROM_MODEL.test(raw);
	const reference = referenceFromModel
		? reader.read('reference', labels.reference)
		: reader.readName('reference', labels.reference);
	return { reference, referenceIsExpression, referenceFromModel };
}

/** Reads the parameters of one item, each by itself; the first that can't be read is kept in words. */
class Reader {
	unreadable: string | null = null;

	/** @param ofItem goes behind the name of a parameter that can't be read */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
		private readonly ofItem = '',
	) {}

	/** A field that is not shown is absent altogether: n8n throws unless a fallback is given. */
	read(
		name: string,
		label: string,
		fallback: Value = '',
		options: { extractValue?: boolean } = {},
	): unknown {
		return this.attempt(label, () =>
			this.context.getNodeParameter(name, this.itemIndex, fallback, options),
		);
	}

	/** As the user wrote it: an expression is not resolved. */
	raw(name: string, label: string): unknown {
		return this.attempt(label, () =>
			this.context.getNodeParameter(name, this.itemIndex, '', { rawExpressions: true }),
		);
	}

	/** A text that names something: an expression with a hole in it names something else. */
	readName(name: string, label: string, options: { extractValue?: boolean } = {}): unknown {
		const given = this.raw(name, label);
		const raw = isCollection(given) ? given.value : given;
		const value = this.read(name, label, '', options);
		if (!isExpression(raw)) return value;
		const parts = this.attempt(label, () => expressionParts(this.context, this.itemIndex, raw));
		this.unreadable ??= faultOfParts(parts ?? [], label);
		return value;
	}

	/** Each member by itself, so that one that can't be resolved is named and those left out do no harm. */
	readCollection(
		name: string,
		label: string,
		labelsOf: Readonly<Record<string, string>>,
		wanted: (member: string) => boolean = () => true,
	): unknown {
		const raw = this.raw(name, label);
		if (!isCollection(raw)) {
			const whole = this.read(name, label, {});
			return isCollection(whole) ? only(whole, wanted) : whole;
		}
		const members = Object.keys(raw).filter(wanted);
		return Object.fromEntries(
			members.map((member) => [
				member,
				this.read(`${name}.${member}`, labelsOf[member] ?? member, null),
			]),
		);
	}

	private attempt<T>(label: string, read: () => T): T | null {
		try {
			return read();
		} catch (thrown) {
			const words = thrown instanceof Error ? thrown.message : 'unknown reason';
			this.unreadable ??= `'${label}'${this.ofItem} could not be read: ${words}`;
			return null;
		}
	}
}

function only(
	collection: Readonly<Record<string, unknown>>,
	wanted: (member: string) => boolean,
): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(collection).filter(([member]) => wanted(member)));
}

function isCollection(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reading<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	read: (reader: Reader) => T,
): Result<T> {
	const reader = new Reader(context, itemIndex);
	return readable(reader, read(reader));
}

function readable<T>({ unreadable }: Reader, value: T): Result<T> {
	return unreadable === null
		? { ok: true, value }
		: { ok: false, refusal: refusal('invalidParameter', unreadable) };
}
