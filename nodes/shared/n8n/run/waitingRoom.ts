import type { ClaimEntry, Claims } from '../../engine/claims';
import type { Clock } from '../../engine/runContext';
import type { Waits } from '../../engine/waits';

interface Guest {
	readonly key: string;
	readonly until: number;
	readonly endsWith: ClaimEntry | null;
	readonly wake: () => void;
}

/**
 * Where the items of a run that are in doubt wait, all of them side by side: together they take no longer than the
 * longest of their waits. Those that wait for somebody else's claim ask for all claims in one question.
 */
export class WaitingRoom {
	private readonly guests = new Set<Guest>();
	private isOver = false;
	private isAsking = false;

	constructor(
		private readonly clock: Clock,
		private readonly claims: Pick<Claims, 'isOpen'>,
		private readonly waits: Waits,
	) {}

	/** Resolves at `until`, when the claim it ends with is no longer open, or when nothing is worth waiting for. */
	async wait(key: string, until: number, endsWith: ClaimEntry | null): Promise<void> {
		if (this.isOver) return;
		await new Promise<void>((resolve) => {
			const guest: Guest = {
				key,
				until,
				endsWith,
				wake: () => {
					this.guests.delete(guest);
					resolve();
				},
			};
			this.guests.add(guest);
			void this.watch();
		});
	}

	has(key: string): boolean {
		return [...this.guests].some((guest) => guest.key === key);
	}

	/** The run was stopped or cancelled: everybody looks once more at once. */
	close(): void {
		this.isOver = true;
		for (const { wake } of [...this.guests]) wake();
	}

	private async watch(): Promise<void> {
		if (this.isAsking) return;
		this.isAsking = true;
		while (this.guests.size > 0) {
			const next = Math.min(...[...this.guests].map(({ until }) => until));
			const pause = Math.min(this.waits.openAttemptPollMs, Math.max(0, next - this.clock.now()));
			if (!(await this.clock.sleep(pause))) this.close();
			const now = this.clock.now();
			for (const guest of [...this.guests]) if (guest.until <= now) guest.wake();
			await this.wakeClosed();
		}
		this.isAsking = false;
	}

	private async wakeClosed(): Promise<void> {
		const asking = [...this.guests].flatMap((guest) =>
			guest.endsWith ? [{ guest, entry: guest.endsWith }] : [],
		);
		if (asking.length === 0) return;
		const open = await this.claims.isOpen(asking.map(({ entry }) => entry)).catch(() => null);
		for (const { guest, entry } of open ? asking : []) if (!open?.has(entry.key)) guest.wake();
	}
}
