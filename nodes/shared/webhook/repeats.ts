import { createHash } from 'crypto';
import type { WebhookEvent } from './webhook';

/** How long a delivery is remembered. */
export const REMEMBERED_MS = 60 * 60 * 1000;

/** n8n writes all of it at each delivery, so it stays small; the oldest go first. */
export const MOST_REMEMBERED = 500;

/** When each delivery last came, in milliseconds since 1970, by its mark. */
export type Remembered = Readonly<Record<string, number>>;

/**
 * What a repeated delivery has in common with the first: the event's id, or without one every byte of the body.
 * Shortened and hashed, so that nothing of the body is kept.
 */
export function markOf({ eventId }: WebhookEvent, rawBody: Uint8Array): string {
	const hash = createHash('sha256');
	if (eventId === null) hash.update('body ').update(rawBody);
	else hash.update(`id ${eventId}`);
	return hash.digest('base64url').slice(0, 22);
}

/**
 * Whether a delivery came before within the hour, and what to remember from now on.
 *
 * @param memories what was kept, the same mark perhaps in several; anything else than marks with times is nothing
 */
export function noteDelivery(
	memories: readonly unknown[],
	mark: string,
	now: number,
): { readonly repeated: boolean; readonly remembered: Remembered } {
	const recent = memories
		.flatMap(entriesOf)
		.filter(([, at]) => at <= now && now - at < REMEMBERED_MS);
	const others = recent.filter(([known]) => known !== mark).sort(byTime);
	// Of one mark in two memories the later time wins, since it comes last.
	const latest = [...new Map(others)].sort(byTime).slice(-(MOST_REMEMBERED - 1));
	return {
		repeated: recent.some(([known]) => known === mark),
		remembered: Object.fromEntries([...latest, [mark, now]]),
	};
}

function byTime([, one]: readonly [string, number], [, other]: readonly [string, number]): number {
	return one - other;
}

function entriesOf(kept: unknown): Array<[string, number]> {
	if (typeof kept !== 'object' || kept === null) return [];
	return Object.entries(kept).flatMap(([mark, at]: [string, unknown]) =>
		typeof at === 'number' ? [[mark, at] satisfies [string, number]] : [],
	);
}
