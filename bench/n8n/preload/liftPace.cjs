/**
 * Loaded into n8n before anything else (`node --require`). The node keeps to documented request rates, and at Layer and
 * Revolv3 a measurement would show nothing but the rate. So the bench, and only the bench, takes the rates out of the
 * installed package's profiles when n8n loads them; everything else is as published.
 */
const Module = require('node:module');

const PROFILE = /n8n-nodes-invoice-refunds\/dist\/nodes\/\w+\/adapter\/profile\.js$/;
const RATES = ['requestsPerSecond', 'requestsPer15Minutes', 'writesPerSecond'];
const load = Module._extensions['.js'];

Module._extensions['.js'] = (module, file) => {
	load(module, file);
	if (!PROFILE.test(file)) return;
	const { profile } = module.exports;
	for (const rate of RATES) {
		if (!(rate in profile))
			throw new Error(`The profile has no ${rate}: the bench can't lift the pace.`);
		profile[rate] = null;
	}
};
