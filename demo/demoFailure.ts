/** Something the user can act on: shown as its message alone, without a stack. */
export class DemoFailure extends Error {
	/** @param details what the failed command printed last, shown below the message */
	constructor(
		message: string,
		readonly details: readonly string[] = [],
	) {
		super(message);
		this.name = 'DemoFailure';
	}
}
