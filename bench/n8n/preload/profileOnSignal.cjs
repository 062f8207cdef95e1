/**
 * Loaded into n8n before anything else. SIGUSR2 begins a CPU profile, the next one writes it to the file named in
 * BENCH_SIGNAL_FILE, so that neither the start of n8n nor its end is in it.
 */
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');

const INTERVAL_MICROSECONDS = 200;
const session = new Session();
let running = false;

process.on('SIGUSR2', () => {
	if (running) {
		session.post('Profiler.stop', (failed, { profile }) => {
			if (failed) throw failed;
			writeFileSync(process.env.BENCH_SIGNAL_FILE, JSON.stringify(profile));
		});
		return;
	}
	running = true;
	session.connect();
	session.post('Profiler.enable');
	session.post('Profiler.setSamplingInterval', { interval: INTERVAL_MICROSECONDS });
	session.post('Profiler.start');
});
