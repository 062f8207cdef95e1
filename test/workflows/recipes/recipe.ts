import type { BookedRefund, FaultRule, ProviderId } from '../../../sandbox/types';

/** A JSON object, as an item or an answer holds it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The sandbox's books, wherever the sandbox runs. */
export interface Books {
	/** The truth: what is booked at a provider, in the order it was booked. */
	refunds(provider: ProviderId): Promise<readonly BookedRefund[]>;
	/** How many refund-creating requests arrived at all providers so far. */
	writes(): Promise<number>;
	fault(rule: FaultRule): Promise<void>;
	clearFaults(): Promise<void>;
	settle(refundId: string, status: string): Promise<void>;
	/** Back to the seed. What n8n remembers stays. */
	reset(): Promise<void>;
}

/** A request to the workflow's webhook. */
export interface Delivery {
	readonly kind: 'webhook';
	readonly body: Fields;
}

/** A form that somebody fills in, by the labels on it. */
export interface FilledForm {
	readonly kind: 'form';
	readonly fields: Readonly<Record<string, string>>;
	/** What is chosen in the form's file field. */
	readonly file?: {
		readonly label: string;
		readonly name: string;
		readonly text: string;
		/** UTF-8 unless said. */
		readonly encoding?: BufferEncoding;
		/** How many rows the report has to have. */
		readonly rows: number;
	};
}

/** The file as it goes over the wire. */
export const bytesOf = ({
	text,
	encoding,
}: NonNullable<FilledForm['file']>): Uint8Array<ArrayBuffer> =>
	new Uint8Array(Buffer.from(text, encoding ?? 'utf8'));

/** One execution of a workflow, and what has to come of it. */
export interface Step {
	readonly shows: string;
	/** The workflow that runs; by default the recipe's. */
	readonly file?: string;
	readonly faults?: readonly FaultRule[];
	readonly start: (books: Books) => Promise<Delivery | FilledForm> | Delivery | FilledForm;
	/** What the person enters whom the workflow asks, by the labels of the form. */
	readonly decision?: Readonly<Record<string, string>>;
	/** The status that the refund named in the webhook's answer takes while the workflow waits. */
	readonly settlesAs?: string;
	/** The execution fails, saying this; else it has to succeed. */
	readonly fails?: RegExp;
	/** What the webhook answers; only the fields named are compared. */
	readonly answer?: { readonly status: number; readonly body?: Fields };
	/** What comes out of these nodes, all runs and outputs in a row; only the fields named are compared. */
	readonly results: Readonly<Record<string, readonly Fields[]>>;
	/** Nodes that nothing may reach. */
	readonly notReached?: readonly string[];
	/** What is new in the books, in minor units, before tax at Revolv3. Nothing unless said. */
	readonly booked?: Partial<Readonly<Record<ProviderId, number>>>;
	/** How many refund-creating requests are sent. */
	readonly sent: number;
	/** What arrives at the ticket system's own address; only the fields named are compared. */
	readonly comments?: readonly Fields[];
}

/** How one example workflow is tried: the same for every engine that can run it. */
export interface Recipe {
	readonly title: string;
	/** The file in `workflows/`. */
	readonly file: string;
	/** Values that a user would change in the workflow's settings, by node and field. */
	readonly settings?: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
	/** The node and field that hold the ticket system's address. */
	readonly commentUrl?: { readonly node: string; readonly field: string };
	readonly steps: readonly Step[];
}
