/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { InFlight } from '../http/inFlight';
import { Waits } from '../http/waits';
import type { LedgerRefund } from '../ledger/records';
import type { World } from '../world';
import { duroBody, duroEventId, revolv3Body, revolv3TestBody, type Occasion } from './events';
import { signedHeaders } from './sign';
import type { SandboxWebhooks, WebhookDelivery, WebhookProvider } from './types';

/** [D] Duro, after a non-2xx or a network error: 1m, 5m, 30m, 2h, 6h, 24h. [ND] Revolv3 names no schedule: none. */
const RETRY_MINUTES: Readonly<Record<WebhookProvider, readonly number[]>> = {
	duro: [1, 5, 30, 120, 360, 1440],
	revolv3: [],
};

const SECRETS = {
	duro: 'whsec_sandbox_0001',
	revolv3: 'sandbox-webhook-key-0001',
} as const;

/** Longer than an n8n that starts a workflow takes, shorter than a test. */
const ANSWER_WITHIN_MS = 10_000;

type Letter = { -readonly [Field in keyof WebhookDelivery]: WebhookDelivery[Field] } & {
	number: number;
	/** When it was first signed. */
	signedAt: number | null;
};

/** Makes deliveries of what happens in the books, signs and sends them, and tries again where Duro does. */
export class PostOffice implements SandboxWebhooks {
	readonly secrets = SECRETS;
	private readonly addresses = new Map<WebhookProvider, string>();
	private letters: Letter[] = [];
	private readonly waits = new Waits();
	private readonly underWay = new InFlight();
	private numbered = 0;

	constructor(private readonly world: World) {
		world.ledger.onRefund((change, refund) => this.tell(change, refund));
	}

	get deliveries(): readonly WebhookDelivery[] {
		return this.letters;
	}

	async subscribe(provider: WebhookProvider, url: string): Promise<void> {
		if (!URL.canParse(url)) throw new Error(`'${url}' is not an address.`);
		if (provider === 'revolv3') {
			// [D] the portal's Save is only enabled by a 200 to its test
			const number = this.next();
			const test = this.write(provider, number, 'WebhookTest', url, this.testBody(number));
			const status = await this.attempt(test);
			if (status !== 200) {
				throw new Error(`The test connection was answered ${status ?? 'nothing'} and not 200.`);
			}
		}
		this.addresses.set(provider, url);
	}

	announce(provider: WebhookProvider, event: string, invoiceId: string): void {
		const { ledger } = this.world;
		const refund = provider === 'revolv3' ? ledger.refundById('revolv3', invoiceId) : null;
		const invoice = ledger.invoice(provider, refund?.allocations[0]?.invoiceId ?? invoiceId);
		if (invoice === null) throw new Error(`The sandbox has no ${provider} invoice ${invoiceId}.`);
		if (!this.addresses.has(provider)) throw new Error(`${provider} has no webhook to send to.`);
		this.post(provider, { number: this.next(), event, invoice, refund });
	}

	async replay(id: number): Promise<void> {
		const letter = this.letters.find((one) => one.id === id);
		if (letter === undefined) throw new Error(`There is no delivery ${id}.`);
		await this.attempt(letter);
	}

	async retryNow(): Promise<void> {
		this.waits.release();
		await nextTurn();
		await this.idle();
	}

	async idle(): Promise<void> {
		await this.underWay.idle();
		await nextTurn();
	}

	/** Forgets addresses and deliveries; nothing is tried again. */
	close(): void {
		this.waits.giveUp();
		this.addresses.clear();
		this.letters = [];
		this.numbered = 0;
	}

	/**
	 * [D] at Revolv3 for ACH: a refund's new status is an event, its first one is not. [ND] Whether a new refund sends
	 * `InvoiceCreated`, whose page lists payments only: by a switch.
	 */
	private tell(change: 'booked' | 'settled', refund: LedgerRefund): void {
		const { provider } = refund;
		if (provider !== 'duro' && provider !== 'revolv3') return;
		if (refund.source === 'seed' || !this.addresses.has(provider)) return;
		const [allocation] = refund.allocations;
		const invoice = this.world.ledger.invoice(provider, allocation?.invoiceId ?? '');
		if (invoice === null) return;
		if (provider === 'revolv3' && change === 'booked') {
			if (!this.world.switches.revolv3.refundSendsCreated) return;
		}
		const ofRevolv3 = change === 'booked' ? 'InvoiceCreated' : 'InvoiceStatusChanged';
		const event = provider === 'duro' ? 'subscription_payment_refunded' : ofRevolv3;
		this.post(provider, { number: this.next(), event, invoice, refund });
	}

	private post(provider: WebhookProvider, occasion: Occasion): void {
		const url = this.addresses.get(provider) ?? '';
		const makeBody = provider === 'duro' ? duroBody : revolv3Body;
		const body = JSON.stringify(makeBody(this.world, occasion));
		void this.carry(this.write(provider, occasion.number, occasion.event, url, body));
	}

	private write(
		provider: WebhookProvider,
		number: number,
		event: string,
		url: string,
		body: string,
	): Letter {
		const id = this.letters.length + 1;
		const letter: Letter = {
			id,
			number,
			provider,
			event,
			url,
			body,
			attempts: [],
			state: 'pending',
			signedAt: null,
		};
		this.letters.push(letter);
		return letter;
	}

	/** The first attempt and, as long as they are given, the retries. */
	private async carry(letter: Letter): Promise<void> {
		await this.attempt(letter);
		for (const minutes of RETRY_MINUTES[letter.provider]) {
			if (letter.state === 'delivered') return;
			if (!(await this.waits.wait(minutes * 60_000))) return;
			if (letter.state === 'pending') await this.attempt(letter);
		}
		if (letter.state === 'pending') letter.state = 'failed';
	}

	private async attempt(letter: Letter): Promise<number | null> {
		const { provider, url, body, event } = letter;
		letter.signedAt ??= this.world.clock();
		const signedAnew = this.world.switches.duro.retriesSignedAnew;
		const headers = signedHeaders[provider]({
			secret: this.secrets[provider],
			url,
			body,
			event,
			eventId: duroEventId(letter.number),
			at: signedAnew ? this.world.clock() : letter.signedAt,
		});
		const status = await this.underWay.track(async () => await send(url, body, headers));
		letter.attempts = [...letter.attempts, status];
		if (status !== null && status >= 200 && status < 300) letter.state = 'delivered';
		return status;
	}

	private testBody(number: number): string {
		return JSON.stringify(revolv3TestBody(this.world, number));
	}

	private next(): number {
		return ++this.numbered;
	}
}

/** Lets what an answer, or the end of a wait, set going go on until it waits itself. */
async function nextTurn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** The status answered; null without an answer. */
async function send(
	url: string,
	body: string,
	headers: Readonly<Record<string, string>>,
): Promise<number | null> {
	try {
		const answer = await fetch(url, {
			method: 'POST',
			redirect: 'manual',
			signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
			headers: { 'content-type': 'application/json', ...headers },
			body,
		});
		await answer.body?.cancel();
		return answer.status;
	} catch {
		return null;
	}
}
