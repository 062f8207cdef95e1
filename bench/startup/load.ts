import { median } from '../median';

/** What one load did, as `loadOnce.cjs` prints it. */
export interface Load {
	readonly ms: number;
	/** User and system time of the whole process meanwhile, in milliseconds. */
	readonly cpuMs: number;
	readonly modules: number;
	/** Heap in use after a collection, above what it was before. */
	readonly heapBytes: number;
	readonly nodes: number;
	readonly credentials: number;
}

/** The middle of every figure. */
export function medianLoad(loads: readonly Load[]): Load {
	const of = (figure: keyof Load) => median(loads.map((load) => load[figure]));
	return {
		ms: of('ms'),
		cpuMs: of('cpuMs'),
		modules: of('modules'),
		heapBytes: of('heapBytes'),
		nodes: of('nodes'),
		credentials: of('credentials'),
	};
}

/** The middle of every figure, less the empty package's: what the package itself costs. */
export function costAbove(empty: Load, load: Load): Load {
	return {
		...load,
		ms: load.ms - empty.ms,
		cpuMs: load.cpuMs - empty.cpuMs,
		modules: load.modules - empty.modules,
		heapBytes: load.heapBytes - empty.heapBytes,
	};
}
