import { isWireObject } from '../../shared/engine/readAnswer';

/** Deliveries spell `InvoiceId` where the API spells `invoiceId`: the same value with the API's keys. */
export function camelCased(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(camelCased);
	if (!isWireObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key.charAt(0).toLowerCase() + key.slice(1),
			camelCased(inner),
		]),
	);
}
