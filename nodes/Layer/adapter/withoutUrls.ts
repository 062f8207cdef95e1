import { isWireObject } from '../../shared/engine/readAnswer';

/** Links to a document carry their own permission: whoever has the link has the document. */
const DOCUMENT_LINK = /^(?:url|.*(?:presigned|pre_signed|download|document).*url)$/i;

/** A provider's object without document links. `metadata` is the caller's own and stays as it is. */
export function withoutUrls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutUrls);
	if (!isWireObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, field]) => !(typeof field === 'string' && DOCUMENT_LINK.test(name)))
			.map(([name, field]) => [name, name === 'metadata' ? field : withoutUrls(field)]),
	);
}
