/** Ends the process with one plain line when Node is too old. */
export function requireNode(): void;
/** The environment for an npm that works in another folder than the one that started us. */
export function childNpmEnv(extra?: Record<string, string>): Record<string, string | undefined>;
/** How to call npm: `[file, ...first arguments]`. */
export function npmCommand(): [string, ...string[]];
/** Whether a folder's node_modules holds what its lock file asks for. */
export function isInstalled(folder: string): boolean;
/** Runs a command with its output on the terminal and resolves to its exit code. */
export function runVisibly(
	file: string,
	args: readonly string[],
	options?: { cwd?: string; env?: Record<string, string | undefined> },
): Promise<number>;
/** Installs the package's devDependencies when they are missing or older than the lock file. */
export function ensureInstalled(root: string): Promise<void>;
