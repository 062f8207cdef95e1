/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execa } from 'execa';
import { findNode24, installN8n, isN8nInstalled } from '../demo/installN8n';
import { parseBenchOptions, USAGE } from './options';

/** `npm run bench`: puts n8n there if need be and goes on in the Node that n8n runs on, so that all subjects have the same. */
async function main(args: readonly string[]): Promise<number> {
	const options = parseBenchOptions(args);
	if (options.help) {
		process.stdout.write(`${USAGE}\n`);
		return 0;
	}
	const { signal } = new AbortController();
	const report = (line: string) => process.stdout.write(`${line}\n`);
	if (!(await isN8nInstalled())) await installN8n({ signal, report });
	const { exitCode } = await execa(
		findNode24().file,
		['--import', 'tsx', 'bench/main.ts', ...args],
		{ stdio: 'inherit', reject: false, forceKillAfterDelay: false },
	);
	return exitCode ?? 1;
}

void main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
