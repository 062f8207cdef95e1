/** What a suite adds up over its runs. */
export class Tally {
	runs = 0;
	/** Of the runs: with two accounts. */
	twoAccounts = 0;
	/** Of those: one invoice id was refunded under one reference in both accounts. */
	twins = 0;
	executions = 0;
	/** Refunds in the books that the node sent. */
	refunds = 0;
	timeouts = 0;
	doubles = 0;
	lies = 0;
	events = 0;
	readonly faults = new Map<string, number>();
	readonly commands = new Map<string, number>();
	readonly words = new Map<string, number>();

	faultHit(kind: string): void {
		count(this.faults, kind);
	}

	commandRun(name: string): void {
		count(this.commands, name);
	}

	said(word: string): void {
		count(this.words, word);
	}
}

function count(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
