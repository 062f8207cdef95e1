import type { IDataObject } from 'n8n-workflow';
import type { Word } from './script';

/** An item of the node, reduced to what is judged. Amounts in minor units of a two-decimal currency; undefined where the item has no such field. */
export interface Said {
	readonly word: Word;
	readonly refundId: string | null | undefined;
	readonly invoiceId: string | null | undefined;
	readonly amountMinor: number | null | undefined;
	/** Tax included. */
	readonly totalMinor: number | null | undefined;
	readonly refundableMinor: number | null | undefined;
	readonly refundedMinor: number | null | undefined;
	readonly paidMinor: number | null | undefined;
	readonly confirmedMinor: number | null | undefined;
	/** Every text of it, for the report. */
	readonly text: string;
}

/** Reads a success, a failure, a check or a looked-up row. */
export function saidIn(json: IDataObject): Said {
	const details = json.details;
	if (isObject(details)) {
		const word: Word = `${String(details.outcome)} ${String(details.code)}` as Word; // checked by the comparison with what is expected
		return { ...facts(details), word, text: String(json.message ?? '') };
	}
	return { ...facts(json), word: wordOf(json), text: JSON.stringify(json) };
}

function wordOf(json: IDataObject): Word {
	const would = json.wouldRefund ?? json.allowed;
	if (typeof would === 'boolean') {
		if (json.alreadyRefunded === true) return 'would not: alreadyRefunded';
		if (would) return 'would refund';
		const [reason] = Array.isArray(json.reasons) ? json.reasons : [];
		return `would not: ${String(isObject(reason) ? reason.code : 'nothing')}`;
	}
	switch (json.outcome) {
		case 'refunded':
		case 'pending':
		case 'alreadyRefunded':
			return json.outcome;
		default:
			return 'shown';
	}
}

function facts(json: IDataObject): Omit<Said, 'word' | 'text'> {
	const amountMinor = minorOf(json, 'amount');
	return {
		refundId: textOf(json.refundId),
		invoiceId: textOf(json.invoiceId),
		amountMinor,
		totalMinor: 'total' in json ? minorOf(json, 'total') : withTax(json, amountMinor),
		refundableMinor: minorOf(json, 'refundable'),
		refundedMinor: minorOf(json, 'refunded'),
		paidMinor: minorOf(json, 'paid'),
		confirmedMinor: minorOf(json, 'confirmed'),
	};
}

/** `amountMinor`, else `amount` as a decimal; undefined where neither is there. */
function minorOf(json: IDataObject, name: string): number | null | undefined {
	const minor = json[`${name}Minor`];
	if (typeof minor === 'number' || minor === null) return minor;
	const text = json[name];
	if (text === null || text === undefined) return text;
	// the seed has invoices in currencies without decimals, which the lists show as well
	const match = /^(\d+)\.(\d{2})$/.exec(typeof text === 'string' ? text : '');
	if (match === null) return undefined;
	return Number(`${match[1] ?? ''}${match[2] ?? ''}`);
}

/** Before `total` there was `taxMinor`, null where the provider adds no tax or tells none. */
function withTax(json: IDataObject, amountMinor: number | null | undefined) {
	const { taxMinor } = json;
	if (taxMinor === undefined || typeof amountMinor !== 'number') return undefined;
	if (typeof taxMinor === 'number') return amountMinor + taxMinor;
	return json.provider === 'revolv3' ? null : amountMinor;
}

function textOf(value: unknown): string | null | undefined {
	return typeof value === 'string' || value === null ? value : undefined;
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
