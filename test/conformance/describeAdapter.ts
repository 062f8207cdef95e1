import { describeWriteFaults } from './describeFaults';
import { groups } from './rows/all';
import { onStage } from './stage';
import type { Subject } from './subject';

jest.setTimeout(60_000);

/** Runs every behaviour over one provider. */
export function describeAdapter(subject: Subject): void {
	describe(subject.displayName, () => {
		for (const { title, behaviours } of groups) {
			describe(title, () => {
				for (const { name, says, play } of behaviours) {
					const word = says(subject);
					it.concurrent(
						`${name}: says ${word}`,
						async () =>
							await onStage(subject, async (stage) => expect(await play(stage)).toBe(word)),
					);
				}
			});
		}
		describeWriteFaults(subject);
	});
}
