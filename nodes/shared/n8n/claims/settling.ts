import type { StoreRow } from './storeRow';

interface Ending {
	readonly row: StoreRow;
	readonly written: Promise<unknown>;
}

/** Settlements that are not written yet, by row and invoice; for the whole process. */
const endings = new Map<string, Ending>();

/** Notes a settlement that nobody waits for. @param written never rejects */
export function noteSettling(name: string, row: StoreRow, written: Promise<unknown>): void {
	const ending = { row, written };
	endings.set(name, ending);
	void written.then(() => {
		if (endings.get(name) === ending) endings.delete(name);
	});
}

/** Has what is settled of the invoice written now, and resolves when it is. */
export async function whenSettled(name: string): Promise<void> {
	const ending = endings.get(name);
	if (ending) await now(ending);
}

/** The same of every invoice. */
export async function whenAllSettled(): Promise<void> {
	await Promise.all([...endings.values()].map(now));
}

async function now({ row, written }: Ending): Promise<void> {
	row.flush();
	await written;
}
