import type { IDataObject } from 'n8n-workflow';
import type { RefusalCode, UnknownCode } from '../../nodes/shared/engine/result/result';
import type { RunResult } from '../n8n/harness';

/** What a run may say of one refund. */
export type Word =
	'refunded' | 'pending' | 'alreadyRefunded' | `refused ${RefusalCode}` | `unknown ${UnknownCode}`;

export const UNKNOWN = 'unknown outcomeUnknown';
export const OTHERWISE = 'unknown confirmedOtherwise';

/** The facts of what was said: a success's own fields, or a failure's `details`. */
export interface Said {
	readonly word: Word;
	readonly facts: IDataObject;
	/** Everything that left the node, as text. */
	readonly text: string;
	readonly isFailure: boolean;
}

/** What a run says with. */
export type Saying = Pick<RunResult, 'main' | 'error' | 'failed'>;

/** What was said of the first item, or by the error that stopped the run. */
export function saidBy(result: Saying, index = 0): Said {
	const items = [...result.main, ...result.error];
	const item = items.find(({ pairedItem }) => pairedIndex(pairedItem) === index);
	if (item) return saidIn(item.json);
	if (!result.failed) throw new Error(`Nothing was said of item ${index}`);
	const { message, description, context } = result.failed;
	return {
		...saidIn({ error: message, message: description ?? '', details: context }),
		text: JSON.stringify(result.failed),
	};
}

function saidIn(json: IDataObject): Said {
	const text = JSON.stringify(json);
	const details = json.details as IDataObject | undefined; // as `assertShape` proves
	const facts = details ?? json;
	const parts = details ? [facts.outcome, facts.code] : [facts.outcome];
	return { word: parts.join(' ') as Word, facts, text, isFailure: details !== undefined };
}

function pairedIndex(paired: unknown): number | null {
	if (typeof paired === 'number') return paired;
	if (typeof paired !== 'object' || paired === null || !('item' in paired)) return null;
	return Number(paired.item);
}
