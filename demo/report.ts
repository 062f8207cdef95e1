/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import Table from 'cli-table3';
import type { Delivery } from './fireNotices';

const SHOWN_ID_LENGTH = 14;

/** A UUID's tail tells sandbox invoices apart; the page shows them whole. */
function shortId(id: string): string {
	return id.length <= SHOWN_ID_LENGTH ? id : `…${id.slice(1 - SHOWN_ID_LENGTH)}`;
}

/** Minor units as text; all currencies of the demo have two digits. */
function money(amountMinor: number): string {
	const digits = String(amountMinor).padStart(3, '0');
	return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The table of all notices. `Refunded` is what the provider's books gained, not what anybody said. */
export function renderTable(deliveries: readonly Delivery[]): string {
	const table = new Table({
		head: ['Provider', 'Stage', 'Invoice', 'Asked', 'Refunded', 'Outcome', 'Situation'],
		colAligns: ['left', 'left', 'left', 'right', 'right', 'left', 'left'],
		style: { head: [], border: [], compact: true },
	});
	for (const { demo, bookedMinor, outcome, objections } of deliveries) {
		const { provider, stage, invoiceId, amount, currency } = demo.notice;
		table.push([
			provider,
			stage,
			shortId(invoiceId),
			`${amount} ${currency}`,
			bookedMinor === 0 ? '–' : `${money(bookedMinor)} ${currency}`,
			outcome,
			objections.length === 0 ? demo.shows : 'NOT AS EXPECTED, see below',
		]);
	}
	const objections = deliveries.flatMap((delivery) =>
		delivery.objections.map((objection) => {
			const { provider, stage, invoiceId } = delivery.demo.notice;
			return `${provider}, ${stage}, ${invoiceId}: ${objection}`;
		}),
	);
	return [table.toString(), ...objections].join('\n');
}

/** How many notices ended as they had to, and how many did not. */
export function countResults(deliveries: readonly Delivery[]): { passed: number; failed: number } {
	const failed = deliveries.filter(({ objections }) => objections.length > 0).length;
	return { passed: deliveries.length - failed, failed };
}

/** Where to look next. */
export function renderAddresses(addresses: {
	readonly editor: string;
	readonly email: string;
	readonly password: string;
	readonly sandbox: string;
}): string {
	return [
		`Editor   ${addresses.editor}`,
		`         log in as ${addresses.email}, password ${addresses.password}`,
		`Sandbox  ${addresses.sandbox}   (invoices, refunds and requests)`,
	].join('\n');
}
