import { createHmac } from 'node:crypto';
import type { WebhookProvider } from './types';

/** What an attempt is signed with. */
export interface Signing {
	readonly secret: string;
	/** As it was entered. */
	readonly url: string;
	readonly body: string;
	readonly eventId: string;
	readonly event: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

type Headers = Readonly<Record<string, string>>;

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text, 'utf8');

export const signedHeaders: Readonly<Record<WebhookProvider, (signing: Signing) => Headers>> = {
	// [D] t in seconds, hex over `t.body`; [ND] whether a retry is signed anew: `switches.duro.retriesSignedAnew`
	duro: ({ secret, body, eventId, event, at }) => {
		const seconds = Math.floor(at / 1000);
		return {
			'Duro-Signature': `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`).digest('hex')}`,
			'Duro-Event-Id': eventId,
			'Duro-Event-Type': event,
		};
	},
	// [D] base64 over `url$body`
	revolv3: ({ secret, url, body }) => ({
		'x-revolv3-signature': hmac(secret, `${url}$${body}`).digest('base64'),
	}),
};
