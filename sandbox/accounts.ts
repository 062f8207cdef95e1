import { enterInvoice, enterRefund } from './bookkeeping';
import { BUSINESSES, SECOND_CREDENTIALS } from './credentials';
import type { Ledger } from './ledger/ledger';
import { TokenBook } from './ledger/tokens';
import type { Call, ProviderId, SandboxAccount } from './types';
import { basic, bearer, type Incoming } from './wire/incoming';
import type { World } from './world';

/** Both accounts that a server serves; a server may keep only one. */
export interface Worlds {
	readonly world: World;
	readonly second?: World;
}

/** The second account beside a first: own credentials, tokens and books; clock, switches and waits are shared. */
export function secondWorld(first: World, ledger: Ledger): World {
	return {
		...first,
		account: 'second',
		ledger,
		tokens: new TokenBook(first.clock, 'second'),
		credentials: SECOND_CREDENTIALS,
		businesses: BUSINESSES.second,
	};
}

/**
 * The account whose credential or token a request carries. A request that carries neither's goes to
 * the first account, whose gate refuses it.
 */
export function worldOf(
	{ world, second }: Worlds,
	provider: ProviderId,
	call: Call,
	incoming: Incoming,
): World {
	if (second === undefined) return world;
	const first: Readonly<Record<string, string>> = world.credentials[provider];
	const its = Object.entries<string>(second.credentials[provider])
		.filter(([field, value]) => first[field] !== value)
		.map(([, value]) => value);
	const shown = shownBy(incoming, call);
	const isSecond =
		its.some((secret) => shown.some((text) => text.includes(secret))) ||
		second.tokens.hasIssued(bearer(incoming) ?? '');
	return isSecond ? second : world;
}

/** The places of a request that carry credentials. */
function shownBy(incoming: Incoming, call: Call): readonly string[] {
	const caller = basic(incoming);
	return [
		incoming.headers['authorization'] ?? '',
		incoming.headers['x-revolv3-token'] ?? '',
		caller === null ? '' : `${caller.user}:${caller.password}`,
		call === 'token' ? incoming.bodyText : '',
	];
}

/** What a test may do with one account. */
export function accountIn(world: World): SandboxAccount {
	const { credentials, businesses, ledger } = world;
	return {
		credentials,
		businessId: { layer: businesses.layer[0], thredfi: businesses.thredfi[0] },
		ledger,
		refunds: (provider, invoiceId) => ledger.booked(provider, invoiceId),
		addInvoice: (provider, spec) => enterInvoice(world, provider, spec),
		refundInPortal: (provider, invoiceId, amountMinor, how) =>
			enterRefund(world, provider, invoiceId, amountMinor, how ?? {}),
		settleRefund: (refundId, status) => {
			ledger.settle(refundId, status);
		},
	};
}
