import { createHash } from 'node:crypto';
import type { Facts } from '../story';
import { accountNameOf, businessOf, ORIGIN } from '../world/books';

/** The key as docs/concepts.md fixes it, written here once more so that a slip in the package shows. */
export function keyOf(
	{ provider, accounts }: Pick<Facts, 'provider' | 'accounts'>,
	account: number,
	invoiceId: string,
	reference: string,
): string {
	const place = provider === 'duro' ? 'test' : `custom:${ORIGIN}`;
	// With a business the credential has no name of an account: the business tells them apart.
	const business = businessOf(provider, account);
	const isNamed = accounts === 2 && business === null;
	const environment = isNamed ? `${place}#${accountNameOf(account)}` : place;
	const name = [provider, environment, business ?? '', invoiceId, reference.toLowerCase()];
	const hash = createHash('sha256').update(JSON.stringify(name)).digest('hex');
	return `n8nr1-${hash.slice(0, 40)}`;
}
