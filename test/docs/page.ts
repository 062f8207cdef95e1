/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import GithubSlugger from 'github-slugger';
import { marked, type Token, type Tokens } from 'marked';

export const root = join(__dirname, '../..');

/** Every page a reader may open, by its path from the root. */
export const pages: readonly string[] = [
	...['README.md', 'SECURITY.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'sandbox/README.md'],
	...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name))
		.sort(),
];

export interface Fence {
	readonly language: string;
	readonly text: string;
}

export interface Table {
	/** The heading it stands under. */
	readonly under: string;
	readonly header: readonly string[];
	readonly rows: ReadonlyArray<readonly string[]>;
}

export interface Page {
	readonly file: string;
	/** As GitHub makes them from the headings. */
	readonly anchors: ReadonlySet<string>;
	readonly headings: ReadonlyArray<{ readonly depth: number; readonly text: string }>;
	readonly links: readonly string[];
	readonly fences: readonly Fence[];
	readonly tables: readonly Table[];
	/** Code in running text. */
	readonly codespans: readonly string[];
	/** The Markdown below a heading, to the next heading of any depth. */
	section(heading: string): string;
}

const read = new Map<string, Page>();

/** A page in its parts, read once. */
export function pageOf(file: string): Page {
	const known = read.get(file);
	if (known) return known;
	const tokens = marked.lexer(readFileSync(join(root, file), 'utf8'));
	const slugger = new GithubSlugger();
	const headings = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
	const anchors = new Set(headings.map(({ tokens: inline }) => slugger.slug(plain(inline))));
	const links: string[] = [];
	const fences: Fence[] = [];
	const codespans: string[] = [];
	const tables: Table[] = [];
	let under = '';
	marked.walkTokens(tokens, (token: Token) => {
		if (token.type === 'heading') under = plain(token.tokens ?? []);
		if (token.type === 'link' || token.type === 'image') links.push(token.href as string);
		if (token.type === 'code')
			fences.push({
				language: (token.lang as string | undefined) ?? '',
				text: token.text as string,
			});
		if (token.type === 'codespan') codespans.push(token.text as string);
		if (token.type === 'table') tables.push(tableOf(token as Tokens.Table, under));
	});
	const section = (heading: string) => {
		const begin = tokens.findIndex(
			(token) => token.type === 'heading' && plain(token.tokens ?? []) === heading,
		);
		if (begin === -1) throw new Error(`${file} has no heading '${heading}'`);
		const length = tokens.slice(begin + 1).findIndex(({ type }) => type === 'heading');
		const end = length === -1 ? tokens.length : begin + 1 + length;
		return tokens
			.slice(begin + 1, end)
			.map(({ raw }) => raw)
			.join('');
	};
	const page: Page = {
		file,
		anchors,
		headings: headings.map(({ depth, tokens: inline }) => ({ depth, text: plain(inline) })),
		links,
		fences,
		tables,
		codespans,
		section,
	};
	read.set(file, page);
	return page;
}

/** What is wrong with a link; null for a good one, and for one that leaves the repository. */
export function brokenLink(file: string, href: string): string | null {
	if (/^[a-z]+:/i.test(href)) return null;
	const [path = '', anchor] = href.split('#');
	const target = path === '' ? file : normalize(join(dirname(file), decodeURIComponent(path)));
	if (!existsSync(join(root, target))) return `${file} links to ${target}, which does not exist`;
	if (anchor === undefined || !target.endsWith('.md')) return null;
	return pageOf(target).anchors.has(anchor) ? null : `${file} links to ${href}: no such heading`;
}

/** The one table under a heading with these columns; its cells without their backticks. */
export function tableUnder(page: Page, header: readonly string[]): string[][] {
	const found = page.tables.filter((table) => table.header.join('|') === header.join('|'));
	const [table] = found;
	if (!table || found.length !== 1) {
		throw new Error(
			`${page.file} has ${found.length} tables with the columns ${header.join(', ')}`,
		);
	}
	return table.rows.map((row) => row.map((cell) => cell.replaceAll('`', '')));
}

function tableOf({ header, rows }: Tokens.Table, under: string): Table {
	return {
		under,
		header: header.map(({ text }) => text.replaceAll('`', '')),
		rows: rows.map((row) => row.map(({ text }) => text)),
	};
}

function plain(tokens: readonly Token[]): string {
	return tokens
		.map((token) =>
			'tokens' in token && token.tokens ? plain(token.tokens) : 'text' in token ? token.text : '',
		)
		.join('');
}
