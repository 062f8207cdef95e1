import { layer } from '../../../nodes/Layer/adapter';

describe('Layer, the facts', () => {
	it('declare what the documents say of it', () => {
		expect(layer.profile).toEqual({
			provider: 'layer',
			displayName: 'Layer',
			movesMoney: false,
			needsBusinessId: true,
			invoiceIdKind: 'uuid',
			largestMinor: 2 ** 53 - 1,
			wireDecimals: null,
			amountIsBeforeTax: false,
			majorUnitsNeedTwoDecimals: false,
			longestReferenceNumber: null,
			longestProcessor: null,
			methods: ['ACH', 'CASH', 'CHECK', 'CREDIT_CARD', 'OTHER', 'STORE_CREDIT', 'notSent'],
			keysAreFoundAt: 'provider',
			showsRefunds: true,
			resend: 'identicalOnce',
			requestsPerSecond: 100,
			requestsPerSecondAt: { production: 500, productionCanada: 500 },
			requestsPer15Minutes: null,
			writesPerSecond: 20,
			limitHeader: 'x-ratelimit-limit',
			remainingHeader: 'x-ratelimit-remaining',
			resetHeader: 'x-ratelimit-reset',
			otherForms: "'Full' can also be asked for with 'Method' 'Not Sent', and as an 'Amount'.",
			confirmedAmountMayBeCumulative: false,
		});
	});
});
