/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a script for the developer's machine */
/**
 * `npm run mutants`: loosens one guard after the other in a copy of the repository, and shows which test notices.
 * `--only <text>` takes the mutants whose name or file holds the text. Ends with 1 when a mutant survived.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import type { Mutant } from './mutant';
import { mutants } from './mutants';
import { driftOf, openWorkshop, type Workshop } from './workshop';

const WIDTHS = [5, 52, 62, 9];

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const drifted = mutants.flatMap(({ edits }) => edits.flatMap((edit) => driftOf(edit) ?? []));
	if (drifted.length > 0) {
		process.stderr.write(`The list has drifted from the sources.\n\n${drifted.join('\n\n')}\n`);
		return 1;
	}
	const chosen = mutants.filter((one) => values.only === undefined || mentions(one, values.only));
	if (chosen.length === 0) {
		process.stderr.write(`No mutant mentions '${values.only ?? ''}'.\n`);
		return 1;
	}
	const workshop = openWorkshop();
	try {
		return await tryAll(chosen, workshop);
	} finally {
		workshop.close();
	}
}

async function tryAll(chosen: readonly Mutant[], workshop: Workshop): Promise<number> {
	const tests = [...new Set(chosen.flatMap((one) => one.tests))];
	process.stdout.write(`${chosen.length} mutants. First the tests without any of them …\n`);
	let sound = await workshop.tryOut([], tests);
	if (!sound.passed) {
		process.stdout.write(`Failed, perhaps for want of time: ${sound.by}\nOnce more …\n`);
		sound = await workshop.tryOut([], tests);
	}
	if (!sound.passed) {
		process.stderr.write(
			`Nothing can be said: without a mutant this fails already:\n${sound.by}\n`,
		);
		return 1;
	}
	process.stdout.write(`${sound.tests} tests pass.\n`);

	const table = new Table({
		head: ['', 'Mutant', 'Killed by', 'Seconds'],
		colWidths: WIDTHS,
		wordWrap: true,
		style: { head: [], border: [] },
	});
	let killed = 0;
	for (const [index, one] of chosen.entries()) {
		const began = Date.now();
		const verdict = await workshop.tryOut(one.edits, one.tests);
		const seconds = ((Date.now() - began) / 1000).toFixed(1);
		if (!verdict.passed) killed += 1;
		process.stdout.write(`${verdict.passed ? 'SURVIVED' : 'killed'}  ${one.name} (${seconds} s)\n`);
		table.push([index + 1, one.name, verdict.passed ? 'SURVIVED' : verdict.by, seconds]);
	}
	const survived = chosen.length - killed;
	process.stdout.write(`${table.toString()}\n${killed} killed, ${survived} survived\n`);
	return survived === 0 ? 0 : 1;
}

function mentions({ name, edits }: Mutant, text: string): boolean {
	const words = [name, ...edits.map(({ file }) => file)].join(' ').toLowerCase();
	return words.includes(text.toLowerCase());
}

void main().then((code) => {
	process.exitCode = code;
});
