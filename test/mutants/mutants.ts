import { engineMutants } from './lists/engine';
import { judgementMutants } from './lists/judgement';
import { keyMutants } from './lists/keys';
import { memoryMutants } from './lists/memory';
import { moneyMutants } from './lists/money';
import { pacingMutants } from './lists/pacing';
import { providerMutants } from './lists/providers';
import { reservationMutants } from './lists/reservations';
import { transportMutants } from './lists/transport';
import { triggerMutants } from './lists/triggers';
import type { Mutant } from './mutant';

/** Every guard of the package, loosened once. */
export const mutants: readonly Mutant[] = [
	...keyMutants,
	...moneyMutants,
	...judgementMutants,
	...memoryMutants,
	...reservationMutants,
	...engineMutants,
	...transportMutants,
	...pacingMutants,
	...providerMutants,
	...triggerMutants,
];
