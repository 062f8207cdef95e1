import type { Adapter, Books } from '../../shared/engine/adapter';
import { inquire } from './inquire';
import { readSnapshot } from './readSnapshot';

/** Thredfi's books: invoices, payments that name their refunds, and a list of all refunds of a business. */
export const openBooks: Adapter['openBooks'] = (http): Books => ({
	readSnapshot: async (target, key) => await readSnapshot(http, target, key),
	readBack: async (plan, refundId) => await inquire(http, plan, refundId ?? null),
});
