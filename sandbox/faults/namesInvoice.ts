import { isObject, jsonObject, type Incoming } from '../wire/incoming';

/** Whether a request names an invoice: as a path parameter, in its query, or as a value in its JSON body. */
export function namesInvoice({ params, query, bodyText }: Incoming, invoiceId: string): boolean {
	const inAddress = [...Object.values(params), ...query.values()];
	return inAddress.includes(invoiceId) || holds(jsonObject(bodyText), invoiceId);
}

function holds(value: unknown, invoiceId: string): boolean {
	if (Array.isArray(value)) return value.some((each) => holds(each, invoiceId));
	if (isObject(value)) return Object.values(value).some((each) => holds(each, invoiceId));
	return String(value) === invoiceId;
}
