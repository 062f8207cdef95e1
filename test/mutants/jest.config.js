const { transform } = require('../../jest.config');

/**
 * The tests that Stryker repeats for every mutant: those that import the sources, need no build and no server.
 * @type {import('jest').Config}
 */
module.exports = {
	testEnvironment: 'node',
	rootDir: '../..',
	roots: ['<rootDir>/test/unit', '<rootDir>/test/adapters'],
	testMatch: ['**/*.test.ts'],
	transform,
};
