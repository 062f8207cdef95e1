import type { Stage } from '../stage';

/** The next refund is booked, its answer is lost, and from then on nothing can be asked. */
export async function loseAnswerAndReads(stage: Stage): Promise<void> {
	const { sandbox, subject } = stage;
	const { provider } = subject;
	const gate = await stage.behindGate();
	gate.before = (passing) => {
		if (!stage.isRefund(passing)) return;
		gate.before = () => undefined;
		sandbox.fault({ provider, call: 'refund', kind: 'drop', moment: 'afterCommit' });
		sandbox.fault({ provider, call: 'any', kind: 'status', status: 503, times: Infinity });
	};
}
