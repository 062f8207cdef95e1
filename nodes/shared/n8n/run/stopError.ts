import { NodeOperationError, type INode } from 'n8n-workflow';
import type { FailureItem } from '../items/items';

/** A failed item and where it stands in the input. */
export interface FailedItem {
	readonly index: number;
	readonly item: FailureItem;
}

/**
 * The error of "Stop Workflow". Built from plain data: the request error underneath holds headers and is dropped, and
 * n8n's own texts would invite a retry of what may have gone through.
 *
 * @param unknown every item whose outcome is not known: each is named, since nobody would look for it otherwise
 * @param made how many items of this run have their refund
 */
export function stopError(
	node: INode,
	{ index, item }: FailedItem,
	unknown: readonly FailedItem[],
	made: number,
): NodeOperationError {
	const rest = [withoutTitle(item), alsoUnknown(unknown), remembered(made)].filter(Boolean);
	const error = new NodeOperationError(node, item.error, {
		itemIndex: index,
		description: rest.join(' '),
	});
	Object.assign(error.context, item.details);
	return error;
}

function alsoUnknown(unknown: readonly FailedItem[]): string {
	if (unknown.length < 2) return '';
	const names = unknown.map(({ index, item: { details } }) => {
		const reference = details.reference ? `, reference ${details.reference}` : '';
		return `item ${index} (invoice ${details.invoiceId ?? 'not known'}${reference})`;
	});
	return `The outcome of ${unknown.length} items is not known: ${names.join('; ')}.`;
}

function remembered(made: number): string {
	if (made === 0) return '';
	return made === 1
		? '1 item has its refund and is remembered: running again sends nothing for it.'
		: `${made} items have their refund and are remembered: running again sends nothing for them.`;
}

/** n8n shows the description right below the message; the same sentence twice reads like two faults. */
function withoutTitle({ error, message }: FailureItem): string {
	const more = message.startsWith(error) ? message.slice(error.length).trimStart() : '';
	return more === '' ? message : more;
}
