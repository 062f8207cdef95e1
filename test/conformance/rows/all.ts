import type { Group } from './behaviour';
import { earlier } from './earlier';
import { races } from './races';
import { readFaults } from './readFaults';
import { inOneInput, repeats, strangers } from './repeats';
import { runs } from './runs';
import { statuses } from './statuses';
import { store } from './store';

/** All behaviours but the faults of the refund request, which have a table of their own. */
export const groups: readonly Group[] = [
	readFaults,
	repeats,
	inOneInput,
	strangers,
	earlier,
	statuses,
	races,
	runs,
	store,
];
