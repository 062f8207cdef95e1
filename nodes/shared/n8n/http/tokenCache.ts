import type { NoAnswer } from '../../engine/provider/http';

/** A token, and until when it is good; milliseconds since 1970. */
export interface Token {
	readonly kind: 'token';
	readonly text: string;
	readonly until: number;
}

interface Entry {
	readonly minted: Promise<Token | NoAnswer>;
	/** Once it is minted. */
	token: Token | null;
}

/** More tokens than this are not kept. */
const MOST_TOKENS = 1_000;

/**
 * Tokens that all runs of this process share, by a name that tells what each was made for. Who comes while one is asked
 * for waits for it. What stopped the asker, and only the asker (a cancel, a run that gave up), stops no one else.
 */
export class TokenCache {
	private readonly entries = new Map<string, Entry>();

	/** The token of that name, asked for with `mint` where none is good any more; or why there is none. */
	async get(
		name: string,
		now: () => number,
		mint: () => Promise<Token | NoAnswer>,
	): Promise<Token | NoAnswer> {
		for (;;) {
			const known = this.entries.get(name);
			if (known === undefined || (known.token !== null && known.token.until <= now())) {
				return await this.ask(name, mint);
			}
			const outcome = await known.minted;
			const isAskersOwn =
				outcome.kind === 'noAnswer' && ['cancelled', 'limit'].includes(outcome.cause ?? '');
			if (!isAskersOwn) return outcome;
		}
	}

	/** The token was rejected; a newer one that is kept by now stays. */
	drop(name: string, text: string): void {
		if (this.entries.get(name)?.token?.text === text) this.entries.delete(name);
	}

	private async ask(
		name: string,
		mint: () => Promise<Token | NoAnswer>,
	): Promise<Token | NoAnswer> {
		if (this.entries.size >= MOST_TOKENS) this.entries.clear();
		const entry: Entry = { minted: mint(), token: null };
		this.entries.set(name, entry);
		const outcome = await entry.minted;
		if (outcome.kind === 'token') entry.token = outcome;
		else if (this.entries.get(name) === entry) this.entries.delete(name);
		return outcome;
	}
}
