/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** A timer that a program under test has set. */
interface Timer {
	readonly due: number;
	readonly order: number;
	readonly fire: () => void;
}

const real = {
	now: Date.now.bind(Date),
	setTimeout: globalThis.setTimeout,
	clearTimeout: globalThis.clearTimeout,
	setImmediate: globalThis.setImmediate,
	setInterval: globalThis.setInterval,
	clearInterval: globalThis.clearInterval,
};

/** Turns of the event loop without any news before everything counts as waiting. */
const CALM_TURNS = 2;

/**
 * Time that passes only when told: `Date.now` and `setTimeout` of everything in this process, so that a wait of a
 * minute costs nothing and a schedule gives the same run each time.
 */
export class Time {
	private now = Date.parse('2026-03-01T12:00:00.000Z');
	private order = 0;
	private timers = new Map<number, Timer>();
	private immediates = 0;

	/** @param keep whether what was set in the present context may still fire, asked when it is due */
	constructor(private readonly contextOf: () => () => boolean) {}

	get milliseconds(): number {
		return this.now;
	}

	/** When the next timer is due; null when there is none. */
	get nextDue(): number | null {
		return this.earliest()?.due ?? null;
	}

	/** Lets time pass to the next timer and fires it. */
	pass(): void {
		const timer = this.earliest();
		if (timer === undefined) return;
		this.timers.delete(timer.order);
		this.now = Math.max(this.now, timer.due);
		timer.fire();
	}

	/** Resolves when everything waits for a gate or a timer. */
	async calm(): Promise<void> {
		for (let calm = 0; calm < CALM_TURNS; calm += 1) {
			await new Promise<void>((resolve) => real.setImmediate(resolve));
			if (this.immediates > 0) calm = -1;
		}
	}

	/** Takes the place of the real clock and timers until `restore`. */
	install(): void {
		const set = (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
			const order = ++this.order;
			const goesOn = this.contextOf();
			const fire = () => {
				if (goesOn()) work(...args);
			};
			this.timers.set(order, { due: this.now + Math.max(0, ms), order, fire });
			return handle(order);
		};
		const clear = (timer: unknown) => {
			const order = Number(timer);
			if (!Number.isNaN(order)) this.timers.delete(order);
		};
		const immediate = (work: (...args: unknown[]) => void, ...args: unknown[]) => {
			this.immediates += 1;
			return real.setImmediate(() => {
				this.immediates -= 1;
				work(...args);
			});
		};
		Date.now = () => this.now;
		Object.assign(globalThis, {
			setTimeout: set,
			clearTimeout: clear,
			setImmediate: immediate,
		});
	}

	restore(): void {
		Date.now = real.now;
		const { setTimeout, clearTimeout, setImmediate } = real;
		Object.assign(globalThis, { setTimeout, clearTimeout, setImmediate });
		this.timers.clear();
	}

	private earliest(): Timer | undefined {
		let first: Timer | undefined;
		for (const timer of this.timers.values()) {
			if (first === undefined || timer.due < first.due) first = timer;
		}
		return first;
	}
}

/** What `setTimeout` gives out: good for `clearTimeout`, and deaf to `unref`. */
function handle(order: number): object {
	const self = {
		unref: () => self,
		ref: () => self,
		hasRef: () => false,
		[Symbol.toPrimitive]: () => order,
	};
	return self;
}
