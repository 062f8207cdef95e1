import type { Read } from '../../shared/engine/adapter';
import type { HttpRequest } from '../../shared/engine/http';
import type { ListQuery } from '../../shared/engine/list';
import { bodyOfRead, senselessAnswer } from '../../shared/engine/readAnswer';
import type { Reader } from './ask';
import { facts } from './facts';
import { parsePage, type Page } from './page';
import { toWords } from './toWords';

/** One page of a list of the business. A 404 there is about the business (dossier §3, [D]). */
export async function readList(
	http: Reader,
	{ businessId }: Pick<ListQuery, 'businessId'>,
	path: string,
	query: NonNullable<HttpRequest['query']>,
): Promise<Read<Page>> {
	const outcome = await http.read({ method: 'GET', path, query });
	const body = bodyOfRead(outcome, `business ${businessId ?? 'none'}`, { facts, toWords });
	if (!body.ok) return body;
	const page = parsePage(body.value);
	return page
		? { ok: true, value: page }
		: senselessAnswer({ facts }, 'a list', 'it is not a list with pages');
}
