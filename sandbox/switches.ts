import { duroDefaults, type DuroSwitches } from './providers/duro/switches';
import { layerDefaults, type LayerSwitches } from './providers/layer/switches';
import { revolv3Defaults, type Revolv3Switches } from './providers/revolv3/switches';
import { thredfiDefaults, type ThredfiSwitches } from './providers/thredfi/switches';

/**
 * What no contract settles. Each default is what the vendor's own samples show; where they show nothing, the stricter
 * or the worse of the possible readings, so that code which passes here does not lean on a kindness nobody promised.
 */
export interface Switches {
	readonly duro: DuroSwitches;
	readonly layer: LayerSwitches;
	readonly revolv3: Revolv3Switches;
	readonly thredfi: ThredfiSwitches;
}

/** The defaults, freshly made. */
export function defaultSwitches(): Switches {
	return {
		duro: duroDefaults(),
		layer: layerDefaults(),
		revolv3: revolv3Defaults(),
		thredfi: thredfiDefaults(),
	};
}

/** Puts every switch back without replacing the object that tests hold. */
export function resetSwitches(switches: Switches): void {
	const fresh = defaultSwitches();
	Object.assign(switches.duro, fresh.duro);
	Object.assign(switches.layer, fresh.layer);
	Object.assign(switches.revolv3, fresh.revolv3);
	Object.assign(switches.thredfi, fresh.thredfi);
}
