import { isFaultKind } from '../faults/kinds';
import { type Call, type FaultRule, PROVIDER_IDS } from '../types';

const CALLS: readonly (Call | 'any')[] = [
	'refund',
	'readInvoice',
	'listInvoices',
	'readRefund',
	'listRefunds',
	'listPayments',
	'token',
	'credentialTest',
	'any',
];

/** A rule out of JSON or a form; empty fields are left out. `times` may be the word `Infinity`. */
export function readRule(said: Readonly<Record<string, unknown>>): FaultRule {
	const provider = [...PROVIDER_IDS, 'any' as const].find((id) => id === said['provider']);
	const call = CALLS.find((name) => name === said['call']);
	const { kind } = said;
	if (provider === undefined) throw new Error(`There is no provider ${String(said['provider'])}.`);
	if (call === undefined) throw new Error(`There is no call ${String(said['call'])}.`);
	if (!isFaultKind(kind)) throw new Error(`There is no fault kind ${String(kind)}.`);
	const moment = (['beforeCommit', 'afterCommit'] as const).find((name) => name === said['moment']);
	const refundStatus = said['refundStatus'];
	const { text, invoiceId } = said;
	return {
		provider,
		call,
		kind,
		...(moment === undefined ? {} : { moment }),
		...(typeof refundStatus === 'string' && refundStatus !== '' ? { refundStatus } : {}),
		...(typeof text === 'string' && text !== '' ? { text } : {}),
		...(typeof invoiceId === 'string' && invoiceId !== '' ? { invoiceId } : {}),
		...numbers(said),
	};
}

function numbers(said: Readonly<Record<string, unknown>>) {
	const found: { -readonly [Name in Numeric]?: number } = {};
	for (const name of NUMERIC) {
		const value = said[name];
		if (value === undefined || value === null || value === '') continue;
		const number = Number(value);
		if (Number.isNaN(number) || number < 0) throw new Error(`${name} is not a number.`);
		found[name] = number;
	}
	return found;
}

const NUMERIC = ['times', 'skip', 'status', 'delayMs', 'retryAfter'] as const;
type Numeric = (typeof NUMERIC)[number];
