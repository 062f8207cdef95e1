/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- the code of an example workflow, as n8n runs it */

/** Runs the code of a Code node with the names that n8n gives to it. */
export function runCode<Result>(code: string, names: Readonly<Record<string, unknown>>): Result {
	const run = new Function(...Object.keys(names), code) as (...values: unknown[]) => Result;
	return run(...Object.values(names));
}
