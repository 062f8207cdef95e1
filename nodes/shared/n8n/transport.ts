import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { onlyOnce } from '../credentials/onlyOnce';
import type { Clock } from '../engine/runContext';
import type { ProviderFacts } from '../engine/facts';
import type { Http, HttpAnswer, HttpOutcome, HttpRequest, NoAnswer } from '../engine/http';
import type { Waits } from '../engine/waits';
import { failureOf } from './failureOf';
import { Pace } from './pace';
import { withinTime } from './withinTime';
import { withoutSecrets } from './withoutSecrets';

/** Tokens that go with a request instead of the credential's own (Thredfi: one per business). */
export interface RequestTokens {
	/** The headers for the request, minting a token if none is kept. */
	headersFor(request: HttpRequest): Promise<Readonly<Record<string, string>> | NoAnswer>;
	/** The token in these headers was turned down for the request; a newer one that is kept by now stays. */
	drop(request: HttpRequest, headers: Readonly<Record<string, string>>): void;
}

export interface TransportOptions {
	readonly context: IExecuteFunctions | ILoadOptionsFunctions;
	/** Whether the execution was cancelled. */
	readonly cancelled: () => boolean;
	/**
	 * As it was read when the run began. Without it n8n reads and decrypts the credential anew for each request; into
	 * this one it puts the token that it renews.
	 */
	readonly credential: ICredentialsDecrypted;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	readonly facts: ProviderFacts;
	/** The credential leads to tokens that expire, and not to a static key. */
	readonly tokenExpires: boolean;
	/** As it goes into the key. */
	readonly environment?: string;
	readonly clock: Clock;
	readonly waits: Waits;
	/** What must not stand in any answer that is shown. */
	readonly secrets: readonly string[];
	readonly openTokens:
		((mint: (request: HttpRequest) => Promise<HttpOutcome>) => RequestTokens) | null;
}

/**
 * Whether n8n may renew the credential's token and send once more when a 401 comes. Only ever for what changes
 * nothing; never widen this to the refund (n8n.md B2: n8n repeats the request for every credential type).
 */
type On401 = 'leave' | 'renew' | 'renewInOldN8n';

/** Which refused statuses come back as answers. n8n 1.x takes "all but 401" for "all", and then renews nothing. */
const STATUSES_AS_DATA = {
	leave: true,
	renew: { ignore: true, except: [401] },
	renewInOldN8n: false,
} satisfies Record<On401, IHttpRequestOptions['ignoreHttpStatusErrors']>;

/** The way out through n8n's own helper: its axios, proxy settings, authentication and cancel signal. */
export class Transport implements Http {
	readonly tokenExpires: boolean;
	readonly environment?: string;
	private readonly tokens: RequestTokens | null;
	private readonly pace: Pace;
	private firstRead: Promise<unknown> | null = null;
	private renewal: Promise<HttpOutcome> | null = null;
	private renewals = 0;

	constructor(private readonly options: TransportOptions) {
		const { baseUrl, facts, clock, openTokens } = options;
		this.tokenExpires = options.tokenExpires;
		if (options.environment !== undefined) this.environment = options.environment;
		this.pace = new Pace(baseUrl, facts, clock);
		this.tokens = openTokens?.((request) => this.callRenewing(request)) ?? null;
	}

	async read(request: HttpRequest): Promise<HttpOutcome> {
		return await this.patiently(async () => {
			if (!this.tokenExpires) return await this.readOnce(request);
			// The first read goes alone: n8n mints a token for each request that finds none.
			if (this.firstRead === null) {
				const first = this.readRenewing(request);
				this.firstRead = first;
				return await first;
			}
			await this.firstRead;
			return await this.readRenewing(request);
		});
	}

	async write(request: HttpRequest): Promise<HttpOutcome> {
		return await this.patiently(async () => {
			const headers = (await this.tokens?.headersFor(request)) ?? {};
			if (isNoAnswer(headers)) return headers;
			const outcome = await this.call(request, 'write', 'leave', headers);
			if (outcome.kind === 'answer') this.pace.hear(outcome.headers);
			return outcome;
		});
	}

	/** A read with whatever token is kept; one of our own that was turned down is asked for anew, once. */
	private async readOnce(request: HttpRequest): Promise<HttpOutcome> {
		const headers = (await this.tokens?.headersFor(request)) ?? {};
		if (isNoAnswer(headers)) return headers;
		const outcome = await this.call(request, 'read', 'leave', headers);
		if (!this.tokens || outcome.kind !== 'answer' || outcome.status !== 401) return outcome;
		this.tokens.drop(request, headers);
		const renewed = await this.tokens.headersFor(request);
		return isNoAnswer(renewed) ? renewed : await this.call(request, 'read', 'leave', renewed);
	}

	/** A read whose 401 renews the token: once for all who meet it at the same time. */
	private async readRenewing(request: HttpRequest): Promise<HttpOutcome> {
		const before = this.renewals;
		const outcome = await this.readOnce(request);
		if (this.tokens || outcome.kind !== 'answer' || outcome.status !== 401) return outcome;
		if (this.renewals > before) return await this.readOnce(request);
		if (this.renewal) {
			await this.renewal;
			return await this.readOnce(request);
		}
		this.renewal = this.callRenewing(request);
		try {
			return await this.renewal;
		} finally {
			this.renewal = null;
			this.renewals += 1;
		}
	}

	/** Waits as a 429 asks, for all who use the same lane, until the bound is reached. A 429 proves that nothing was done. */
	private async patiently(send: () => Promise<HttpOutcome>): Promise<HttpOutcome> {
		let waited = 0;
		const { waits } = this.options;
		let wait = waits.rateLimitFirstWaitMs;
		for (;;) {
			const outcome = await send();
			if (outcome.kind !== 'answer' || outcome.status !== 429) return outcome;
			const asked = retryAfterMs(outcome.headers, this.options.clock.now());
			// Never below the first wait: "Retry-After: 0" must not turn into a storm.
			const pause = Math.max(asked ?? wait, waits.rateLimitFirstWaitMs);
			if (waited + pause > waits.rateLimitWaitMs) return outcome;
			this.pace.pause(pause);
			waited += pause;
			wait *= 2;
		}
	}

	/** A call whose 401 lets n8n renew the credential's token. A 401 that comes back as an answer renewed nothing. */
	private async callRenewing(request: HttpRequest): Promise<HttpOutcome> {
		const outcome = await this.call(request, 'read', 'renew');
		const renewed =
			outcome.kind !== 'answer' || outcome.status !== 401 || outcome === stillTurnedDown;
		if (renewed) return outcome;
		const thrownWhole = await this.call(request, 'read', 'renewInOldN8n');
		// Any other refusal was thrown without its body: asked again with the new token, it is an answer.
		return thrownWhole.kind === 'noAnswer' && thrownWhole.sent === 'perhaps'
			? await this.call(request, 'read', 'leave')
			: thrownWhole;
	}

	/** One request, when its turn has come. */
	private async call(
		request: HttpRequest,
		kind: 'read' | 'write',
		on401: On401,
		headers: Readonly<Record<string, string>> = {},
	): Promise<HttpOutcome> {
		const answered = await this.pace.turn(kind === 'write');
		// Checked last of all: a cancelled execution sends nothing new.
		if (answered === null || this.options.cancelled()) return cancelledBeforeSend;
		const { context, credential, baseUrl, secrets, waits } = this.options;
		const timeoutMs = kind === 'write' ? waits.writeTimeoutMs : waits.readTimeoutMs;
		const url = `${baseUrl}${request.path}`;
		// A new object each time: n8n writes the secret into the headers it is given.
		const options: IHttpRequestOptions = {
			method: request.method,
			url,
			headers: { Accept: 'application/json', ...request.headers, ...headers },
			...(request.query ? { qs: { ...request.query } } : {}),
			...(request.body ? { body: request.body, json: true } : {}),
			timeout: timeoutMs,
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: STATUSES_AS_DATA[on401],
		};
		if (on401 === 'leave') onlyOnce(options);
		// An empty list: a 401 with a cut body would otherwise be sent again although statuses are ignored.
		const repeatOn = on401 === 'leave' ? { preAuthenticationRetryStatusCode: [] } : {};
		const sentAt = this.options.clock.now();
		const answer = context.helpers.httpRequestWithAuthentication
			.call(context, credential.type, options, { ...repeatOn, credentialsDecrypted: credential })
			.then((full) => answerOf(full, secrets), on401 === 'leave' ? failureOf : rejectedRenewal);
		// n8n's timeout counts idle time only; an answer that drips must not hold the refund for ever.
		const outcome = await withinTime(answer, timeoutMs, tooLate);
		answered();
		const isLost = outcome.kind === 'noAnswer' && outcome.sent === 'perhaps';
		return isLost ? { ...outcome, sentAt } : outcome;
	}
}

const tooLate: NoAnswer = { kind: 'noAnswer', sent: 'perhaps', why: 'it did not answer in time' };
const cancelledBeforeSend: NoAnswer = {
	kind: 'noAnswer',
	sent: 'never',
	why: 'the execution was cancelled',
};

const stillTurnedDown: HttpAnswer = { kind: 'answer', status: 401, headers: {}, body: null };

/** A 401 that came again after the renewal is thrown by n8n, and is an answer all the same. Never used for a write. */
function rejectedRenewal(thrown: unknown): HttpOutcome {
	const failure = failureOf(thrown);
	const status =
		typeof thrown === 'object' && thrown !== null && 'httpCode' in thrown ? thrown.httpCode : null;
	return failure.sent === 'perhaps' && status === '401' ? stillTurnedDown : failure;
}

function answerOf(full: unknown, secrets: readonly string[]): HttpOutcome {
	if (typeof full !== 'object' || full === null) return tooLate;
	const status = 'statusCode' in full ? full.statusCode : null;
	if (typeof status !== 'number') return tooLate;
	const headers = 'headers' in full && typeof full.headers === 'object' ? { ...full.headers } : {};
	const answer: HttpAnswer = {
		kind: 'answer',
		status,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body: withoutSecrets('body' in full ? full.body : null, status < 300 ? [] : secrets),
	};
	return answer;
}

function isNoAnswer(value: Readonly<Record<string, string>> | NoAnswer): value is NoAnswer {
	return 'kind' in value && value.kind === 'noAnswer';
}

/** `Retry-After` in milliseconds: whole seconds, or an HTTP date; null where there is none that can be read. */
export function retryAfterMs(
	headers: Readonly<Record<string, string>>,
	now: number,
): number | null {
	const value = headers['retry-after']?.trim();
	if (value === undefined || value === '') return null;
	if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
	const date = Date.parse(value);
	return Number.isNaN(date) ? null : Math.max(0, date - now);
}
