import type { InCompany } from './rows/behaviour';
import type { Setting } from './stage';
import type { Subject } from './subject';

/** The setting of one row. */
export function settingOf(
	kind: Setting['kind'],
	subject: Subject,
	inCompany: InCompany | undefined,
): Setting {
	if (kind === 'alone') return { kind };
	return { kind, neighboursMaySay: inCompany?.neighboursMaySay?.(subject) ?? [] };
}
