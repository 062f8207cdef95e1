/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { axiosOfN8n } from './axiosOfN8n';
import { ORIGIN, type Books } from './books';
import type { Gates } from './gates';
import type { Tally } from './tally';
import { handIn, textual } from './handIn';
import { PLANTED_IN_ERRORS, PLANTED_IN_BODIES } from './planted';
import { whoRuns } from './whoRuns';

const axios = axiosOfN8n();
/** The sandbox's own word in an answer that a fault made. */
const FAULT_WORDS = 'A fault is armed.';

export interface WireOptions {
	readonly gates: Gates;
	readonly books: Books;
	readonly tally: Tally;
	/** How long a request may be under way before it arrives; see `boundOf` in `provider.ts`. */
	readonly longestWayMs: number;
	/** Redirects that axios would have followed below this adapter: a refund would go out twice. */
	followed: number;
	/** Writes whose connection is to break on the way, counted down; they arrive all the same. */
	losses: number;
	/** Connections to be refused from now on, counted down. */
	refusals: number;
}

let open: WireOptions | null = null;

/** Everything n8n's axios sends goes this way until `closeWire`. */
export function openWire(options: WireOptions): void {
	open = options;
	axios.defaults.adapter = adapter;
}

export function closeWire(): void {
	open = null;
}

/**
 * Takes the place of the socket below n8n's axios, and of nothing above it. Each request waits at two gates: on its
 * way there and on its way back. Errors are those of axios's own adapter, code for code.
 */
const adapter: AxiosAdapter = async (config) => {
	const options = open;
	if (options === null) throw new Error('A request was made while no run was going on.');
	// Nothing but the provider is there: the package asks a port that nobody serves whether a proxy answers for it.
	const uri = axios.getUri(config);
	if (!uri.startsWith(ORIGIN)) throw refusedAt(new URL(uri), config);
	return await new Promise<AxiosResponse>((resolve, reject) => {
		const fail = (message: string, code: string, response?: AxiosResponse) =>
			reject(new axios.AxiosError(message, code, config, {}, response));
		const running = whoRuns();
		const timeout = config.timeout ?? 0;
		const timer =
			timeout > 0
				? setTimeout(() => {
						options.tally.timeouts += 1;
						if (running) running.disturbed = true;
						fail(`timeout of ${timeout}ms exceeded`, 'ECONNABORTED');
					}, timeout)
				: undefined;
		config.signal?.addEventListener?.('abort', () =>
			reject(new axios.CanceledError('canceled', config, {})),
		);
		travel(config, options, resolve, fail)
			.finally(() => clearTimeout(timer))
			.catch(reject);
	});
};

function refusedAt({ hostname, port }: URL, config: InternalAxiosRequestConfig): Error {
	const error = new axios.AxiosError('connect ECONNREFUSED', 'ECONNREFUSED', config, {});
	return Object.assign(error, { syscall: 'connect', address: hostname, port: Number(port) });
}

async function travel(
	config: InternalAxiosRequestConfig,
	options: WireOptions,
	resolve: (response: AxiosResponse) => void,
	fail: (message: string, code: string, response?: AxiosResponse) => void,
): Promise<void> {
	const { gates, books } = options;
	const running = whoRuns();
	const disturb = () => {
		if (running) running.disturbed = true;
	};
	const who = running?.name ?? 'nobody';
	const method = (config.method ?? 'get').toUpperCase();
	const path = axios.getUri(config).slice(ORIGIN.length);
	const what = `${method} ${path}`;
	if (options.refusals > 0) {
		options.refusals -= 1;
		disturb();
		const error = new axios.AxiosError('connect ECONNREFUSED', 'ECONNREFUSED', config, {});
		Object.assign(error, { syscall: 'connect' });
		throw error;
	}
	if (options.losses > 0 && method === 'POST' && path.includes('/refund')) {
		options.losses -= 1;
		disturb();
		void gates
			.pass(`${who}: ${what} loses its connection`)
			.then(() => fail('socket hang up', 'ECONNRESET'));
	}
	const answer = await gates.whileOnTheWay(async () => {
		// What has left is not called back when its process ends.
		await gates.pass(`${who}: ${what} arrives`, { notAfter: Date.now() + options.longestWayMs });
		return await ask(config, method, path, books);
	});
	if (answer.fault !== null) {
		options.tally.faultHit(answer.fault);
		disturb();
	}
	const alive = () => running?.process.alive ?? true;
	await gates.pass(`${who}: ${what} answered ${answer.status ?? 'nothing'}`, { alive });
	const response = toResponse(config, answer);
	if (response.status >= 300 && response.status < 400 && config.maxRedirects !== 0) {
		options.followed += 1;
	}
	switch (answer.ending) {
		case 'drop':
			return fail('socket hang up', 'ECONNRESET');
		case 'cut':
			return fail('stream has been aborted', 'ERR_BAD_RESPONSE', response);
		case 'end': {
			const valid = config.validateStatus?.(response.status) ?? true;
			const code = response.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST';
			if (valid) resolve(response);
			else fail(`Request failed with status code ${response.status}`, code, response);
		}
	}
}

interface WireAnswer {
	readonly ending: 'end' | 'drop' | 'cut';
	readonly status: number | null;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	readonly fault: string | null;
}

let asked = 0;

const bodies = new AsyncLocalStorage<string>();

/** The body of the request that a provider is working on right now. */
export function bodyUnderWay(): string {
	return bodies.getStore() ?? '';
}

async function ask(
	config: InternalAxiosRequestConfig,
	method: string,
	path: string,
	{ app, recorder }: Books,
): Promise<WireAnswer> {
	const number = String(++asked);
	const headers = { ...config.headers.toJSON(), ...basicAuth(config), 'x-wire': number };
	const body = config.data === undefined ? '' : String(config.data);
	const given = await bodies.run(
		body,
		async () => await handIn(app, { method, url: path, headers: textual(headers), body }),
	);
	const { faultApplied: fault = null, status = null } =
		recorder.requests.find((one) => one.headers['x-wire'] === number) ?? {};
	return given === null
		? { ending: fault === 'cut' ? 'cut' : 'drop', status, headers: {}, text: '', fault }
		: { ...given, ending: 'end', text: planted(given.text), fault };
}

/** Credentials beside the headers become a header only below axios. */
function basicAuth({ auth }: InternalAxiosRequestConfig): Record<string, string> {
	if (!auth) return {};
	const pair = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
	return { Authorization: `Basic ${pair}` };
}

function toResponse(config: InternalAxiosRequestConfig, answer: WireAnswer): AxiosResponse {
	return {
		data: answer.text,
		status: answer.status ?? 0,
		statusText: '',
		headers: new axios.AxiosHeaders(answer.headers),
		config,
		request: {},
	};
}

/** Puts people's data where providers put it: into error texts, and beside what was asked for. */
function planted(text: string): string {
	const told = text.replaceAll(FAULT_WORDS, PLANTED_IN_ERRORS);
	return told.startsWith('{"')
		? `{"${PLANTED_IN_BODIES.name}":"${PLANTED_IN_BODIES.value}",${told.slice(1)}`
		: told;
}
