import { describeWriteFaults } from './describeFaults';
import type { Subject } from './subject';

jest.setTimeout(60_000);

/** Runs every behaviour over one provider. */
export function describeAdapter(subject: Subject): void {
	describe(subject.displayName, () => {
		describeWriteFaults(subject);
	});
}
