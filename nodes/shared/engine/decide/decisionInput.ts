import type { MinorUnits } from '../../money/minorUnits';
import type { Claimed } from '../claims';
import type { InvoiceSnapshot } from '../provider/snapshot';
import type { RefundRequest } from '../request/request';
import type { Price } from './price';

/** What is recorded about the key beside the provider's own books. */
export type Known =
	| { readonly kind: 'recorded'; readonly claimed: Claimed }
	/** n8n's store could not be asked. */
	| { readonly kind: 'unavailable' };

/** Everything that a decision is made of. */
export interface DecisionInput {
	readonly request: RefundRequest;
	readonly snapshot: InvoiceSnapshot;
	readonly price: Price;
	readonly known: Known;
	/** The claim's name: the key, or that of the new attempt after a declined refund. */
	readonly claimName: string;
	/** What this execution has refunded so far, tax included; null when other currencies are in it. */
	readonly runTotalMinor: MinorUnits | null;
	/** The moment of planning, ISO 8601 UTC. */
	readonly now: string;
}
