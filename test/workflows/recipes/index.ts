import { bulkRefunds } from './bulkRefunds';
import { chargeback } from './chargeback';
import { pendingRefund } from './pendingRefund';
import type { Recipe } from './recipe';
import { reconcile } from './reconcile';
import { supportTicket, supportTicketZendesk } from './supportTicket';

export type * from './recipe';
export { bytesOf } from './recipe';

/** Every example workflow that is tried by a recipe. */
export const RECIPES: readonly Recipe[] = [
	supportTicket,
	supportTicketZendesk,
	bulkRefunds,
	pendingRefund,
	reconcile,
	chargeback,
];
