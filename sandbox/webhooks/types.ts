/** The providers whose deliveries are documented well enough to imitate. */
export type WebhookProvider = 'duro' | 'revolv3';

export const WEBHOOK_PROVIDERS: readonly WebhookProvider[] = ['duro', 'revolv3'];

/** One event on its way to one address. */
export interface WebhookDelivery {
	readonly id: number;
	readonly provider: WebhookProvider;
	readonly event: string;
	readonly url: string;
	/** Every attempt sends these very bytes. */
	readonly body: string;
	/** The status of each attempt; null where there was no answer. */
	readonly attempts: readonly (number | null)[];
	readonly state: 'pending' | 'delivered' | 'failed';
}

/** What a provider's dashboard can do, and what happens by itself. */
export interface SandboxWebhooks {
	/** What each provider signs with; fixed and fake. */
	readonly secrets: Readonly<Record<WebhookProvider, string>>;
	/** Enters an address. Revolv3 tests it first and refuses anything but a 200. */
	subscribe(provider: WebhookProvider, url: string): Promise<void>;
	/** Says an event about an invoice, or about Revolv3's invoice of a refund, without anything having happened. */
	announce(provider: WebhookProvider, event: string, invoiceId: string): void;
	/** In the order they were made. */
	readonly deliveries: readonly WebhookDelivery[];
	/** Sends a delivery once more, whatever became of it: Duro's one-click replay. */
	replay(id: number): Promise<void>;
	/** Duro's next retries now, instead of after one minute and more; resolves once they are answered. */
	retryNow(): Promise<void>;
	/** Resolves once no attempt is under way. */
	idle(): Promise<void>;
}
