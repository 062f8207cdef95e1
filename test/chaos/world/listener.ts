/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- hears what is printed */
import { inspect } from 'node:util';
import { LoggerProxy, type Logger } from 'n8n-workflow';

export interface Listener {
	readonly lines: readonly string[];
	stop(): void;
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'log'] as const;

/** Hears every line that anything prints or logs. */
export function listen(): Listener {
	const lines: string[] = [];
	const note = (...parts: unknown[]) => {
		lines.push(
			parts
				.map((part) => (typeof part === 'string' ? part : inspect(part, { depth: 8 })))
				.join(' '),
		);
	};
	const before = LEVELS.map((level) => [level, console[level]] as const);
	for (const level of LEVELS) console[level] = note;
	const logger: Logger = { debug: note, info: note, warn: note, error: note };
	LoggerProxy.init(logger);
	return {
		lines,
		stop: () => {
			for (const [level, print] of before) console[level] = print;
			const silent = () => undefined;
			LoggerProxy.init({ debug: silent, info: silent, warn: silent, error: silent });
		},
	};
}
