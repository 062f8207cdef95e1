/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { startSandbox } from './index';
import { PROVIDER_IDS } from './types';

const DEFAULT_PORT = 4010;

/** `--port 4010`, `--port=4010` or the environment's PORT. */
function wantedPort(): number {
	const words = process.argv.slice(2).flatMap((word) => word.split('='));
	const place = words.indexOf('--port');
	const text = (place < 0 ? process.env['PORT'] : words[place + 1]) ?? String(DEFAULT_PORT);
	if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
		throw new Error(`'${text}' is not a port.`);
	}
	return Number(text);
}

async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: wantedPort() });
	const lines = [
		`Sandbox   ${sandbox.url}`,
		...PROVIDER_IDS.map((id) => `${id.padEnd(9)} ${sandbox.baseUrl(id)}`),
		`tokens    ${sandbox.tokenUrl} (Layer)`,
		'Stop with Ctrl+C.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	const stop = () => {
		void sandbox.stop().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
