/** A CPU profile as V8's inspector writes it: the parts used here. */
export interface CpuProfile {
	readonly nodes: ReadonlyArray<{
		readonly id: number;
		readonly callFrame: {
			readonly functionName: string;
			readonly url: string;
			readonly lineNumber: number;
		};
		readonly children?: readonly number[];
	}>;
	readonly samples: readonly number[];
	/** Microseconds before each sample. */
	readonly timeDeltas: readonly number[];
}

/** Time of one module or function. */
export interface Share {
	readonly name: string;
	readonly ms: number;
}

/** Self time by module, most first: our files one by one, others by package, Node's own by name, and V8's remarks. */
export function selfTimeByModule(profile: CpuProfile): readonly Share[] {
	return shares(profile, ({ callFrame }) => moduleOf(callFrame.url, callFrame.functionName));
}

/** Self time by function, most first. */
export function selfTimeByFunction(profile: CpuProfile): readonly Share[] {
	return shares(profile, ({ callFrame: { functionName, url, lineNumber } }) =>
		url === ''
			? functionName
			: `${functionName || '(anonymous)'} ${shortened(url)}:${lineNumber + 1}`,
	);
}

/** Time by function of this package, callees included, each stack counted once a function; most first. */
export function wholeTimeOfOurs(profile: CpuProfile): readonly Share[] {
	const self = selfMicroseconds(profile);
	const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
	const sums = new Map<string, number>();
	const walk = (id: number, open: ReadonlySet<string>): number => {
		const node = nodes.get(id);
		if (node === undefined) return 0;
		const { functionName, url, lineNumber } = node.callFrame;
		const isOurs = url.includes(OURS);
		const name = isOurs
			? `${functionName || '(anonymous)'} ${shortened(url)}:${lineNumber + 1}`
			: '';
		const inside = isOurs && !open.has(name) ? new Set([...open, name]) : open;
		const below = (node.children ?? []).reduce((sum, child) => sum + walk(child, inside), 0);
		const whole = below + (self.get(id) ?? 0);
		if (inside !== open) sums.set(name, (sums.get(name) ?? 0) + whole);
		return whole;
	};
	const [root] = profile.nodes;
	if (root) walk(root.id, new Set());
	return sorted(sums);
}

const OURS = 'n8n-nodes-invoice-refunds/dist/';

function shares(
	profile: CpuProfile,
	nameOf: (node: CpuProfile['nodes'][number]) => string,
): readonly Share[] {
	const self = selfMicroseconds(profile);
	const sums = new Map<string, number>();
	for (const node of profile.nodes) {
		const name = nameOf(node);
		sums.set(name, (sums.get(name) ?? 0) + (self.get(node.id) ?? 0));
	}
	return sorted(sums);
}

function selfMicroseconds({ samples, timeDeltas }: CpuProfile): ReadonlyMap<number, number> {
	const self = new Map<number, number>();
	// A delta is the time since the sample before, so it belongs to that one.
	samples.forEach((id, place) => {
		self.set(id, (self.get(id) ?? 0) + Math.max(0, timeDeltas[place + 1] ?? 0));
	});
	return self;
}

function moduleOf(url: string, functionName: string): string {
	if (url === '') return functionName.startsWith('(') ? functionName : `native: ${functionName}`;
	if (url.includes(OURS)) return `ours: ${shortened(url)}`;
	if (url.startsWith('node:')) return url.replace(/^(node:(?:internal\/)?[^/]+).*/, '$1');
	return packageOf(url);
}

function packageOf(url: string): string {
	const inside = url.split('/node_modules/').at(-1) ?? url;
	const [first = '', second = ''] = inside.split('/');
	return first.startsWith('@') ? `${first}/${second}` : first;
}

function shortened(url: string): string {
	if (url.includes(OURS)) return url.split(OURS).at(-1) ?? url;
	return url.split('/node_modules/').at(-1) ?? url;
}

function sorted(sums: ReadonlyMap<string, number>): readonly Share[] {
	return [...sums]
		.map(([name, microseconds]) => ({ name, ms: microseconds / 1000 }))
		.filter(({ ms }) => ms > 0)
		.sort((a, b) => b.ms - a.ms);
}
