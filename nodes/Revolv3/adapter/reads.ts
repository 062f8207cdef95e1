import type { ProviderReader } from '../../shared/engine/provider/adapter';
import type { Result } from '../../shared/engine/result/result';
import { type Http, isWireObject, type WireObject } from '../../shared/engine/provider/http';
import { senselessAnswer } from '../../shared/engine/provider/readAnswer';
import {
	isKnown,
	type ProviderRefund,
	type ProviderRefunds,
} from '../../shared/engine/provider/snapshot';
import { profile } from './profile';
import { readOriginal, parseSnapshot, type Original } from './invoice';
import { environmentOf, openedInvoices, readInvoice } from './pages';
import { childRefund, contradicts, refundsOf, withAmount } from './refund';
import { movedIn } from './response';
import { listFor, reachesBack, scanInvoices, type Scan, type ScanQuery } from './scan';
import { openSharedScans } from './sharedScans';
import { learnAttemptTax } from './tax';
import { wireId } from './wire';

/** The scan that was read to its end, or why none was. */
type Found =
	| {
			readonly kind: 'children';
			readonly children: readonly WireObject[];
			readonly reused: boolean;
	  }
	| { readonly kind: 'unreadable'; readonly why: string }
	| { readonly kind: 'failed'; readonly read: Result<never> };

type Looker = (query: ScanQuery) => Promise<{ readonly scan: Scan; readonly reused: boolean }>;

/**
 * One run's view of Revolv3: originals as they were read, scans shared by all items, refunds made meanwhile.
 *
 * @param clock for how old a shared scan is
 */
export function openReader(
	http: Pick<Http, 'read' | 'environment'>,
	clock: { now(): number } = { now: () => Date.now() },
): ProviderReader {
	const opened = openedInvoices(http);
	const environment = environmentOf(http);
	const scans = openSharedScans(
		async (query) => await scanInvoices(http, query, opened),
		() => clock.now(),
	);
	const originals = new Map<string, Original>();
	const notedByInvoice = new Map<string, readonly ProviderRefund[]>();
	/** Invoices that were asked to be read anew. */
	const inDoubt = new Set<string>();
	const notedOf = (invoiceId: string) => notedByInvoice.get(invoiceId) ?? [];

	async function read(
		invoiceId: string,
	): Promise<Result<{ readonly original: Original; readonly body: unknown }>> {
		const what = `invoice ${invoiceId}`;
		const answer = await readInvoice(http, invoiceId);
		if (!answer.ok) return answer;
		const parsed = readOriginal(answer.value, invoiceId);
		if (!parsed.ok) return senselessAnswer({ profile }, what, parsed.why);
		const { original } = parsed;
		originals.set(invoiceId, original);
		if (original.parentInvoiceId === null) opened.notePayment(invoiceId);
		return { ok: true, value: { original, body: answer.value } };
	}

	/**
	 * Looks where the refunds can be, one list after the other, until one could be read to its end.
	 *
	 * @param thorough where that one shows none, the lists at other addresses are looked through as well: whether each of
	 * them holds refunds is not documented
	 */
	async function findChildren(
		{ invoiceId, queries }: Original,
		look: Looker,
		thorough: boolean,
	): Promise<Found> {
		const tooLong: ScanQuery[] = [];
		const empty = new Set<string>();
		let none: Found | null = null;
		let firstWhy: string | null = null;
		for (const query of queries) {
			// Each list holds all that the ones before it hold, but for what was updated before their first day.
			if (tooLong.some(({ fromDay }) => reachesBack(query.fromDay, fromDay))) continue;
			if (empty.has(listFor(query).path)) continue;
			const { scan, reused } = await look(query);
			switch (scan.kind) {
				case 'complete': {
					const children = scan.children.get(invoiceId) ?? [];
					const found: Found = { kind: 'children', children, reused };
					if (children.length > 0 || !thorough) return found;
					empty.add(listFor(query).path);
					none ??= found;
					break;
				}
				case 'failed':
					return { kind: 'failed', read: { ok: false, refusal: scan.refusal } };
				case 'overran':
					tooLong.push(query);
					firstWhy ??= scan.why;
					break;
				case 'malformed':
					firstWhy ??= scan.why;
			}
		}
		return none ?? { kind: 'unreadable', why: firstWhy ?? 'Revolv3 has no list to look through.' };
	}

	async function findRefunds(
		original: Original,
		look: Looker,
		thorough: boolean,
	): Promise<Result<{ readonly shown: ProviderRefunds; readonly reused: boolean }>> {
		const found = await findChildren(original, look, thorough);
		if (found.kind === 'failed') return found.read;
		if (found.kind === 'unreadable') return { ok: true, value: { shown: found, reused: false } };
		const noted = notedOf(original.invoiceId);
		const refunds = await refundsOf(original, found.children, noted, { opened, environment });
		if (!refunds.ok) return refunds;
		const shown: ProviderRefunds = { kind: 'listed', refunds: refunds.value };
		return { ok: true, value: { shown, reused: found.reused } };
	}

	const fresh: Looker = async (query) => ({ scan: await scans.fresh(query), reused: false });

	async function refundsBefore(original: Original): Promise<Result<ProviderRefunds>> {
		const thorough = inDoubt.has(original.invoiceId);
		const first = await findRefunds(original, scans.shared, thorough);
		if (!first.ok) return first;
		const { shown, reused } = first.value;
		if (!contradicts(original, shown) || (thorough && !reused))
			return { ok: true, value: settle(original, shown) };
		// Something was refunded since the shared scan passed by, or that list shows no refunds: doubt, so look again.
		const again = await findRefunds(original, fresh, true);
		return again.ok ? { ok: true, value: settle(original, again.value.shown) } : again;
	}

	/** A refund that Revolv3 has named in its answer, by its own id: its list may not show it. */
	async function readChild(original: Original, refundId: string): Promise<ProviderRefund | null> {
		const answer = await readInvoice(http, refundId);
		if (!answer.ok || !isWireObject(answer.value)) return null;
		const child = answer.value;
		const isIt =
			wireId(child.invoiceId) === refundId && wireId(child.parentInvoiceId) === original.invoiceId;
		return isIt ? childRefund(child, original, environment) : null;
	}

	return {
		async readSnapshot({ invoiceId }) {
			const answer = await read(invoiceId);
			if (!answer.ok) return answer;
			const { original, body } = answer.value;
			const refunds = await refundsBefore(original);
			return refunds.ok
				? { ok: true, value: parseSnapshot(original, refunds.value, body) }
				: refunds;
		},

		async inquire(plan, refundId = null) {
			const { invoiceId } = plan.target;
			let original = originals.get(invoiceId);
			if (!original) {
				// Settled by a later try, before any snapshot: the plan does not say how to look for refunds.
				const answer = await read(invoiceId);
				if (!answer.ok) return answer;
				original = answer.value.original;
			}
			const refunds = await findRefunds(original, fresh, true);
			const shown = refunds.ok ? refunds.value.shown : null;
			const listed = shown?.kind === 'listed' ? shown.refunds : [];
			const isListed = listed.some((refund) => refund.refundId === refundId);
			const named = refundId === null || isListed ? null : await readChild(original, refundId);
			if (named === null) {
				if (!refunds.ok) return refunds;
				if (shown?.kind !== 'listed') {
					return senselessAnswer({ profile }, `the refunds of invoice ${invoiceId}`, whyOf(shown));
				}
			}
			const seen = new Set(plan.seenRefundIds);
			return {
				ok: true,
				value: [...(named === null ? [] : [named]), ...listed].map((refund) =>
					refund.refundId === null || seen.has(refund.refundId)
						? refund
						: withAmount(refund, plan.amountMinor),
				),
			};
		},

		refresh({ invoiceId }) {
			inDoubt.add(invoiceId);
			// An invoice not read yet may still be covered by what was read for another.
			scans.drop(originals.get(invoiceId)?.queries ?? null);
		},

		noteRefund({ target: { invoiceId }, exponent, full, earlierMinor }, refund) {
			const original = originals.get(invoiceId);
			if (original && isKnown(refund)) {
				learnAttemptTax(environment, original, {
					amountMinor: refund.amountMinor,
					taxMinor: refund.taxMinor,
					movedMinor: movedIn(refund.response, exponent),
					isLast:
						full ||
						(earlierMinor !== null && refund.amountMinor + earlierMinor >= original.subtotalMinor),
				});
			}
			const others = notedOf(invoiceId).filter(
				({ refundId }) => refundId === null || refundId !== refund.refundId,
			);
			notedByInvoice.set(invoiceId, [...others, refund]);
		},
	};
}

function settle(original: Original, refunds: ProviderRefunds): ProviderRefunds {
	if (!contradicts(original, refunds)) return refunds;
	const why = `Revolv3 shows that something of invoice ${original.invoiceId} was refunded, but its list does not show the refund.`;
	return { kind: 'unreadable', why };
}

function whyOf(refunds: ProviderRefunds | null): string {
	return refunds?.kind === 'unreadable' ? refunds.why.replace(/\.$/, '') : 'they are not listed';
}
