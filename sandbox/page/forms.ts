import { FAULT_KINDS } from '../faults/kinds';
import { PROVIDER_IDS } from '../types';
import { html, type Html } from './html';

const CALLS =
	'refund readInvoice listInvoices readRefund listRefunds listPayments token credentialTest any'.split(
		' ',
	);

/** The armed faults, each with a button that disarms it. */
export function armedList(sentences: readonly string[]): Html {
	if (sentences.length === 0) return html`<p>No fault is armed.</p>`;
	const items = sentences.map(
		(sentence, place) =>
			html`<li>
				${sentence}
				<form method="post" action="/_control/clear-faults">
					<input type="hidden" name="place" value="${place}" /><button>Disarm</button>
				</form>
			</li>`,
	);
	return html`<ul>
		${items}
	</ul>`;
}

/** Arms a fault. */
export function faultForm(): Html {
	return html`<form method="post" action="/_control/fault">
		${select('Provider', 'provider', [...PROVIDER_IDS, 'any'])} ${select('Call', 'call', CALLS)}
		${select('Kind', 'kind', Object.keys(FAULT_KINDS))}
		${select('Moment', 'moment', ['', 'beforeCommit', 'afterCommit'])}
		${field('Times', 'times', '1')} ${field('Let pass first', 'skip', '')}
		${field('Status', 'status', '')} ${field('Delay, ms', 'delayMs', '')}
		${field('Retry-After, s', 'retryAfter', '')}
		<label>Invoice only<input name="invoiceId" /></label>
		<label>Refund status<input name="refundStatus" /></label>
		<button>Arm</button>
	</form>`;
}

/** Moves a refund to another status. */
export function settleForm(): Html {
	return html`<form method="post" action="/_control/settle">
		${select('Account', 'account', ['first', 'second'])}
		<label>Refund<input name="refundId" required /></label>
		<label>New status<input name="status" required /></label>
		<button>Settle</button>
	</form>`;
}

/** Back to the seed. */
export function resetForm(): Html {
	return html`<form method="post" action="/_control/reset">
		<button>Reset everything to the seed</button>
	</form>`;
}

function select(label: string, name: string, values: readonly string[]): Html {
	const options = values.map(
		(value) => html`<option value="${value}">${value === '' ? 'default' : value}</option>`,
	);
	return html`<label
		>${label}<select name="${name}">
			${options}
		</select></label
	>`;
}

function field(label: string, name: string, value: string): Html {
	return html`<label
		>${label}<input type="number" min="0" name="${name}" value="${value}"
	/></label>`;
}
