/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { CHUNK, Chunks } from '../../../nodes/shared/n8n/chunks';

/** Chunks whose reservations end when the test says so. */
function opened() {
	const ends: Array<() => void> = [];
	const chunks = new Chunks(async () => await new Promise((resolve) => ends.push(resolve)));
	const settle = async () => {
		for (const end of ends) end();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { chunks, settle, begun: () => ends.length };
}

/** Comes to the items of a chunk, of which none has to wait. */
async function walk({ chunks }: ReturnType<typeof opened>, chunk: number): Promise<void> {
	for (let item = 0; item < CHUNK; item++) await chunks.comeTo(chunk * CHUNK + item);
}

it('begins the next chunk in the middle of one, and each only once', async () => {
	const bed = opened();
	void bed.chunks.comeTo(0);
	expect(bed.begun()).toBe(1);
	await bed.settle();
	for (let item = 0; item < CHUNK / 2; item++) await bed.chunks.comeTo(item);
	expect(bed.begun()).toBe(1);
	await bed.chunks.comeTo(CHUNK / 2);
	expect(bed.begun()).toBe(2);
	await bed.settle();
	await walk(bed, 0);
	expect(bed.begun()).toBe(2);
});

it('begins earlier once it was too late, and never more than four chunks ahead', async () => {
	const bed = opened();
	void bed.chunks.comeTo(0);
	await bed.settle();
	await walk(bed, 0);
	const begunAt: number[] = [];
	for (let chunk = 1; chunk <= 6; chunk++) {
		// The run comes to a chunk that is not reserved yet, nor is any after it.
		void bed.chunks.comeTo(chunk * CHUNK);
		begunAt.push(bed.begun() - chunk);
	}
	expect(begunAt).toEqual([2, 3, 5, 5, 5, 5]);
});

it('goes on where a chunk could not be reserved, and ends when all are through', async () => {
	const chunks = new Chunks(async (from) => {
		if (from === 0) throw new Error('The store is out of reach');
	});
	await expect(chunks.comeTo(0)).resolves.toBeUndefined();
	await expect(chunks.comeTo(CHUNK)).resolves.toBeUndefined();
	await expect(chunks.close()).resolves.toBeUndefined();
});
