/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';

export interface HandedIn {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export interface GivenBack {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** A socket that leads nowhere. */
class NoSocket extends Duplex {
	override _read(): void {}

	override _write(_chunk: unknown, _encoding: string, written: () => void): void {
		written();
	}

	setTimeout(): this {
		return this;
	}
}

/** Keeps what is written to it. */
class KeptResponse extends ServerResponse {
	private readonly chunks: string[] = [];
	private headers: Record<string, string> = {};

	constructor(
		request: IncomingMessage,
		socket: Socket,
		private readonly over: (given: GivenBack | null) => void,
	) {
		super(request);
		this.assignSocket(socket);
		this.on('finish', () =>
			over({ status: this.statusCode, headers: this.headers, text: this.chunks.join('') }),
		);
	}

	override writeHead(status: number, headers?: unknown): this {
		Object.assign(this.headers, textual({ ...this.getHeaders(), ...(headers ?? {}) }));
		return super.writeHead(status, headers as Record<string, string>);
	}

	override write(chunk: unknown, ...rest: never[]): boolean {
		this.chunks.push(String(chunk));
		return super.write(chunk, ...rest);
	}

	override end(...args: never[]): this {
		const [chunk] = args as unknown[];
		if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.chunks.push(String(chunk));
		return super.end(...args);
	}

	override destroy(error?: Error): this {
		this.over(null);
		return super.destroy(error);
	}
}

/**
 * Hands a request to the sandbox without a network, as Fastify's own `inject` does; that one needs a package which jest
 * can't load.
 *
 * @returns null when the connection was broken before the answer was complete; never for an answer that stalls
 */
export async function handIn(app: FastifyInstance, given: HandedIn): Promise<GivenBack | null> {
	return await new Promise((resolve) => {
		const socket = new NoSocket() as unknown as Socket; // as much of one as an HTTP message touches
		const request = new IncomingMessage(socket);
		const length = String(Buffer.byteLength(given.body));
		Object.assign(request, {
			method: given.method,
			url: given.url,
			httpVersion: '1.1',
			complete: true,
			headers: {
				host: 'sandbox',
				...lowerCase(given.headers),
				...(given.body === '' ? {} : { 'content-length': length }),
			},
		});
		if (given.body !== '') request.push(given.body);
		request.push(null);
		app.routing(request, new KeptResponse(request, socket, resolve));
	});
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}

/** All values as texts. */
export function textual(headers: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
