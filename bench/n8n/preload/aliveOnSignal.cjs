/**
 * Loaded into n8n before anything else. SIGUSR2 begins to collect garbage and to look at what is left, again and again;
 * the next one writes the most that was ever left to the file named in BENCH_SIGNAL_FILE. What a garbage collector leaves
 * lying about while there is room would else be taken for memory that is needed.
 */
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const INTERVAL_MS = 500;
/** V8 lets go of compiled code and caches only when several collections have found them unused. */
const COLLECTIONS_FIRST = 12;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

let idleBytes = null;
let peakBytes = 0;

function aliveBytes() {
	collect();
	// Without the buffers' own memory: V8 frees it some time after it was asked to collect.
	const { heapUsed, external, arrayBuffers } = process.memoryUsage();
	return heapUsed + external - arrayBuffers;
}

function look() {
	peakBytes = Math.max(peakBytes, aliveBytes());
}

process.on('SIGUSR2', () => {
	if (idleBytes === null) {
		for (let done = 1; done < COLLECTIONS_FIRST; done++) collect();
		idleBytes = aliveBytes();
		setInterval(look, INTERVAL_MS).unref();
		return;
	}
	look();
	writeFileSync(process.env.BENCH_SIGNAL_FILE, JSON.stringify({ idleBytes, peakBytes }));
});
