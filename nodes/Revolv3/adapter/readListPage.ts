import type { Read } from '../../shared/engine/adapter';
import type { Http } from '../../shared/engine/http';
import {
	bodyOfRead,
	isWireObject,
	senselessAnswer,
	type WireObject,
} from '../../shared/engine/readAnswer';
import { facts } from './facts';
import { PAGE_SIZE } from './sweep';
import { toWords } from './toWords';

/** One page of Revolv3's v1 list as it came. */
export interface WirePage {
	readonly rows: readonly WireObject[];
	/** Neither a total nor a next link is documented: a short page is the end (§3.3, inferred). */
	readonly nextPage: string | null;
}

/**
 * Reads a page by its number, always of the largest size: originals and refunds share this list, and those that are
 * not asked for are passed over.
 */
export async function readListPage(
	http: Pick<Http, 'read'>,
	filters: Readonly<Record<string, string>>,
	page: string | null,
): Promise<Read<WirePage>> {
	const number = page === null ? 1 : Number(page);
	const outcome = await http.read({
		method: 'GET',
		path: '/api/Invoices/v1',
		query: { ...filters, page: number, pageSize: PAGE_SIZE },
	});
	const body = bodyOfRead(outcome, 'list of invoices', { facts, toWords });
	if (!body.ok) return body;
	const rows: unknown = body.value;
	if (!Array.isArray(rows)) return senselessAnswer({ facts }, 'its invoices', 'it is not a list');
	const objects = rows.filter(isWireObject);
	if (objects.length < rows.length) {
		return senselessAnswer({ facts }, 'its invoices', 'it has rows that are no objects');
	}
	const nextPage = rows.length < PAGE_SIZE ? null : String(number + 1);
	return { ok: true, value: { rows: objects, nextPage } };
}
