import { describeWriteFaults } from './describeFaults';
import { groups } from './rows/all';
import { settingOf } from './settingOf';
import { onStage, type Setting, type Stage } from './stage';
import type { Subject } from './subject';

jest.setTimeout(60_000);

/** Runs every behaviour over one provider, each alone or as one item among good ones. */
export function describeAdapter(subject: Subject, kind: Setting['kind'] = 'alone'): void {
	const company = kind === 'inCompany' ? ', in company' : '';
	describe(`${subject.displayName}${company}`, () => {
		for (const { title, behaviours } of groups) {
			describe(title, () => {
				for (const { name, says, play, inCompany } of behaviours) {
					const alone = [says(subject)];
					const words = kind === 'inCompany' ? (inCompany?.says?.(subject) ?? alone) : alone;
					it.concurrent(`${name}: says ${words.join(' or ')}`, async () => {
						const check = async (stage: Stage) => expect(words).toContain(await play(stage));
						await onStage(subject, check, settingOf(kind, subject, inCompany));
					});
				}
			});
		}
		describeWriteFaults(subject, kind);
	});
}
