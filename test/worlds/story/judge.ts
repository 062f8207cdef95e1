import type { BookedRefund } from '../../../sandbox';
import type { Expectation } from './expectation';
import type { Said } from './said';
import { INVOICES, type RefundAsk, type Step, type Word } from './script';
import type { Stage } from './stage';

/** What of a stage is judged by. */
export type StageBooks = Pick<Stage, 'provider' | 'idOf' | 'booked'>;

/** Which booking belongs to which request. */
export interface Ledger {
	/** The refunds that were booked for this request and count, in order. */
	of(ask: Pick<RefundAsk, 'invoice' | 'reference'>): readonly BookedRefund[];
}

export interface Judgement {
	/** What was wrong: a second refund, a false word, a false amount. Empty = safe. */
	readonly unsafe: string[];
	/** What a person with the documents and the answers in hand would have expected otherwise. Empty = useful. */
	readonly useless: string[];
}

/** Refusals that say of a refund that it was not made, or that another one was. */
const DENIES = [
	'notRefundable',
	'providerRefused',
	'amountTooHigh',
	'invoiceNotFound',
	'referenceSpent',
	'invalidParameter',
	'internalError',
	'referenceConflict',
];

/** Holds what the node said against the sandbox's books. */
export function judge(
	stage: StageBooks,
	ledger: Ledger,
	step: Step,
	expectation: Expectation,
	said: readonly Said[],
	fresh: readonly BookedRefund[],
): Judgement {
	const unsafe: string[] = [];
	const useless: string[] = [];
	const { ask } = step;
	if (ask.operation !== 'refund' && fresh.length > 0) unsafe.push('it booked a refund');
	if (ask.operation === 'refund' && fresh.length > ask.items.length) unsafe.push('it booked twice');
	if ('items' in ask) {
		ask.items.forEach((item, index) => {
			const one = said[index];
			if (one === undefined) {
				unsafe.push(`item ${index} vanished`);
				return;
			}
			const words = expectation.words[index] ?? [];
			if (!words.includes(one.word)) {
				useless.push(`item ${index} is ${one.word}, not ${words.join(' or ')}: ${one.text}`);
			}
			judgeItem(stage, ledger, ask.operation, item, words, one, { unsafe, useless });
			const booked = fresh.some(({ invoiceId }) => invoiceId === stage.idOf(item.invoice));
			if (booked && one.word.startsWith('refused')) {
				unsafe.push(`it is ${one.word}, and this run booked a refund`);
			}
		});
		if (said.length > ask.items.length) unsafe.push('there are more items than were asked for');
	} else {
		const words = expectation.words[0] ?? [];
		const [first] = said;
		if (first !== undefined && !words.includes(first.word)) {
			useless.push(`it is ${first.word}: ${first.text}`);
		} else {
			lookUp(stage, ledger, step, said, { unsafe, useless });
		}
	}
	return { unsafe, useless: useless.filter((one) => !isHidden(one, expectation)) };
}

/** Whether it is a field that the world hides from everybody. */
function isHidden(useless: string, { hides }: Expectation): boolean {
	return [...hides].some((what) =>
		what === 'refunds'
			? /^refund \S+ is not listed$/.test(useless)
			: useless.startsWith(notTold(what)),
	);
}

function notTold(what: string): string {
	return `the ${what} is not told`;
}

interface Findings {
	readonly unsafe: string[];
	readonly useless: string[];
}

function judgeItem(
	stage: StageBooks,
	ledger: Ledger,
	operation: 'refund' | 'checkRefund',
	item: RefundAsk,
	words: readonly Word[],
	said: Said,
	{ unsafe, useless }: Findings,
): void {
	const own = ledger.of(item);
	if (own.length > 1) unsafe.push(`${own.length} refunds stand under one reference`);
	const [booked] = own;
	const matches = booked !== undefined && isWhatWasAsked(stage, item, booked);
	switch (said.word) {
		case 'refunded':
		case 'pending':
		case 'alreadyRefunded':
		case 'would not: alreadyRefunded': {
			if (booked === undefined) {
				unsafe.push(`it is ${said.word}, and nothing is booked`);
				return;
			}
			const isPending = stage.provider === 'revolv3' && /Pending$/.test(booked.status);
			if (isPending !== (said.word === 'pending') && !said.word.startsWith('would')) {
				unsafe.push(`it is ${said.word}, and the books say ${booked.status}`);
			}
			compare('refund', said.refundId, operation === 'refund' ? booked.refundId : undefined, {
				unsafe,
				useless,
			});
			compare('amount', said.amountMinor, booked.amountMinor, { unsafe, useless });
			compare('total', said.totalMinor, booked.amountMinor + booked.taxMinor, { unsafe, useless });
			return;
		}
		case 'would refund': {
			if (booked !== undefined) unsafe.push('it would refund what is refunded');
			const asked = item.amountMinor ?? leftOf(stage, item.invoice);
			compare('amount', said.amountMinor, asked, { unsafe, useless });
			compare('refundable', said.refundableMinor, knownLeft(stage, item.invoice), {
				unsafe,
				useless,
			});
			return;
		}
		case 'unknown confirmedOtherwise':
			// where a world makes this a doubt, the provider's figure may be of more than this refund
			if (words.includes(said.word)) return;
			if (matches) unsafe.push('it says that another refund was made, and it was this one');
			compare('confirmed amount', said.confirmedMinor, booked?.amountMinor, {
				unsafe,
				useless: [],
			});
			return;
		default:
			if (!said.word.startsWith('refused')) return;
			if (matches && DENIES.some((code) => said.word === `refused ${code}`)) {
				unsafe.push(`it is ${said.word}, and the refund is booked`);
			}
	}
}

/** Whether a booked refund is what a request asks for: the amount, or all that was left. */
function isWhatWasAsked(stage: StageBooks, item: RefundAsk, booked: BookedRefund): boolean {
	if (item.amountMinor !== undefined) return item.amountMinor === booked.amountMinor;
	return leftOf(stage, item.invoice) === 0;
}

function lookUp(
	stage: StageBooks,
	ledger: Ledger,
	{ ask }: Step,
	said: readonly Said[],
	findings: Findings,
): void {
	const [first] = said;
	switch (ask.operation) {
		case 'invoice.get': {
			if (ask.invoice === 'missing' || first === undefined) {
				findings.useless.push('nothing is shown');
				return;
			}
			const { netMinor } = INVOICES[ask.invoice];
			const left = knownLeft(stage, ask.invoice);
			compare('paid', first.paidMinor, netMinor, findings);
			compare('refunded', first.refundedMinor, left === null ? null : netMinor - left, findings);
			compare('refundable', first.refundableMinor, left, findings);
			return;
		}
		case 'invoice.getAll':
			for (const [name, { netMinor, taxMinor }] of Object.entries(INVOICES)) {
				const id = stage.idOf(name as keyof typeof INVOICES); // the keys are the names
				const row = said.find(({ invoiceId }) => invoiceId === id);
				if (row === undefined) {
					findings.useless.push(`invoice ${name} is not listed`);
					continue;
				}
				const total = netMinor + (stage.provider === 'revolv3' ? taxMinor : 0);
				if (row.amountMinor == null && row.totalMinor == null) {
					findings.useless.push(`invoice ${name} is listed without any amount`);
				}
				const useless: string[] = [];
				compare('amount', row.amountMinor, netMinor, { ...findings, useless });
				compare('total', row.totalMinor, total, { ...findings, useless });
			}
			return;
		case 'refund.getAll':
			for (const booked of stage.booked(ask.invoice)) {
				const row = said.find(({ refundId }) => refundId === booked.refundId);
				if (row === undefined) findings.useless.push(`refund ${booked.refundId} is not listed`);
				else assertRefundRow(row, booked, findings);
			}
			return;
		case 'refund.get': {
			const [booked] = ledger.of(ask);
			if (booked === undefined || first === undefined) {
				findings.useless.push('there is no refund to look at');
				return;
			}
			compare('refund', first.refundId, booked.refundId, findings);
			assertRefundRow(first, booked, findings);
			return;
		}
		default:
			return;
	}
}

function assertRefundRow(
	row: Said,
	{ invoiceId, amountMinor, taxMinor }: BookedRefund,
	findings: Findings,
): void {
	compare('invoice', row.invoiceId, invoiceId, findings);
	compare('amount', row.amountMinor, amountMinor, {
		...findings,
		// what goes back in all is enough where the tax is not told apart
		useless: row.totalMinor == null ? findings.useless : [],
	});
	compare('total', row.totalMinor, amountMinor + taxMinor, {
		...findings,
		useless: row.amountMinor == null ? findings.useless : [],
	});
}

/** A value that differs from the books is a false word; null where the books know it is no use. A field that is not there is not judged. */
function compare<T extends string | number>(
	what: string,
	said: T | null | undefined,
	booked: T | null | undefined,
	{ unsafe, useless }: Findings,
): void {
	if (said === undefined || booked === undefined) return;
	if (said === null) {
		if (booked !== null) useless.push(`${notTold(what)}, and it is ${booked}`);
	} else if (said !== booked) {
		unsafe.push(`the ${what} is ${said}, and in the books ${String(booked)}`);
	}
}

/** What can still be refunded, before tax. */
function leftOf(stage: StageBooks, invoice: RefundAsk['invoice']): number {
	if (invoice === 'missing') return 0;
	const refunded = stage.booked(invoice).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
	return INVOICES[invoice].netMinor - refunded;
}

/** The same, as far as the provider lets it be known. */
function knownLeft(stage: StageBooks, invoice: RefundAsk['invoice']): number | null {
	return stage.provider === 'duro' ? null : leftOf(stage, invoice);
}
