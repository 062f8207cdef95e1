import type { Locator, Page } from 'playwright-core';

interface Box {
	readonly what: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

async function boxOf(place: Locator): Promise<Box> {
	const found = await place.boundingBox();
	if (found === null) throw new Error('not to be seen');
	const { x, y, width, height } = found;
	const what = (await place.innerText()).trim().split('\n')[0] ?? '';
	return { what, left: x, top: y, right: x + width, bottom: y + height };
}

const boxesOf = async (places: Locator) =>
	await Promise.all((await places.all()).map(async (place) => await boxOf(place)));

const within = (inner: Box, outer: Box) =>
	inner.left >= outer.left &&
	inner.top >= outer.top &&
	inner.right <= outer.right &&
	inner.bottom <= outer.bottom;

const touch = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

/** The lines of the open workflow's notes that nobody can read: cut off by the note's edge, or under a node. */
export async function unreadableLines(page: Page): Promise<string[]> {
	const nodes = await boxesOf(page.getByTestId('canvas-node'));
	const unreadable: string[] = [];
	for (const note of await page.getByTestId('sticky').all()) {
		const edge = await boxOf(note);
		for (const line of await boxesOf(note.locator('h2, h3, p, li'))) {
			if (!within(line, edge)) unreadable.push(`cut off: ${line.what}`);
			const over = nodes.find((node) => touch(line, node));
			if (over) unreadable.push(`under '${over.what}': ${line.what}`);
		}
	}
	return unreadable;
}
