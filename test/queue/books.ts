import type { ProviderId, Sandbox } from '../../sandbox/types';
import type { Case, Delivery } from './disputes';

/** What the provider's books say about all disputes of a provider. */
export interface Booked {
	readonly refunds: number;
	/** Disputes that were refunded more than once. */
	readonly doubles: readonly string[];
}

/** Counts refunds, and those too many: each dispute has an invoice of its own and is to be refunded once. */
export function countBooked(
	sandbox: Sandbox,
	provider: ProviderId,
	cases: readonly Case[],
): Booked {
	const perCase = cases.map((one) => ({
		...{ one, amounts: amountsOf(sandbox, provider, one) },
	}));
	return {
		refunds: perCase.reduce((sum, { amounts }) => sum + amounts.length, 0),
		doubles: perCase
			.filter(({ amounts }) => amounts.length > 1)
			.map(({ one, amounts }) => `dispute ${one.number} was refunded ${amounts.length} times`),
	};
}

function amountsOf(sandbox: Sandbox, provider: ProviderId, { invoiceId }: Case): number[] {
	return sandbox
		.refunds(provider, invoiceId)
		.filter(({ counts }) => counts)
		.map(({ amountMinor }) => amountMinor);
}

/** Said where nothing could be looked at: they speak of this attempt alone. */
const NOT_LOOKED: ReadonlySet<string> = new Set([
	...['invalidParameter', 'credentialRejected', 'providerUnavailable', 'rateLimited'],
	...['providerAnswerInvalid', 'invoiceNotFound', 'earlierRefundsUnknown', 'memoryUnavailable'],
]);

/** Words against the books: a refund that is not there or of another amount, or a refusal although it is there. */
export function findLies(
	sandbox: Sandbox,
	provider: ProviderId,
	deliveries: readonly Delivery[],
): readonly string[] {
	return deliveries.flatMap(({ case: one, said, id }) => {
		if (said === null) return [];
		const isThere = amountsOf(sandbox, provider, one).includes(one.amountMinor);
		const text = `${id} ${said.outcome} ${said.code ?? ''} ${String(said.amountMinor)}`;
		if (said.outcome === 'refunded' || said.outcome === 'alreadyRefunded') {
			return isThere && said.amountMinor === one.amountMinor ? [] : [text];
		}
		const couldLook = !NOT_LOOKED.has(said.code ?? '');
		return said.outcome === 'refused' && isThere && couldLook ? [text] : [];
	});
}

/** How often each word was said, the most frequent first. */
export function countWords(deliveries: readonly Delivery[]): ReadonlyMap<string, number> {
	return countBy(
		deliveries.map(({ said }) => (said === null ? 'no word' : (said.code ?? said.outcome))),
	);
}

/** How often each of them is there, the most frequent first. */
export function countBy(names: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return new Map([...counts].sort(([, a], [, b]) => b - a));
}
