import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDeduplicationOutput,
} from 'n8n-workflow';
import { DeduplicationStore } from '../../n8n/harness';
import type { Gates } from './gates';
import { whoRuns, type Process } from './whoRuns';

/**
 * n8n's database as all processes share it: the row is read whole and written whole, and other work may come in
 * between, at a gate.
 *
 * Two *processes* in the very same read and write can both find a key new; n8n's store offers no lock against that, so
 * nothing promises it. Here a process waits until no other one is between its read and its write.
 */
export class Database extends DeduplicationStore {
	private inside: Process | null = null;
	private depth = 0;
	private readonly values = new Set<string>();

	constructor(private readonly gates: Gates) {
		super();
		this.beforeWrite = async () => {
			await this.gate('writes the row');
		};
	}

	/** Everything that was ever given to the store, in clear. */
	get given(): ReadonlySet<string> {
		return this.values;
	}

	override async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		return await this.alone(
			'asks',
			items,
			async () => await super.checkProcessedAndRecord(items, scope, context, options),
		);
	}

	override async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		await this.alone(
			'takes back',
			items,
			async () => await super.removeProcessed(items, scope, context, options),
		);
	}

	private async alone<T>(
		verb: string,
		items: readonly DeduplicationItemTypes[],
		work: () => Promise<T>,
	): Promise<T> {
		for (const item of items) this.values.add(String(item));
		const process = whoRuns()?.process ?? null;
		do await this.gate(`${verb} the store`);
		while (this.inside !== null && this.inside !== process && this.inside.alive);
		if (this.inside !== process) this.depth = 0;
		this.inside = process;
		this.depth += 1;
		try {
			return await this.noting(work);
		} finally {
			this.depth -= 1;
			if (this.depth === 0) this.inside = null;
			await this.gate(`hears from the store`);
		}
	}

	/** Whoever meets a store that fails is judged less strictly. */
	private async noting<T>(work: () => Promise<T>): Promise<T> {
		const running = whoRuns();
		const done = work();
		done.catch(() => {
			if (running) running.disturbed = true;
		});
		return await done;
	}

	private async gate(what: string): Promise<void> {
		const running = whoRuns();
		const alive = () => running?.process.alive ?? true;
		await this.gates.pass(`${running?.name ?? 'nobody'} ${what}`, { alive });
	}
}
