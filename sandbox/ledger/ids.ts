import type { ProviderId } from '../types';

/** Things that get an id of their own. */
export type IdKind = 'invoice' | 'refund' | 'allocation' | 'payment' | 'customer' | 'line';

const UUID_HEAD: Readonly<Record<IdKind, string>> = {
	invoice: '1',
	refund: '2',
	allocation: '3',
	payment: '4',
	customer: '5',
	line: '6',
};

/** An id in the provider's own shape, counted up: the same number is always the same id. */
export function idFor(provider: ProviderId, kind: IdKind, number: number): string {
	switch (provider) {
		case 'duro':
			return `${kind === 'invoice' ? 'inv' : kind === 'customer' ? 'cus' : 'txn'}_${String(number).padStart(4, '0')}`;
		case 'revolv3':
			return String(
				kind === 'refund' ? 2000 + number : number < 1000 ? 1000 + number : 1e6 + number,
			);
		case 'layer':
			return uuid(`a${UUID_HEAD[kind]}000000`, number);
		case 'thredfi':
			return uuid(`b${UUID_HEAD[kind]}000000`, number);
	}
}

function uuid(head: string, number: number): string {
	return `${head}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Whether a text is a UUID in any case. */
export function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
