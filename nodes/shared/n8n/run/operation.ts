import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ClaimEntry } from '../../engine/claims';
import { refusal, refused, type Failure, type Refusal, type Refused } from '../../engine/result/result';
import type { Asked } from '../items/items';
import type { Session } from './session';

/** What an item came to: one new item, as many as a list holds, or a failure. */
export type Worked =
	| { readonly json: IDataObject }
	| { readonly list: readonly IDataObject[] }
	| { readonly failure: Failure }
	/** The run is to send nothing more, and for this item nothing was sent. */
	| { readonly notBegun: true }
	/** The item steps aside; its work goes on when this resolves. */
	| { readonly wait: Promise<unknown> };

/** One item, checked and ready to be worked on. */
export interface Job {
	/** Items with the same name go one after another. */
	readonly queue: string;
	readonly asked: Asked;
	/** The key it will claim, if it has not begun in an earlier try. */
	readonly claims?: ClaimEntry;
	/** Called again after each wait. Never rejects. */
	readonly work: () => Promise<Worked>;
}

export type Prepared =
	| { readonly ok: true; readonly job: Job }
	| { readonly ok: false; readonly refusal: Refusal; readonly asked: Asked };

/** An operation in two steps: checking all items comes before working on any. */
export interface Operation {
	prepare(context: IExecuteFunctions, itemIndex: number, session: Session): Prepared;
}

/** A parameter that could not be parsed, as far as it can be shown: only texts and numbers, as they were. */
export function shown(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number'
		? String(value).trim().slice(0, 200)
		: null;
}

/** A fault of ours, before anything was sent: never blamed on the provider. */
export function internalError(bug: unknown): Refusal {
	const text = bug instanceof Error ? bug.message : 'unknown';
	return refusal('internalError', `Internal error in this node (${text}).`);
}

/** Reads only: whatever goes wrong in here, nothing was sent. */
export async function guarded<T>(work: () => Promise<T>): Promise<T | Refused> {
	try {
		return await work();
	} catch (bug) {
		return refused(internalError(bug));
	}
}
