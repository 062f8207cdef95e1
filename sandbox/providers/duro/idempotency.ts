import type { FaultRule } from '../../types';
import type { World } from '../../world';
import { refusalAnswer, type Answer } from '../../wire/answer';
import type { Incoming } from '../../wire/incoming';
import { duroRefusal } from './errors';
import { assertDuroKey } from './readings';

/**
 * Duro's `Idempotency-Key`: look up, run, store.
 *
 * [D] The same key brings back the stored status and body, whatever the endpoint and the body were:
 * uniqueness is (tenant, key) alone. [ND] No lock is shown around the three steps, so two concurrent
 * calls can both miss and both run; `switches.duro.inFlightLock` closes that gap. [ND] How long a key is kept.
 */
export class DuroKeys {
	private readonly inFlight = new Map<string, Promise<void>>();

	constructor(private readonly world: World) {}

	async once(
		incoming: Incoming,
		fault: FaultRule | null,
		run: (key: string | null) => Answer,
	): Promise<Answer> {
		assertDuroKey(this.world, incoming);
		const key = incoming.headers['idempotency-key'] ?? null;
		if (key === null) return run(null); // [D] the header is optional
		if (key.trim() === '') throw duroRefusal(400, 'The Idempotency-Key is empty.'); // [ND] strict
		if (!this.world.switches.duro.inFlightLock) return await this.lookRunStore(key, fault, run);
		return await this.locked(key, () => this.lookRunStore(key, fault, run));
	}

	private async lookRunStore(
		key: string,
		fault: FaultRule | null,
		run: (key: string) => Answer,
	): Promise<Answer> {
		const { keyHours, replay, runTakesMs } = this.world.switches.duro;
		const stored = this.world.ledger.storedAnswer(
			key,
			keyHours === null ? null : keyHours * 3_600_000,
		);
		if (stored !== null && replay === 'stored') return stored;
		if (stored !== null) throw duroRefusal(409, 'The Idempotency-Key was used before.');
		const goOn = await this.world.wait(runTakesMs);
		if (!goOn) throw duroRefusal(503, 'The sandbox is stopping.');
		const given = attempt(() => run(key));
		const isError = given.status >= 400;
		// [ND] a crash between the refund and the store: the same key would refund again
		const lost = fault?.moment === 'afterCommit' && this.world.switches.duro.losesKeyOnFault;
		if (!lost && (!isError || this.world.switches.duro.storesErrors)) {
			this.world.ledger.storeAnswer(key, given);
		}
		return given;
	}

	private async locked(key: string, work: () => Promise<Answer>): Promise<Answer> {
		if (this.inFlight.has(key) && this.world.switches.duro.lockedAnswer === 'conflict') {
			throw duroRefusal(409, 'A request with this Idempotency-Key is running.');
		}
		while (this.inFlight.has(key)) await this.inFlight.get(key);
		const working = work();
		this.inFlight.set(
			key,
			working.then(
				() => undefined,
				() => undefined,
			),
		);
		try {
			return await working;
		} finally {
			this.inFlight.delete(key);
		}
	}
}

function attempt(run: () => Answer): Answer {
	try {
		return run();
	} catch (error) {
		return refusalAnswer(error);
	}
}
