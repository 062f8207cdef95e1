import axios from 'axios';
import type { BookedRefund, FaultRule, ProviderId, RecordedRequest } from '../../../sandbox/types';
import { addresses } from './addresses';

interface State {
	readonly refunds: Readonly<Record<ProviderId, readonly BookedRefund[]>>;
	readonly requests: readonly RecordedRequest[];
}

const http = axios.create({ baseURL: `${addresses.sandbox}/_control`, proxy: false });

async function state(): Promise<State> {
	return (await http.get<State>('/state')).data;
}

/** The sandbox's books and switches, over its control routes: it runs in another process. */
export const books = {
	/** The truth: what is booked for an invoice, in the order it was booked. */
	async refunds(provider: ProviderId, invoiceId: string): Promise<readonly BookedRefund[]> {
		const booked = (await state()).refunds[provider];
		return booked.filter((refund) => refund.invoiceId === invoiceId);
	},
	/** The refund-creating requests that arrived at a provider. */
	async writes(provider: ProviderId): Promise<readonly RecordedRequest[]> {
		const { requests } = await state();
		return requests.filter((request) => request.provider === provider && request.call === 'refund');
	},
	/** Arms a fault, as `sandbox.fault` does. */
	async fault(rule: FaultRule): Promise<void> {
		await http.post('/fault', rule);
	},
	/** Back to the seed: books, requests and faults. n8n's memory of what it refunded stays. */
	async reset(): Promise<void> {
		await http.post('/reset', {});
	},
};
