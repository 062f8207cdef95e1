import type { IDataObject } from 'n8n-workflow';

/**
 * An item under the output contract that holds from the next release: `total` in place of `taxMinor`. Reads what the
 * node says today, so that the same expectations hold before and after; an item that has `total` is left alone.
 */
export function underContract(item: IDataObject): IDataObject {
	if (!('outcome' in item) || 'total' in item) return item;
	const { amountMinor, taxMinor, amount, provider } = item;
	if (provider !== 'revolv3') return { ...item, total: amount };
	const known = typeof amountMinor === 'number' && typeof taxMinor === 'number';
	return { ...item, total: known ? ((amountMinor + taxMinor) / 100).toFixed(2) : null };
}
