import type { Books, Read } from '../../shared/engine/adapter';
import type { Http } from '../../shared/engine/http';
import { senselessAnswer } from '../../shared/engine/readAnswer';
import type { ShownRefund, ShownRefunds } from '../../shared/engine/snapshot';
import { facts } from './facts';
import { readOriginal, type Original } from './original';
import { readInvoice } from './readInvoice';
import { contradicts, refundsIn } from './refundsIn';
import { openSharedSweeps } from './sharedSweeps';
import { sweepInvoices } from './sweep';
import { toSnapshot } from './toSnapshot';

/** One run's view of Revolv3: originals as they were read, sweeps shared by all items, refunds made meanwhile. */
export function openBooks(http: Pick<Http, 'read'>): Books {
	const sweeps = openSharedSweeps(async (query) => await sweepInvoices(http, query));
	const originals = new Map<string, Original>();
	const notedByInvoice = new Map<string, readonly ShownRefund[]>();
	const notedOf = (invoiceId: string) => notedByInvoice.get(invoiceId) ?? [];

	async function read(
		invoiceId: string,
	): Promise<Read<{ readonly original: Original; readonly body: unknown }>> {
		const what = `invoice ${invoiceId}`;
		const answer = await readInvoice(http, invoiceId);
		if (!answer.ok) return answer;
		const parsed = readOriginal(answer.value, invoiceId);
		if (!parsed.ok) return senselessAnswer({ facts }, what, parsed.why);
		originals.set(invoiceId, parsed.original);
		return { ok: true, value: { original: parsed.original, body: answer.value } };
	}

	async function findRefunds(original: Original): Promise<Read<ShownRefunds>> {
		if (original.query === null) return { ok: true, value: noQuery(original) };
		const { sweep, reused } = await sweeps.shared(original.query);
		const refunds = refundsIn(sweep, original, notedOf(original.invoiceId));
		if (!refunds.ok || !reused || !contradicts(original, refunds.value)) {
			return settle(original, refunds);
		}
		// Something was refunded since the shared sweep passed by: doubt, so look again.
		const again = await sweeps.fresh(original.query);
		return settle(original, refundsIn(again, original, notedOf(original.invoiceId)));
	}

	return {
		async readSnapshot({ invoiceId }) {
			const answer = await read(invoiceId);
			if (!answer.ok) return answer;
			const { original, body } = answer.value;
			const refunds = await findRefunds(original);
			return refunds.ok ? { ok: true, value: toSnapshot(original, refunds.value, body) } : refunds;
		},

		async readBack({ target: { invoiceId } }) {
			let original = originals.get(invoiceId);
			if (!original) {
				// Settled by a later try, before any snapshot: the plan does not say how to look for refunds.
				const answer = await read(invoiceId);
				if (!answer.ok) return answer;
				original = answer.value.original;
			}
			const refunds: Read<ShownRefunds> =
				original.query === null
					? { ok: true, value: noQuery(original) }
					: refundsIn(await sweeps.fresh(original.query), original, notedOf(invoiceId));
			if (!refunds.ok) return refunds;
			return refunds.value.kind === 'listed'
				? { ok: true, value: refunds.value.refunds }
				: senselessAnswer({ facts }, `the refunds of invoice ${invoiceId}`, whyOf(refunds.value));
		},

		refresh({ invoiceId }) {
			// An invoice not read yet may still be covered by what was swept for another.
			sweeps.drop(originals.get(invoiceId)?.query ?? null);
		},

		noteRefund({ target: { invoiceId } }, refund) {
			const others = notedOf(invoiceId).filter(
				({ refundId }) => refundId === null || refundId !== refund.refundId,
			);
			notedByInvoice.set(invoiceId, [...others, refund]);
		},
	};
}

function settle(original: Original, refunds: Read<ShownRefunds>): Read<ShownRefunds> {
	if (!refunds.ok || !contradicts(original, refunds.value)) return refunds;
	const why = `Revolv3 shows that something of invoice ${original.invoiceId} was refunded, but its list does not show the refund.`;
	return { ok: true, value: { kind: 'unreadable', why } };
}

function noQuery({ invoiceId }: Original): ShownRefunds {
	return {
		kind: 'unreadable',
		why: `Invoice ${invoiceId} names neither a customer nor the day it was paid, so Revolv3 can't be asked for its refunds.`,
	};
}

function whyOf(refunds: ShownRefunds): string {
	return refunds.kind === 'unreadable' ? refunds.why.replace(/\.$/, '') : 'they are not listed';
}
