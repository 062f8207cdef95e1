const usual = require('./jest.config.js');

/** Every conformance row as one item among good ones: \`npm run conformance:company\`. */
module.exports = {
	...usual,
	testMatch: ['<rootDir>/test/conformance/company/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
