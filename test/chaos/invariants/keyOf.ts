import { createHash } from 'node:crypto';
import type { ProviderId } from '../../../sandbox/types';
import { businessOf, ORIGIN } from '../world/books';

/** The key as docs/concepts.md fixes it, written here once more so that a slip in the package shows. */
export function keyOf(provider: ProviderId, invoiceId: string, reference: string): string {
	const environment = provider === 'duro' ? 'test' : `custom:${ORIGIN}`;
	const name = [provider, environment, businessOf(provider) ?? '', invoiceId, reference.toLowerCase()];
	const hash = createHash('sha256').update(JSON.stringify(name)).digest('hex');
	return `n8nr1-${hash.slice(0, 40)}`;
}
