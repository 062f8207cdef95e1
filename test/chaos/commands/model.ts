import type { AsyncCommand } from 'fast-check';
import type { ChaosRun } from '../chaosRun';

/** All that a command has to know before it may happen: the story so far is a list of intended refunds. */
export interface Model {
	/** How many executions have been started. */
	executions: number;
}

/** A moment of the story: it happens after so many more events, whatever is under way then. */
export abstract class Moment implements AsyncCommand<Model, ChaosRun> {
	constructor(protected readonly after: number) {}

	/** Whether there is anything it could happen to. */
	check({ executions }: Readonly<Model>): boolean {
		return executions >= 0;
	}

	async run(model: Model, real: ChaosRun): Promise<void> {
		await real.advance(this.after);
		real.tally.commandRun(this.constructor.name);
		await this.happen(real);
		model.executions = real.executionCount;
	}

	toString(): string {
		const when =
			this.after === 0 ? 'At once' : `After ${this.after} ${this.after === 1 ? 'event' : 'events'}`;
		return `${when}, ${this.words()}.`;
	}

	protected abstract happen(real: ChaosRun): Promise<void> | void;
	/** What happens, after "At once, …". */
	protected abstract words(): string;
}

/** A moment that needs an execution to happen to. */
export abstract class LaterMoment extends Moment {
	override check({ executions }: Readonly<Model>): boolean {
		return executions > 0;
	}
}
