import type { BookedRefund, ProviderId } from '../../../sandbox';
import type { ProviderWorld } from '../../../sandbox/worlds/types';
import { expectationOf, type Expectation } from './expectation';
import { judge, type Judgement, type Ledger } from './judge';
import { saidIn, type Said } from './said';
import { storyOf, type InvoiceName, type RefundAsk, type Step } from './script';
import { openStage, type Stage } from './stage';

/** What a step of the story came to in one world. */
export interface PlayedStep extends Judgement {
	readonly provider: ProviderId;
	readonly world: ProviderWorld;
	readonly step: Step;
	readonly expectation: Expectation;
	/** In the order of the input. */
	readonly said: readonly Said[];
	/** Requests, tokens not counted. */
	readonly requests: number;
}

/** Plays the whole story in one world. @param root the package to play with, by default this one */
export async function playStory(
	world: ProviderWorld,
	root?: string,
): Promise<readonly PlayedStep[]> {
	const stage = await openStage(world, root);
	const bookings = new Bookings(stage);
	const played: PlayedStep[] = [];
	try {
		for (const step of storyOf(world.provider)) {
			played.push(await playStep(stage, bookings, world, step));
		}
		assertForetold(played, stage);
		return played;
	} finally {
		await stage.close();
	}
}

async function playStep(
	stage: Stage,
	bookings: Bookings,
	world: ProviderWorld,
	step: Step,
): Promise<PlayedStep> {
	const { sandbox, provider } = stage;
	const before = sandbox.requests.length;
	const expectation = expectationOf(provider, world.choice, step);
	const items = await stage.run(step, (ask) => bookings.of(ask).at(-1)?.refundId ?? null);
	await sandbox.idle();
	const fresh = bookings.take(step);
	const said = items.map(saidIn);
	return {
		...judge(stage, bookings, step, expectation, said, fresh),
		provider,
		world,
		step,
		expectation,
		said,
		requests: sandbox.requests.slice(before).filter(({ call }) => call !== 'token').length,
	};
}

/** What the check said would go back in all has to be what then went back. */
function assertForetold(played: readonly PlayedStep[], stage: Stage): void {
	const check = played.find(({ step }) => step.name === 'check');
	const foretold = check?.said[0]?.totalMinor;
	const [part] = stage.booked('main');
	if (foretold == null || part === undefined || check?.expectation.hides.has('total')) return;
	const went = part.amountMinor + part.taxMinor;
	if (foretold !== went) check?.unsafe.push(`the total is ${foretold}, and ${went} went back`);
}

/** Which booking belongs to which request: Revolv3 and Duro's books show no key that would say so. */
class Bookings implements Ledger {
	private readonly known = new Map<string, BookedRefund[]>();
	private seen = 0;

	constructor(private readonly stage: Stage) {}

	/** The refunds booked since the last step, each noted under what was asked of its invoice in this one. */
	take({ ask }: Step): readonly BookedRefund[] {
		const all = this.stage.sandbox.refunds(this.stage.provider);
		const fresh = all.filter(({ seq, source }) => seq > this.seen && source === 'api');
		this.seen = Math.max(this.seen, ...all.map(({ seq }) => seq));
		for (const refund of fresh) {
			const asked =
				'items' in ask
					? ask.items.find(({ invoice }) => this.stage.idOf(invoice) === refund.invoiceId)
					: undefined;
			if (asked === undefined) continue;
			const name = nameOf(asked);
			this.known.set(name, [...(this.known.get(name) ?? []), refund]);
		}
		return fresh;
	}

	of(ask: Pick<RefundAsk, 'invoice' | 'reference'>): readonly BookedRefund[] {
		// as the books have them now: a status may have changed
		const now = this.stage.booked(ask.invoice);
		return (this.known.get(nameOf(ask)) ?? []).flatMap(({ seq }) =>
			now.filter((refund) => refund.seq === seq),
		);
	}
}

function nameOf({ invoice, reference }: { invoice: InvoiceName; reference: string }): string {
	return `${invoice} ${reference}`;
}
