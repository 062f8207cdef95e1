import type { ProviderId } from '../types';
import { duroWorlds } from './duro';
import { layerWorlds } from './layer';
import { revolv3Worlds } from './revolv3';
import { thredfiWorlds } from './thredfi';
import type { WorldSpace } from './types';

/** Every provider's open questions. */
export const WORLDS: { readonly [P in ProviderId]: WorldSpace<P> } = {
	duro: duroWorlds,
	layer: layerWorlds,
	revolv3: revolv3Worlds,
	thredfi: thredfiWorlds,
};
