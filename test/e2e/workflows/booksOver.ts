import axios from 'axios';
import type { BookedRefund, ProviderId, RecordedRequest } from '../../../sandbox/types';
import type { Books } from '../../workflows/recipes';

interface State {
	readonly refunds: Readonly<Record<ProviderId, readonly BookedRefund[]>>;
	readonly requests: readonly RecordedRequest[];
}

/** The books of a sandbox that runs elsewhere, over its control routes. */
export function booksOver(sandboxUrl: string): Books {
	const http = axios.create({ baseURL: `${sandboxUrl}/_control`, proxy: false });
	const state = async () => (await http.get<State>('/state')).data;
	return {
		refunds: async (provider) => (await state()).refunds[provider],
		writes: async () => (await state()).requests.filter(({ call }) => call === 'refund').length,
		fault: async (rule) => {
			const times = rule.times === Infinity ? 'Infinity' : rule.times;
			await http.post('/fault', { ...rule, times });
		},
		clearFaults: async () => void (await http.post('/clear-faults', {})),
		settle: async (refundId, status) => void (await http.post('/settle', { refundId, status })),
		reset: async () => void (await http.post('/reset', {})),
	};
}
