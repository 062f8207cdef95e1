import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import type { FailureItem } from './items';

/**
 * The error of "Stop Workflow". Built from plain data: the request error underneath holds headers and is dropped,
 * and n8n's own texts would invite a retry of what may have gone through (n8n.md B3).
 *
 * @param made how many items of this run have their refund
 */
export function stopError(
	node: INode,
	failure: FailureItem,
	itemIndex: number,
	made: number,
): NodeOperationError {
	const rest =
		made === 0
			? ''
			: ` ${made} ${made === 1 ? 'item has its refund and is' : 'items have their refund and are'} remembered: running again sends nothing for ${made === 1 ? 'it' : 'them'}.`;
	const error = new NodeOperationError(node, failure.error, {
		itemIndex,
		description: `${withoutTitle(failure)}${rest}`,
	});
	Object.assign(error.context, failure.details);
	return error;
}

/** n8n shows the description right below the message; the same sentence twice reads like two faults. */
function withoutTitle({ error, message }: FailureItem): string {
	const more = message.startsWith(error) ? message.slice(error.length).trimStart() : '';
	return more === '' ? message : more;
}
