/**
 * Loaded into n8n before anything else. SIGUSR2 begins to collect garbage and to look at what is left, again and again;
 * the next one writes the most that was ever left to the file named in BENCH_SIGNAL_FILE. What a garbage collector leaves
 * lying about while there is room would else be taken for memory that is needed.
 */
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const INTERVAL_MS = 500;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

let idleBytes = null;
let peakBytes = 0;

function aliveBytes() {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

function look() {
	peakBytes = Math.max(peakBytes, aliveBytes());
}

process.on('SIGUSR2', () => {
	if (idleBytes === null) {
		idleBytes = aliveBytes();
		setInterval(look, INTERVAL_MS).unref();
		return;
	}
	look();
	writeFileSync(process.env.BENCH_SIGNAL_FILE, JSON.stringify({ idleBytes, peakBytes }));
});
