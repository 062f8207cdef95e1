/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import axios from 'axios';
import { ENTRANCE } from '../../../demo/credentials';
import { saidIn } from '../deliver';

/** Longer than a killed worker's execution takes to be given up, and two tries of a node that meets an open attempt. */
const ANSWER_TIMEOUT_MS = 240_000;

/** What a test asks for. */
export interface Asked {
	readonly invoiceId: string;
	readonly amount: string;
	readonly currency: string;
	readonly reference: string;
}

/** What all disputes of the measurement ask for. */
export const askedFor = (invoiceId: string): Asked => ({
	...{ invoiceId, amount: '10.00', currency: 'USD', reference: `payment-${invoiceId}` },
});

/** Delivers one dispute and resolves to the word in the answer: an outcome, with its code where it was refused. */
export async function deliver(
	url: string,
	asked: Asked,
	timeout = ANSWER_TIMEOUT_MS,
): Promise<string> {
	const { name, value } = ENTRANCE.header;
	const answer = await axios
		.post<unknown>(url, asked, {
			...{ headers: { [name]: value }, validateStatus: () => true, proxy: false },
			timeout,
		})
		.catch(() => null);
	const said = answer && saidIn(answer.data);
	if (!said) return 'answer lost';
	return said.outcome === 'refused' ? `refused: ${said.code ?? 'no code'}` : said.outcome;
}
