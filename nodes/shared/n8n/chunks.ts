/** Items whose keys are reserved, and whose ends are written down, in one write. */
export const CHUNK = 100;
/** So many items ahead at most. */
const FARTHEST = 4 * CHUNK;

/**
 * Reserves a run's items chunk by chunk, each before the run comes to it. How long before follows the store: where it
 * takes longer than the items do, since its row is long, the run would wait at every chunk. Not farther than that, or the
 * leases would end before a slow provider lets the run come to them.
 */
export class Chunks {
	private readonly begun = new Map<number, Promise<void>>();
	private readonly settled = new Set<number>();
	/** In items. */
	private ahead = CHUNK / 2;

	/** @param reserve the items of these places, the second excluded; may be asked for places beyond the last item */
	constructor(private readonly reserve: (from: number, to: number) => Promise<void>) {}

	/** Resolves, whatever the store does, when the item in this place is reserved or can't be. */
	async comeTo(place: number): Promise<void> {
		const chunk = Math.floor(place / CHUNK);
		const isFirst = chunk > 0 && place % CHUNK === 0;
		if (isFirst && !this.settled.has(chunk)) this.ahead = Math.min(2 * this.ahead, FARTHEST);
		const farthest = Math.floor((place + this.ahead) / CHUNK);
		for (let next = chunk; next <= farthest; next++) void this.begin(next);
		await this.begin(chunk);
	}

	/** Resolves when nothing is being reserved any more. */
	async close(): Promise<void> {
		await Promise.all(this.begun.values());
	}

	private begin(chunk: number): Promise<void> {
		const before = this.begun.get(chunk);
		if (before) return before;
		// Where the store fails each item asks it for itself, and is refused with that reason.
		const begun = this.reserve(chunk * CHUNK, (chunk + 1) * CHUNK)
			.catch(() => undefined)
			.then(() => void this.settled.add(chunk));
		this.begun.set(chunk, begun);
		return begun;
	}
}
