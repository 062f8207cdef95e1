/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf, pages, root } from './page';

interface Held {
	/** The file that runs the very thing, and what it says there. */
	readonly file: string;
	readonly says: string;
}

/** Run here: quick, and it changes nothing. */
interface Tried {
	readonly args: readonly string[];
	readonly code: number;
	readonly prints: RegExp;
}

/** Starts a real n8n or a browser, which CI's machines may lack: run by whoever changes what it shows. */
interface ByHand {
	readonly starts: string;
}

/**
 * Every command that a page may name, and who runs it: CI, a test, or this very file with arguments that make it
 * quick. A command that is not here must not be in a page.
 */
const COMMANDS: Readonly<Record<string, Held | Tried | ByHand>> = {
	'npm ci': { file: 'scripts/ensureInstalled.mjs', says: "'ci'" },
	'npm test': { file: '.ci/run', says: 'npm test' },
	'npm start': { args: ['start', '--', '--help'], code: 0, prints: /npm start -- --once/ },
	'npm start -- --once': { file: '.ci/run', says: 'npm start -- --once' },
	'npm run test:e2e': {
		args: ['run', 'test:e2e', '--', '--help'],
		code: 0,
		prints: /npm run test:e2e -- agent/,
	},
	'npm run build': { file: 'scripts/test.mjs', says: "'build'" },
	'npm run typecheck': { file: 'scripts/test.mjs', says: 'tsconfig.check.json' },
	'npm run lint': { file: 'scripts/test.mjs', says: "'lint'" },
	'npm run scan': { file: 'scripts/test.mjs', says: "'scan.mjs'" },
	'npm run sandbox': {
		args: ['run', 'sandbox', '--', '--port', 'none'],
		code: 1,
		prints: /'none' is not a port/,
	},
	'npm run chaos': { file: 'test/chaos/chaos.test.ts', says: 'tellStories' },
	'npm run queue:claim': {
		args: ['run', 'queue:claim', '--', '--help'],
		code: 0,
		prints: /npm run queue:claim -- --disputes/,
	},
	'npm run mutants': {
		args: ['run', 'mutants', '--', '--only', 'no such guard'],
		code: 1,
		prints: /No mutant mentions 'no such guard'/,
	},
	'npm run mutation': { args: ['run', 'mutation', '--', '--help'], code: 0, prints: /stryker/i },
	'npm run queue': {
		args: ['run', 'queue', '--', '--help'],
		code: 0,
		prints: /npm run queue -- --disputes 40/,
	},
	'npm run bench': {
		args: ['run', 'bench', '--', '--delays', 'none'],
		code: 1,
		prints: /--delays needs whole numbers/,
	},
	'npm run bench:pacing': { starts: 'bench/pacing/main.ts' },
	'npm run webhooks': { starts: 'test/webhooks/realN8n/main.ts' },
	'npm run chaos:database': { starts: 'test/chaos/realDatabase/main.ts' },
	'npm run prism': { file: '.github/workflows/publish.yml', says: 'npm run prism' },
	'npm run conformance:company': {
		file: '.github/workflows/publish.yml',
		says: 'npm run conformance:company',
	},
	'npm run worlds': { file: 'test/worlds/worlds.test.ts', says: 'coveringArray' },
	'npm run test:compat': { file: '.github/workflows/ci.yml', says: 'npm run test:compat' },
	'npm run check:release': { file: '.github/workflows/publish.yml', says: 'check:release' },
	'npm run release': { file: '.github/workflows/publish.yml', says: 'npm run release' },
	'npm version': {
		args: ['version', 'no-version', '--no-git-tag-version'],
		code: 1,
		prints: /Invalid version/,
	},
	'git tag -a': { file: '.github/workflows/publish.yml', says: "tags: ['v" },
	'git push origin': { file: '.github/workflows/publish.yml', says: "tags: ['v" },
	'npx @n8n/scan-community-package': { file: 'scripts/scan.mjs', says: 'scan-community-package' },
	'npm run schemas': { file: 'test/schemas/schemas.test.ts', says: 'WRITE_SCHEMAS' },
	'npm run conformance': { file: 'test/conformance/table.test.ts', says: 'conformancePage' },
};

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

/** The commands on a page: each line of its shell blocks, without comments, and what is run through npm in its text. */
function commandsOn(file: string): string[] {
	const page = pageOf(file);
	const blocks = page.fences.filter(({ language }) =>
		['sh', 'bash', 'shell', ''].includes(language),
	);
	const lines = blocks.flatMap(({ text }) => text.split('\n'));
	const inText = page.codespans.filter((text) => /^(?:npm|npx) /.test(text));
	return [...lines, ...inText].map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
}

/** The entry of the table that a command is a use of: the longest that it begins with. */
function entryFor(command: string): string | undefined {
	return Object.keys(COMMANDS)
		.filter((name) => command === name || command.startsWith(`${name} `))
		.sort((a, b) => b.length - a.length)[0];
}

const documented = pages.flatMap((file) => commandsOn(file).map((command) => ({ file, command })));

it('there are commands in the pages', () => {
	expect(documented.length).toBeGreaterThan(10);
});

it.each(documented)('$command on $file is one that somebody runs', ({ command }) => {
	const npx = /^npx (jest|tsx) (\S+\.ts)/.exec(command);
	if (npx) {
		// The made-up provider's own test is the one file that is not there.
		const [, , path = ''] = npx;
		expect(existsSync(join(root, path.replace('acme', 'duro')))).toBe(true);
		return;
	}
	expect(entryFor(command)).toBeDefined();
});

it('every script that is named is in package.json', () => {
	const named = Object.keys(COMMANDS).flatMap((name) => /^npm run (\S+)/.exec(name)?.[1] ?? []);
	expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

const entries = Object.entries(COMMANDS);
const held = entries.filter((entry): entry is [string, Held] => 'file' in entry[1]);
const tried = entries.filter((entry): entry is [string, Tried] => 'args' in entry[1]);

it.each(entries.filter((entry): entry is [string, ByHand] => 'starts' in entry[1]))(
	'%s starts a file that is there',
	(name, { starts }) => {
		expect(scripts[name.replace('npm run ', '')]).toContain(starts);
		expect(existsSync(join(root, starts))).toBe(true);
	},
);

it.each(held)('%s is held elsewhere', (_, { file, says }) => {
	expect(readFileSync(join(root, file), 'utf8')).toContain(says);
});

it.each(tried)(
	'%s starts',
	(_, { args, code, prints }) => {
		const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8' });
		expect(`${stdout}${stderr}`).toMatch(prints);
		expect(status).toBe(code);
	},
	60_000,
);
