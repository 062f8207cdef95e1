import { isUuid } from '../../ledger/ids';
import {
	checkFields,
	inWords,
	instant,
	integer,
	listOf,
	looseObject,
	objectOf,
	oneOf,
	optional,
	required,
	text,
	type Check,
	type Field,
} from '../../wire/fields';
import { isObject } from '../../wire/incoming';
import { layerRefusal } from './errors';

/** [D] by an older page; [ND] whether the newest one still takes it. */
export const REFUND_METHODS = ['CASH', 'CHECK', 'CREDIT_CARD', 'ACH', 'STORE_CREDIT', 'OTHER'];

/** [D] One of `AccountId` with an id, or `StableName`. */
const account: Check = (value, path) => {
	const fits =
		isObject(value) &&
		((value['type'] === 'AccountId' && typeof value['id'] === 'string' && isUuid(value['id'])) ||
			(value['type'] === 'StableName' && typeof value['stable_name'] === 'string'));
	return fits ? [] : [{ path, issue: 'is not an account identifier', kind: 'invalid' }];
};

const uuidText: Check = (value, path) =>
	typeof value === 'string' && isUuid(value)
		? []
		: [{ path, issue: 'must be a UUID', kind: 'invalid' }];

const tags = listOf(
	0,
	objectOf({
		key: required(text(1, 255)),
		value: required(text(1, 255)),
		dimension_display_name: optional(text(0, 255)),
		value_display_name: optional(text(0, 255)),
	}),
);

/** Fields that may describe a refund, an allocation or a payment. */
const DESCRIPTION: Readonly<Record<string, Field>> = {
	external_id: optional(text(1, 255)), // [ND] its longest length
	tags: optional(tags),
	memo: optional(text(0, 2000)),
	metadata: optional(looseObject(1024)), // [D] 1 KB by the newest sample
	reference_number: optional(text(0, 255)),
};

const PAYMENT: Readonly<Record<string, Field>> = {
	refund_processing_fee: optional(integer(0)),
	processor: optional(text(0, 255)),
	refunded_payment_fees: optional(
		listOf(
			0,
			objectOf({
				account: required(account),
				fee_amount: required(integer(0)),
				description: optional(text(0, 255)),
			}),
		),
	),
	payment_clearing_account_identifier: optional(account),
};

const LINE_ITEMS = optional(
	listOf(
		1,
		objectOf({
			...DESCRIPTION,
			amount: required(integer(1)),
			account_identifier: optional(account),
			prepayment_account_identifier: optional(account),
		}),
	),
);

/** The dedicated body [D, from its sample]: no total amount anywhere, only `line_items[].amount`. */
export const DEDICATED: Readonly<Record<string, Field>> = {
	...DESCRIPTION,
	...PAYMENT,
	completed_at: required(instant), // [C] the vendor's own client always sends it
	method: optional(oneOf(REFUND_METHODS)), // disputed: the client sends it, the newest sample does not
	account_identifier: optional(account),
	line_items: LINE_ITEMS,
};

/** The simple general form [D]: one target, refunded in full, no amount. */
export const SIMPLE: Readonly<Record<string, Field>> = {
	...DESCRIPTION,
	...PAYMENT,
	completed_at: required(instant),
	method: optional(oneOf(REFUND_METHODS)),
	invoice_id: optional(uuidText),
	invoice_external_id: optional(text(1, 255)),
};

/** The itemized general form [D, from update samples]: explicit amounts. */
export const ITEMIZED: Readonly<Record<string, Field>> = {
	...DESCRIPTION,
	refunded_amount: required(integer(1)),
	completed_at: required(instant),
	allocations: required(
		listOf(
			1,
			objectOf({
				...DESCRIPTION,
				total_amount: required(integer(1)),
				line_items: LINE_ITEMS,
				invoice_id: optional(uuidText),
				invoice_external_id: optional(text(1, 255)),
			}),
		),
	),
	payments: optional(
		listOf(
			0,
			objectOf({
				...DESCRIPTION,
				...PAYMENT,
				refunded_amount: required(integer(1)),
				completed_at: required(instant),
				method: optional(oneOf(REFUND_METHODS)),
			}),
		),
	),
};

/** Refuses a body with unknown, missing or unfit fields. [ND, strict] for the unknown ones. */
export function assertLayerFields(
	body: Readonly<Record<string, unknown>>,
	fields: Readonly<Record<string, Field>>,
): void {
	const issues = checkFields(body, fields);
	if (issues.length > 0) throw layerRefusal(400, inWords(issues));
}
