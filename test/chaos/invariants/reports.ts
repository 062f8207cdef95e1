import type { INodeExecutionData } from 'n8n-workflow';
import type { RunResult } from '../../n8n/harness';
import type { Wish } from '../wish';
import type { Execution } from '../story';

/** What the node said about one item. */
export interface Report {
	readonly wish: Wish;
	readonly itemIndex: number;
	/** Which view it is from: one, or two with two branches. */
	readonly branch: number;
	readonly outcome: string;
	readonly code: string | null;
	readonly amountMinor: number | null;
	readonly refundId: string | null;
	readonly confirmedMinor: number | null;
	readonly text: string;
}

/** All words of an execution: of its items, and of the error that ended it. */
export function reportsOf({ results, batch }: Execution): readonly Report[] {
	return (results ?? []).flatMap((view, branch) => [
		...[...view.main, ...view.error].flatMap((item) => {
			const index = indexOf(item);
			const wish = index === null ? undefined : batch.wishes[index];
			return index === null || wish === undefined ? [] : [reportOf(item.json, wish, index, branch)];
		}),
		...thrownBy(view, batch.wishes, branch),
	]);
}

export function indexOf({ pairedItem }: INodeExecutionData): number | null {
	const pair = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	if (typeof pair === 'number') return pair;
	return pair?.item ?? null;
}

/** With Stop Workflow the facts of the first failed item are on the error. */
function thrownBy(view: RunResult, wishes: readonly Wish[], branch: number): readonly Report[] {
	const context: unknown = view.failed && 'context' in view.failed ? view.failed.context : null;
	if (!isObject(context) || typeof context.itemIndex !== 'number' || !('outcome' in context))
		return [];
	const wish = wishes[context.itemIndex];
	return wish ? [reportOf({ error: '', details: context }, wish, context.itemIndex, branch)] : [];
}

function reportOf(json: object, wish: Wish, itemIndex: number, branch: number): Report {
	const said: unknown = 'details' in json ? json.details : json;
	const told = isObject(said) ? said : {};
	const text = (name: string) => (typeof told[name] === 'string' ? told[name] : null);
	const number = (name: string) => (typeof told[name] === 'number' ? told[name] : null);
	return {
		wish,
		itemIndex,
		branch,
		outcome: text('outcome') ?? 'none',
		code: text('code'),
		amountMinor: number('amountMinor'),
		refundId: text('refundId'),
		confirmedMinor: number('confirmedMinor'),
		text: JSON.stringify(json),
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
