import type { AccountName, ProviderId } from '../types';

/** A bearer token the sandbox handed out. */
export interface IssuedToken {
	readonly token: string;
	readonly provider: ProviderId;
	readonly kind: 'client' | 'partner' | 'business';
	/** Layer: the scope it was asked for. Thredfi: the business it is for, or empty. */
	readonly reach: string;
	readonly expiresAt: number;
}

/** Tokens last an hour [D: `expires_in` 3600 at Layer; at Thredfi its samples, the prose disagrees]. */
export const TOKEN_SECONDS = 3600;

/** The tokens in circulation, by the injected clock. */
export class TokenBook {
	private tokens: IssuedToken[] = [];
	private readonly ever = new Set<string>();

	constructor(
		private readonly clock: () => number,
		private readonly account: AccountName = 'first',
	) {}

	issue(provider: ProviderId, kind: IssuedToken['kind'], reach: string): IssuedToken {
		const number = String(this.ever.size + 1).padStart(4, '0');
		const token = {
			token: `sandbox-${provider}-${kind}-token-${this.account === 'first' ? '' : 'second-'}${number}`,
			provider,
			kind,
			reach,
			expiresAt: this.clock() + TOKEN_SECONDS * 1000,
		};
		this.tokens.push(token);
		this.ever.add(token.token);
		return token;
	}

	/** The token if it is known and not over, else null. */
	find(provider: ProviderId, text: string): IssuedToken | null {
		const found = this.tokens.find((token) => token.token === text && token.provider === provider);
		return found !== undefined && found.expiresAt > this.clock() ? found : null;
	}

	/** Whether this account was ever given the token, expired or not. */
	hasIssued(text: string): boolean {
		return this.ever.has(text);
	}

	expire(provider: ProviderId): void {
		this.tokens = this.tokens.filter((token) => token.provider !== provider);
	}

	clear(): void {
		this.tokens = [];
		this.ever.clear();
	}
}
