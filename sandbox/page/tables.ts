import { IMITATIONS } from '../providers/all';
import {
	type AccountName,
	type BookedRefund,
	type RecordedRequest,
	type Sandbox,
	type SandboxAccount,
	PROVIDER_IDS,
} from '../types';
import type { World } from '../world';
import { html, type Html } from './html';
import { moneyText } from './money';

const SHOWN_REQUESTS = 60;

/** Every invoice of both accounts, with what was paid and what was refunded of it. */
export function invoiceTable(worlds: readonly World[]): Html {
	const rows = worlds.flatMap(invoiceRows);
	return table('Account|Provider|Invoice|Status|#Total|#Tax in it|#Paid|#Refunded|Customer', rows);
}

function invoiceRows(world: World): readonly Html[] {
	const { account, ledger } = world;
	return PROVIDER_IDS.flatMap((provider) =>
		ledger.invoices(provider).map((invoice) => {
			const money = (minor: number) => moneyText(provider, minor, invoice.currency);
			const back = ledger.refundedMinor(invoice) + ledger.refundedTaxMinor(invoice);
			return html`<tr>
				<td>${account}</td>
				<td>${provider}</td>
				<td><code>${invoice.id}</code></td>
				<td>${IMITATIONS[provider].shownStatus(world, invoice)}</td>
				<td class="number">${money(invoice.totalMinor)}</td>
				<td class="number">${invoice.taxMinor === 0 ? '' : money(invoice.taxMinor)}</td>
				<td class="number">${money(invoice.paidMinor)}</td>
				<td class="number">${back === 0 ? '' : money(back)}</td>
				<td>${invoice.customerRef}</td>
			</tr>`;
		}),
	);
}

/** Every refund, newest first; the second account's come after the first's. */
export function refundTable(sandbox: Sandbox): Html {
	const rows = (name: AccountName, account: SandboxAccount) =>
		PROVIDER_IDS.flatMap((provider) => account.refunds(provider))
			.sort((a, b) => b.seq - a.seq)
			.map((refund) => refundRow(name, account, refund));
	return table('Account|Provider|Refund|Invoice|#Amount|#Tax|Status|Made by|Key', [
		...rows('first', sandbox),
		...rows('second', sandbox.second),
	]);
}

function refundRow(name: AccountName, { ledger }: SandboxAccount, refund: BookedRefund): Html {
	const currency = ledger.invoice(refund.provider, refund.invoiceId)?.currency ?? '';
	const money = (minor: number) => moneyText(refund.provider, minor, currency);
	return html`<tr>
		<td>${name}</td>
		<td>${refund.provider}</td>
		<td><code>${refund.refundId ?? 'no id'}</code></td>
		<td><code>${refund.invoiceId}</code></td>
		<td class="number">${money(refund.amountMinor)}</td>
		<td class="number">${refund.taxMinor === 0 ? '' : money(refund.taxMinor)}</td>
		<td class="${standing(refund)}">${refund.status}</td>
		<td>${refund.source}${refund.rewrites === 0 ? '' : `, rewritten ${refund.rewrites} times`}</td>
		<td><code>${refund.key ?? ''}</code></td>
	</tr>`;
}

/** Green for done, red for undone, plain for what may still change. */
function standing(refund: BookedRefund): string {
	if (!refund.counts) return 'bad';
	return /pending|processing|sent/i.test(refund.status) ? 'quiet' : 'good';
}

/** The latest requests, newest first. */
export function requestTable({ requests }: Sandbox): Html {
	return table(
		'Time|Account|Provider|Request|Status|Fault|Body',
		requests.slice(-SHOWN_REQUESTS).reverse().map(requestRow),
	);
}

function requestRow(request: RecordedRequest): Html {
	const fine = request.status !== null && request.status < 400;
	const query = new URLSearchParams(request.query).toString();
	return html`<tr>
		<td>${new Date(request.at).toISOString().slice(11, 23)}</td>
		<td>${request.account}</td>
		<td>${request.provider}</td>
		<td><code>${request.method} ${request.path}${query === '' ? '' : `?${query}`}</code></td>
		<td class="${fine ? 'good' : 'bad'}">${request.status ?? 'no answer'}</td>
		<td>${request.faultApplied ?? ''}</td>
		<td>
			${
				request.bodyText === ''
					? null
					: html`<details>
							<summary>${request.bodyText.length} characters</summary>
							<pre><code>${request.bodyText}</code></pre>
						</details>`
			}
		</td>
	</tr>`;
}

/** Heads are split at `|`; one that begins with `#` is a column of numbers. */
function table(heads: string, rows: readonly Html[]): Html {
	if (rows.length === 0) return html`<p>None yet.</p>`;
	const cells = heads
		.split('|')
		.map((head) =>
			head.startsWith('#')
				? html`<th class="number">${head.slice(1)}</th>`
				: html`<th>${head}</th>`,
		);
	return html`<div class="scroll">
		<table>
			<thead>
				<tr>
					${cells}
				</tr>
			</thead>
			<tbody>
				${rows}
			</tbody>
		</table>
	</div>`;
}
