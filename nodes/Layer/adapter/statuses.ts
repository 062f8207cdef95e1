/** Statuses of an invoice on the newest page (documented). */
export const STATUSES = [
	'SENT',
	'PARTIALLY_PAID',
	'PAID',
	'VOIDED',
	'PARTIALLY_WRITTEN_OFF',
	'WRITTEN_OFF',
	'REFUNDED',
];
