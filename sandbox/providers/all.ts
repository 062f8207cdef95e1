import type { ProviderId } from '../types';
import type { Imitation } from '../world';
import { duro } from './duro/duro';
import { layer } from './layer/layer';
import { revolv3 } from './revolv3/revolv3';
import { thredfi } from './thredfi/thredfi';

/** The four imitations by id. */
export const IMITATIONS: Readonly<Record<ProviderId, Imitation>> = {
	duro,
	layer,
	revolv3,
	thredfi,
};
