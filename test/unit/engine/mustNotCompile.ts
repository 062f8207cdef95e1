/**
 * What must not compile: checked by `npm run typecheck`, where an expected error that does not come is an error.
 * Nothing here is ever run.
 */
import { confirmRefund } from '../../../nodes/shared/engine/send/confirm';
import type { ItemContext } from '../../../nodes/shared/engine/runContext';
import type { ProviderAdapter, ProviderReader } from '../../../nodes/shared/engine/provider/adapter';
import { nextStep } from '../../../nodes/shared/engine/result/nextStep';
import type { RefundRequest } from '../../../nodes/shared/engine/request/request';
import {
	isSuccess,
	refusal,
	type Refused,
	type RefundResult,
} from '../../../nodes/shared/engine/result/result';
import { sendOnce } from '../../../nodes/shared/engine/send/sendOnce';
import type { RefundKey } from '../../../nodes/shared/engine/request/refundKey';
import { minorToText } from '../../../nodes/shared/money/decimal';
import type { MinorUnits } from '../../../nodes/shared/money/minorUnits';
import { percentageOf, type Percentage } from '../../../nodes/shared/money/percentage';
import { wireNumberFromMinor } from '../../../nodes/shared/money/wireNumber';

export function mustNotCompile(
	request: RefundRequest,
	adapter: ProviderAdapter,
	item: ItemContext,
	reader: ProviderReader,
	amount: MinorUnits,
	percentage: Percentage,
	result: RefundResult,
): void {
	// @ts-expect-error a plain number is no amount
	const plain: MinorUnits = 1250;
	// @ts-expect-error a sum of amounts may not be exact, so it is none until it is checked
	const sum: MinorUnits = amount + amount;
	// @ts-expect-error a percentage is no amount
	const share: MinorUnits = percentage;
	// @ts-expect-error an amount is no percentage
	percentageOf(amount, amount);
	// @ts-expect-error 12.5 is not a percentage until it was read as one
	percentageOf(amount, 12.5);
	// @ts-expect-error only amounts are written as text
	minorToText(1250, 2);
	// @ts-expect-error only amounts go on the wire
	wireNumberFromMinor(12.5, 2);
	// @ts-expect-error a text is no key until it was made as one
	const key: RefundKey = 'n8nr1-0000';
	// @ts-expect-error what was asked is not what may be sent
	adapter.buildRefundRequest(request);
	// @ts-expect-error only a plan is sent
	void sendOnce({ plan: request, request: { method: 'POST', path: '/' } }, item);
	// @ts-expect-error only a plan is confirmed
	confirmRefund(request, { kind: 'unclear', why: '' }, adapter.profile);
	// @ts-expect-error a read-back needs the plan it is for
	void reader.inquire?.(request.target);
	// @ts-expect-error an unknown outcome is never said as a refusal
	refusal('outcomeUnknown', 'It may have gone through.');
	// @ts-expect-error a code nobody has heard of has no next step
	nextStep('somethingElse', adapter.profile);
	// @ts-expect-error `refused` never carries a code that means doubt
	const refusedDoubt: Pick<Refused, 'code'> = { code: 'confirmedOtherwise' };
	// @ts-expect-error a failure has no status: look at the outcome first
	void result.status;
	if (isSuccess(result)) {
		// @ts-expect-error a success has no code
		void result.code;
	}
	// @ts-expect-error what was read is not changed
	request.reference = '';
	void [plain, sum, share, key, refusedDoubt];
}
