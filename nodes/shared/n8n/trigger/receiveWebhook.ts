import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { fieldText } from '../../credentials/fieldText';
import { EVERY_EVENT, toleranceSecondsOf } from '../../descriptions/trigger';
import { isWireObject, type WireObject } from '../../engine/provider/http';
import { markOf } from '../../webhook/repeats';
import type { Delivery, SignatureVerdict, Webhook, WebhookEvent } from '../../webhook/webhook';
import { cameBefore } from './deliveryMemory';
import { nested } from '../items/items';

/** For n8n's log, and never with a word of the delivery itself: nobody knows yet who wrote it. */
const WHY_TURNED_AWAY = {
	missing: 'it has no signature header',
	malformed: 'its signature header can not be read',
	wrong: 'its signature does not fit the secret in the credential, or the webhook URL',
	outOfTime:
		'its signature is older than the tolerance of this node, or from the future; compare the clocks',
	noSecret: 'the credential of this node is missing or empty, so nothing can be proved',
} as const satisfies Record<Exclude<SignatureVerdict, 'fits'> | 'noSecret', string>;

/**
 * Answers one delivery. Nothing in it is looked at before its signature fits, and nothing is thrown, since n8n
 * makes an execution of what a webhook throws and anybody can call one.
 *
 * - 401: the signature is missing, malformed, wrong or out of time. Emits nothing.
 * - 422: signed, but no JSON object. The provider shows its delivery as failed, and somebody can look at it.
 * - 200: emits one item; nothing for a test call, an event that was not chosen, or a repeat that is to be dropped.
 */
export async function receiveWebhook(
	this: IWebhookFunctions,
	webhook: Webhook,
): Promise<IWebhookResponseData> {
	const now = Date.now();
	const delivery = deliveryOf(this);
	const verdict = await verdictOn(this, webhook, delivery, now);
	if (verdict !== 'fits') {
		const node = this.getNode().name;
		this.logger.warn(`'${node}' turned a delivery away: ${WHY_TURNED_AWAY[verdict]}.`);
		return answer(this, 401, 'The signature is missing or does not fit.');
	}
	const body = parsed(delivery.rawBody);
	if (body === null) return answer(this, 422, 'The body is signed, but it is no JSON object.');
	const event = webhook.readEvent(body);
	if (webhook.testEvent !== null && event.event === webhook.testEvent) {
		return answer(this, 200, 'The signature fits.');
	}
	if (!isChosen(this, event)) return answer(this, 200, 'This event was not chosen.');
	const repeated = cameBefore(this, markOf(event, delivery.rawBody), now);
	if (repeated && this.getNodeParameter('repeatedDeliveries', 'pass') === 'drop') {
		return answer(this, 200, 'This event came before.');
	}
	return { workflowData: [[{ json: toItem(event, repeated, now) }]] };
}

function deliveryOf(context: IWebhookFunctions): Delivery {
	const { rawBody }: { readonly rawBody?: unknown } = context.getRequestObject();
	const headers = context.getHeaderData();
	return {
		// n8n reads no raw body of a form with files; then there is nothing a signature could fit.
		rawBody: Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0),
		header: (name) => {
			const value = headers[name];
			return typeof value === 'string' ? value.trim() : null;
		},
	};
}

async function verdictOn(
	context: IWebhookFunctions,
	webhook: Webhook,
	delivery: Delivery,
	now: number,
): Promise<keyof typeof WHY_TURNED_AWAY | 'fits'> {
	try {
		const { type, field } = webhook.credential;
		const secret = fieldText(await context.getCredentials(type), field);
		// Anybody can sign with an empty secret.
		if (secret === '') return 'noSecret';
		const addresses = webhook.signsAddress ? addressesOf(context) : [];
		const tolerance: unknown = webhook.signsTime
			? context.getNodeParameter('tolerance', undefined)
			: undefined;
		const toleranceSeconds = toleranceSecondsOf(tolerance);
		return webhook.checkSignature(delivery, { secret, addresses, now, toleranceSeconds });
	} catch {
		return 'noSecret';
	}
}

/**
 * The address that was signed: the one entered in the node, else n8n's own. While the node listens for a test event
 * deliveries come to the test URL, so that one counts in the place of n8n's own, also beside an entered one.
 */
function addressesOf(context: IWebhookFunctions): readonly string[] {
	const parameter = context.getNodeParameter('webhookUrl', '');
	const entered = typeof parameter === 'string' ? parameter.trim() : '';
	const isTest = context.getMode() === 'manual';
	if (entered !== '' && !isTest) return [entered];
	const own = isTest ? testUrlOf(context) : context.getNodeWebhookUrl('default');
	return [entered, own ?? ''].filter((address) => address !== '');
}

/** n8n 1.x does not tell it to a webhook; there a test needs the URL entered in the node. */
function testUrlOf(context: Partial<IWebhookFunctions>): string | undefined {
	return context.getWebhookResourceUrl?.('default');
}

function parsed(rawBody: Uint8Array): WireObject | null {
	try {
		const body: unknown = JSON.parse(Buffer.from(rawBody).toString('utf8'));
		return isWireObject(body) ? body : null;
	} catch {
		return null;
	}
}

/** Where nothing was chosen everything comes: an event too many is better than one that nobody hears of. */
function isChosen(context: IWebhookFunctions, { event }: WebhookEvent): boolean {
	const chosen: unknown = context.getNodeParameter('events', []);
	if (!Array.isArray(chosen) || chosen.length === 0) return true;
	return chosen.some((name) => name === EVERY_EVENT || name === event);
}

function toItem(event: WebhookEvent, repeated: boolean, now: number): IDataObject {
	return {
		event: event.event,
		eventId: event.eventId,
		invoiceId: event.invoiceId,
		parentInvoiceId: event.parentInvoiceId,
		status: event.status,
		amountMinor: event.amountMinor,
		repeated,
		receivedAt: new Date(now).toISOString(),
		body: nested(event.body),
	};
}

function answer(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
}
