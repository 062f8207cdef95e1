import { type Sandbox, PROVIDER_IDS } from '../types';
import type { World } from '../world';
import { armedList, faultForm, resetForm, settleForm } from './forms';
import { html, type Html } from './html';
import { STYLE } from './style';
import { invoiceTable, refundTable, requestTable } from './tables';

/** The whole page; `refreshSeconds` makes it load itself again. */
export function renderPage(
	sandbox: Sandbox,
	worlds: readonly World[],
	sentences: readonly string[],
	refreshSeconds: number | null,
): string {
	const style: Html = { markup: `<style>${STYLE}</style>` }; // our own constant, nothing inserted
	const refresh =
		refreshSeconds === null
			? null
			: html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>Invoice refunds: sandbox</title>
				<link rel="icon" href="data:," />
				${refresh} ${style}
			</head>
			<body>
				<h1>Sandbox of four invoice providers</h1>
				<p>No money, no real keys. The books below are the truth, whatever was answered.</p>
				${addresses(sandbox)}
				<nav>
					<a href="#refunds">Refunds</a> <a href="#requests">Requests</a>
					<a href="#faults">Faults</a> <a href="#invoices">Invoices</a>
					${
						refreshSeconds === null
							? html`<a href="/?refresh=5">Refresh every 5 s</a>`
							: html`<a href="/">Stop refreshing</a>`
					}
				</nav>
				<section id="refunds">
					<h2>Refunds in the books</h2>
					${refundTable(sandbox)}${settleForm()}
				</section>
				<section id="requests">
					<h2>Latest requests</h2>
					${requestTable(sandbox)}${strays(sandbox)}
				</section>
				<section id="faults">
					<h2>Faults</h2>
					${armedList(sentences)}${faultForm()}${resetForm()}
				</section>
				<section id="invoices">
					<h2>Invoices</h2>
					${invoiceTable(worlds)}
				</section>
			</body>
		</html>`.markup;
}

function addresses(sandbox: Sandbox): Html {
	const list = PROVIDER_IDS.map((id) => html`<code>${sandbox.baseUrl(id)}</code> `);
	return html`<p>${list}</p>`;
}

function strays({ strayRequests, followedRedirects }: Sandbox): Html | null {
	if (strayRequests.length + followedRedirects.length === 0) return null;
	return html`<p class="bad">
		${strayRequests.length} requests fitted no route, ${followedRedirects.length} followed a
		redirect.
	</p>`;
}
