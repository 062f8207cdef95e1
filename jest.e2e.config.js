const unit = require('./jest.config.js');

/** The end-to-end tests: `npm run test:e2e` starts n8n, the sandbox and a browser for them. One at a time. */
/** @type {import('jest').Config} */
module.exports = {
	...unit,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 1,
	testTimeout: 120_000,
	// A server that a failing test left open must not keep n8n and the browser running.
	forceExit: true,
};
