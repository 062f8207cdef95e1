import { createHmac } from 'crypto';
import type { Post } from '../n8n/harness/deliver';

/** Signed as Duro documents it; the vectors show that this is what openssl makes as well. */
export function signDuro(body: string, secret: string, now: number): Post {
	const time = Math.floor(now / 1000);
	const v1 = createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest('hex');
	return { rawBody: Buffer.from(body), headers: { 'duro-signature': `t=${time},v1=${v1}` } };
}

/** Signed as Revolv3 documents it. */
export function signRevolv3(body: string, secret: string, address: string): Post {
	const signature = createHmac('sha256', secret).update(`${address}$${body}`, 'utf8');
	return {
		rawBody: Buffer.from(body),
		headers: { 'x-revolv3-signature': signature.digest('base64') },
	};
}
