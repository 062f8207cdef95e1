import type { ProviderAdapter, ProviderReader } from '../../shared/engine/provider/adapter';
import type { Result } from '../../shared/engine/result/result';
import { bodyOfRead } from '../../shared/engine/provider/readAnswer';
import { profile } from './profile';
import { snapshotOf } from './invoice';
import { invoicePath } from './request';
import { parseError } from './response';

/** Duro's books hold invoices only; no call reads a refund, so there is no read-back. */
export const openReader: ProviderAdapter['openReader'] = (http): ProviderReader => ({
	async readSnapshot({ invoiceId }) {
		const what = `invoice ${invoiceId}`;
		const outcome = await http.read({ method: 'GET', path: invoicePath(invoiceId) });
		const body = bodyOfRead(outcome, what, { profile, parseError: parseError });
		return body.ok
			? snapshotOf(body.value, invoiceId, what)
			: namingTheMode(body, what, http.environment);
	},
});

/**
 * A key sees the invoices of its own mode only (documented: 404 is "not in this tenant and mode"), and a key of the
 * other mode is the commonest reason for a 404.
 */
function namingTheMode(
	failed: Extract<Result<never>, { ok: false }>,
	what: string,
	environment: string | undefined,
): Result<never> {
	const { refusal } = failed;
	const [mode] = /^(?:live|test)\b/.exec(environment ?? '') ?? [];
	if (refusal.code !== 'invoiceNotFound' || mode === undefined) return failed;
	const other = mode === 'live' ? 'test' : 'live';
	const said = refusal.providerMessage === null ? '' : ` It said: ${refusal.providerMessage}`;
	const message = `Duro has no ${what} for this ${mode} key, which sees no ${other} invoices.${said}`;
	return { ok: false, refusal: { ...refusal, message } };
}
