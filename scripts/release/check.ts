/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * `npm run check:release -- --tag v1.2.3`: whether this package, as built, may be published under that tag.
 * Without `--tag` everything but the tag is looked at. Publishes nothing.
 */
import { parseArgs } from 'node:util';
import { metadataProblems, releaseProblems } from './metadata';
import { readPackage } from './readPackage';

function main(): number {
	const { tag = null } = parseArgs({ options: { tag: { type: 'string' } } }).values;
	const facts = readPackage(process.cwd());
	const problems = [...metadataProblems(facts), ...releaseProblems(facts, tag)];
	for (const problem of problems) process.stdout.write(`- ${problem}\n`);
	const { name, version } = facts.manifest;
	process.stdout.write(
		problems.length === 0
			? `${String(name)} ${String(version)} may be released: ${facts.packed.length} files.\n`
			: `${String(name)} ${String(version)} may not be released yet.\n`,
	);
	return problems.length === 0 ? 0 : 1;
}

process.exitCode = main();
